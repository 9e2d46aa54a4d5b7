import { printable } from "../provider/client";

/**
 * A text of the account in Markdown: as code, because in code nothing is a link, markup, HTML or somebody's name that gets a
 * message. A bar is escaped, because it would end a cell of a table; so would a line break, which is written out.
 */
export function code(given: string): string {
  const text = printable(given);
  if (text === "") return "";
  const fence = "`".repeat(1 + longestRun(text));
  const padded = /^`|`$|^ .* $/.test(text) ? ` ${text} ` : text;
  return (fence + padded + fence).replaceAll("|", "\\|");
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

/** A table of Markdown; its cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A text of several lines as a block of code, its end cut off when it is longer than `most` characters. */
export function codeBlock(text: string, most: number): string {
  const lines = text.slice(0, most).split(/\r?\n/).map(printable);
  const fence = "`".repeat(Math.max(3, 1 + longestRun(text)));
  return [fence, ...lines, ...(text.length > most ? ["…"] : []), fence].join("\n");
}
