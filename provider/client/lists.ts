import type { ZodType } from "zod";
import { type Call, type Query, withQuery } from "./call";
import type { Connection } from "./connection";
import { NotFoundError } from "./errors";
import { type Page, paged } from "./paging";
import type { RetryPolicy } from "./retry-table";
import type { AreaCode, AvailableNumber, Exchange, NumberSummary, Route, Tier } from "./types";

/** A list of the account or the inventory. */
interface List<T> {
  path: string;
  /** Most items on one page, as the list's page in the API says. */
  pageMax: number;
  schema: () => ZodType<T>;
  /** What tells its items apart. */
  keyOf: (item: T) => string;
  /**
   * Whether every item must be found: a number missed would pass for gone, a route for unknown. What is for sale changes
   * under everybody's hands anyway.
   */
  complete: boolean;
  /** How its pages are repeated; `read` when left out. */
  repeat?: RetryPolicy;
}

// Loaded with the first answer; see connection.ts.
const schemas = () => require("./schemas") as typeof import("./schemas");

export const areaCodes: List<AreaCode> = {
  path: "/v2/numbers/available/areacodes",
  pageMax: 400,
  schema: () => schemas().areaCode,
  keyOf: (item) => item.areaCode,
  complete: false,
};

export const exchanges: List<Exchange> = {
  path: "/v2/numbers/available/exchanges",
  pageMax: 200,
  schema: () => schemas().exchange,
  keyOf: (item) => item.exchange,
  complete: false,
};

export const tiers: List<Tier> = {
  path: "/v2/numbers/available/tiers",
  pageMax: 200,
  schema: () => schemas().tier,
  keyOf: (item) => item.name,
  complete: false,
};

export const availableNumbers: List<AvailableNumber> = {
  path: "/v2/numbers/available",
  pageMax: 200,
  schema: () => schemas().availableNumber,
  keyOf: (item) => item.number,
  complete: false,
};

export const ownedNumbers: List<NumberSummary> = {
  path: "/v2/numbers",
  pageMax: 200,
  schema: () => schemas().numberSummary,
  keyOf: (item) => item.number,
  complete: true,
};

/** The same, for those who can do without it. */
export const glimpsedNumbers: List<NumberSummary> = { ...ownedNumbers, complete: false, repeat: "replaceable" };

export const routes: List<Route> = {
  path: "/v2/routes",
  pageMax: 200,
  schema: () => schemas().route,
  keyOf: (item) => item.id,
  complete: true,
};

/** The items of a list that pass `filters`, by the API's names, up to `limit`. */
export function readList<T>(
  connection: Connection,
  { path, pageMax, schema, keyOf, complete, repeat = "read" }: List<T>,
  filters: Query = {},
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<T> {
  const callFor = (size: number, offset: number): Call => ({
    method: "GET",
    target: withQuery(path, { ...filters, limit: size, offset }),
    repeat,
  });
  return paged({
    pageMax,
    limit,
    keyOf,
    complete,
    fetchPage: async (size, offset): Promise<Page<T>> => {
      const call = callFor(size, offset);
      try {
        return connection.parse(call, await connection.send(call), schemas().pageOf(schema()));
      } catch (error) {
        // Some lists of this API answer 404 when there is nothing in them.
        if (error instanceof NotFoundError) return { items: [], more: false };
        throw error;
      }
    },
    unreadable: (size, offset, why) => connection.unexpected(callFor(size, offset), 200, why),
  });
}
