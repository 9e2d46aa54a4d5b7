/**
 * A text of the account in Markdown: as code, because in code nothing is a link, markup, HTML or somebody's name that gets a
 * message. A bar is escaped, because it would end a cell of a table.
 */
export function code(text: string): string {
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
