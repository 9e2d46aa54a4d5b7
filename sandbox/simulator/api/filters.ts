import type { Context } from "hono";
import { invalid, notAFloat } from "./errors";

/** A query parameter that narrows a list, and how `links` repeats it. */
export interface Filter<Item> {
  name: string;
  echo: string;
  keeps(item: Item): boolean;
}

/** The filter a parameter asks for; none when it was not sent. */
export function filterOf<Item>(
  c: Context,
  name: string,
  read: (value: string) => Omit<Filter<Item>, "name">,
): Filter<Item>[] {
  const value = c.req.query(name);
  return value === undefined ? [] : [{ name, ...read(value) }];
}

/** `contains`, `ends_with` and `starts_with`, all compared with the whole number, country code included (U-39). */
export function digitFilters<Item>(c: Context, numberOf: (item: Item) => string): Filter<Item>[] {
  return [
    ...filterOf<Item>(c, "contains", (value) => {
      const part = digits("contains", value);
      return { echo: part, keeps: (item) => numberOf(item).includes(part) };
    }),
    ...filterOf<Item>(c, "ends_with", (value) => {
      const end = digits("ends_with", value);
      return { echo: end, keeps: (item) => numberOf(item).endsWith(end) };
    }),
    ...filterOf<Item>(c, "starts_with", (value) => {
      const { prefix, echo } = prefixOf(value);
      return { echo, keeps: (item) => numberOf(item).startsWith(prefix) };
    }),
  ];
}

/** Country code 1 is put in front unless it is there already, or another one is given behind a plus sign. */
function prefixOf(value: string): { prefix: string; echo: string } {
  // A plus sign that was not escaped arrives as a space.
  const foreign = /^[+ ](\d+)$/.exec(value)?.[1];
  if (foreign !== undefined) return { prefix: foreign, echo: `+${foreign}` };
  const given = digits("starts_with", value);
  const prefix = given.startsWith("1") ? given : `1${given}`;
  return { prefix, echo: prefix };
}

function digits(name: string, value: string): string {
  if (!/^\d+$/.test(value)) throw invalid(`Invalid ${name}`);
  return value;
}

/** `max_setup_cost`: compared as the float it is, echoed without its fraction (U-4). */
export function setupCostFilter<Item>(c: Context, setupCostOf: (item: Item) => number): Filter<Item>[] {
  return filterOf<Item>(c, "max_setup_cost", (value) => {
    if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) throw notAFloat(value);
    const most = Number(value);
    return { echo: String(Math.trunc(most)), keeps: (item) => setupCostOf(item) <= most };
  });
}

/** Equal without regard to case; `echo` says how `links` spells it. */
export function wordFilter<Item>(
  c: Context,
  name: string,
  pattern: RegExp,
  wordOf: (item: Item) => string | null,
  echo: (value: string) => string,
): Filter<Item>[] {
  return filterOf<Item>(c, name, (value) => {
    if (!pattern.test(value)) throw invalid(`Invalid ${name}`);
    return { echo: echo(value), keeps: (item) => wordOf(item)?.toLowerCase() === value.toLowerCase() };
  });
}
