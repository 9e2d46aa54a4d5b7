/** The first ten of many names: `a, b and 12 more`. A message that lists thousands is not read. */
export function firstTen(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(", ");
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
