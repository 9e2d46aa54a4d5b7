import type { Fence } from "./documents";

/** A command that a page prints, and what it printed. */
export interface Quoted {
  /** As it is typed: `pulumi-flowroute map`. */
  readonly command: string;
  /** Its lines; one that is only `…` stands for lines that are left out. */
  readonly lines: readonly string[];
}

/** The commands of a `console` block, each with its output. */
export function quotedIn({ code }: Fence): Quoted[] {
  return code
    .split(/^\$ /m)
    .slice(1)
    .map((block) => {
      const [command = "", ...lines] = block.replace(/\n+$/, "").split("\n");
      return { command, lines };
    });
}

/** The words of a command, as a shell takes them apart. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** The output as a page has it: the lines that the page leaves out are left out here too, so that a difference shows as one. */
export function asQuoted(output: string, lines: readonly string[]): string[] {
  const printed = output.replace(/\n+$/, "").split("\n");
  const shown: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line !== "…") {
      shown.push(printed.shift() ?? "(the output ends here)");
      continue;
    }
    const next = lines[index + 1];
    const skipped = next === undefined ? printed.length : printed.indexOf(next);
    printed.splice(0, Math.max(skipped, 0));
    shown.push(skipped > 0 ? line : "(nothing is left out here)");
  }
  return [...shown, ...printed];
}

/** Output without what differs from run to run and from machine to machine: the port, how long it took, the time, and folders. */
export function madeAlike(output: string, folder: string): string {
  return output
    .replaceAll(folder, "/home/ann")
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, "http://127.0.0.1:8742")
    .replace(/after \d+ ms/g, "after 85 ms")
    .replace(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.undo/g, "2026-11-26T14-03-12.undo")
    .replace(/preview \(by the stand-in engine, [^)]*\)/g, "pulumi preview");
}
