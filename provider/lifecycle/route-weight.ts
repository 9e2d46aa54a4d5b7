/** The end of a route's value that says how calls are shared (API section 8.3). */
const suffix = /;weight=(\d+)$/i;

/** A route's weight, 0 to 1000, if its value has one. */
export function weightOf(value: string | undefined): number | undefined {
  const [, weight] = suffix.exec(value ?? "") ?? [];
  return weight === undefined ? undefined : Number(weight);
}

/** A route's value without its weight. */
export function withoutWeight(value: string): string {
  return value.replace(suffix, "");
}

/** A route's value with this weight. */
export function withWeight(value: string, weight: number | undefined): string {
  return weight === undefined ? value : `${value};weight=${weight}`;
}
