import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Kills (-9) every process whose command line contains `mark`, with all their descendants. */
export async function killTree(mark: string): Promise<void> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="]);
  const table = stdout.split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command: command ?? "" }];
  });
  const doomed = new Set(table.filter((row) => row.command.includes(mark)).map((row) => row.pid));
  for (let before = -1; before !== doomed.size; ) {
    before = doomed.size;
    for (const row of table) if (doomed.has(row.parent)) doomed.add(row.pid);
  }
  for (const pid of doomed) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone by itself in the meantime.
    }
  }
}
