import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Kills (-9) every process whose command line contains `mark`, with all their descendants. */
export async function killTree(mark: string): Promise<void> {
  for (const { pid } of await processTree(mark)) kill(pid);
}

/** Kills (-9) those of these processes whose command line contains `word`. */
export async function killWithinTree(mark: string, word: string): Promise<void> {
  for (const { pid, command } of await processTree(mark)) if (command.includes(word)) kill(pid);
}

/** Every process whose command line contains `mark`, and all their descendants. */
async function processTree(mark: string): Promise<{ pid: number; command: string }[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="]);
  const table = stdout.split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command: command ?? "" }];
  });
  const tree = new Set(table.filter((row) => row.command.includes(mark)).map((row) => row.pid));
  for (let before = -1; before !== tree.size; ) {
    before = tree.size;
    for (const row of table) if (tree.has(row.parent)) tree.add(row.pid);
  }
  return table.filter((row) => tree.has(row.pid));
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone by itself in the meantime.
  }
}
