/** A cell without the apostrophe that keeps spreadsheets from taking it for a formula. */
export function plain(cell: string): string {
  return /^'+[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell) ? cell.slice(1) : cell;
}
