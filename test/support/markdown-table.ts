/** Cells of a row of a table. */
export type Row = readonly (string | number)[];

/** A table in Markdown, laid out as the formatter does; nothing when it has no rows. All columns but the first are figures. */
export function markdownTable(head: Row, rows: readonly Row[]): string {
  if (rows.length === 0) return "";
  const texts = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(3, ...texts.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const [first = "", ...others] = texts.map((row) =>
    line(row.map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))),
  );
  const rule = line(widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)));
  return `${[first, rule, ...others].join("\n")}\n`;
}
