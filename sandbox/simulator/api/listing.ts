import type { Context } from "hono";
import type { Simulation } from "../simulation";
import { answer } from "./answer";
import { invalid, notOnAccount } from "./errors";
import type { Filter } from "./filters";

interface Listing<Item> {
  /** In order; filters not yet applied. */
  items: readonly Item[];
  filters: readonly Filter<Item>[];
  /** Parameters that `links` repeats without their being filters. */
  echo?: readonly (readonly [name: string, value: string])[];
  /** The largest `limit`. */
  max: number;
  /** The path that `links` shows. */
  path: string;
  show(item: Item): object;
}

const defaultLimit = 10;

/** Answers one page of a list, with `links.self` as it was understood and `links.next` while there is more. */
export function answerPage<Item>(c: Context, simulation: Simulation, listing: Listing<Item>): Response {
  const { settings, origin } = simulation;
  const wanted = integer(c, "limit", defaultLimit, 1);
  if (wanted > listing.max && settings.limitAboveMax === 422) throw invalid("Invalid limit");
  const limit = Math.min(wanted, listing.max);
  const offset = integer(c, "offset", 0, 0);

  const items = listing.items.filter((item) => listing.filters.every((filter) => filter.keeps(item)));
  if (items.length === 0 && settings.emptyList === 404) throw notOnAccount();

  const echoed = [...listing.filters.map(({ name, echo }) => [name, echo] as const), ...(listing.echo ?? [])];
  const link = (from: number) =>
    `${origin}${listing.path}?${[...echoed, ["limit", limit] as const, ["offset", from] as const]
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&")}`;
  const end = offset + limit;
  return answer(200, {
    data: items.slice(offset, end).map((item) => listing.show(item)),
    links: { self: link(offset), ...(end < items.length ? { next: link(end) } : {}) },
  });
}

function integer(c: Context, name: string, byDefault: number, least: number): number {
  const text = c.req.query(name);
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < least) throw invalid(`Invalid ${name}`);
  return value;
}
