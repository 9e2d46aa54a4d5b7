/** How a cell begins that a spreadsheet takes for a formula, after apostrophes that may be there. Wide forms of the signs count too. */
const FORMULA = /^'*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** A cell that no spreadsheet runs: with one apostrophe more than there is, so that none is lost when it is read. */
export function harmless(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The cell that was made harmless. */
export function plain(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
