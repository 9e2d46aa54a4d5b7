import { harmless } from "../provider/functions/spreadsheet-cell";

/**
 * Rows as CSV, the first one naming the columns. A cell that a spreadsheet would take for a formula (`=cmd()`) begins with an
 * apostrophe, because opening the file would run it; `readNumbers` takes it off again.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  // Loaded with the first file: most commands write none.
  const { stringify } = require("csv-stringify/sync") as typeof import("csv-stringify/sync");
  return stringify(rows.map((row) => row.map(harmless)));
}
