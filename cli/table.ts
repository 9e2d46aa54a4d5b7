import type { Terminal } from "./terminal";

/** A column: its heading, and which side its cells are on. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** Rows in columns, for a terminal; in a pipe, cells are separated by tabs, so that `cut` and `awk` find them. */
export function printTable(terminal: Terminal, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  if (!terminal.output.isTTY) {
    for (const row of [columns.map(({ title }) => title), ...rows]) terminal.print(row.map(oneCell).join("\t"));
    return;
  }
  // Loaded with the first table: most commands print none.
  const Table = require("cli-table3") as typeof import("cli-table3");
  const none = Object.fromEntries(BORDERS.map((place) => [place, ""]));
  const table = new Table({
    head: columns.map(({ title }) => terminal.style("bold", title)),
    colAligns: columns.map(({ align = "left" }) => align),
    chars: { ...none, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...rows.map((row) => [...row]));
  for (const line of table.toString().split("\n")) terminal.print(line.trimEnd());
}

const BORDERS = [
  ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
  ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid"],
];

function oneCell(text: string): string {
  return text.replaceAll("\t", " ");
}
