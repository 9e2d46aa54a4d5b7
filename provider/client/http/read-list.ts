import type { ZodType } from "zod";
import { NotFoundError } from "../errors";
import { type Call, type Query, withQuery } from "./call";
import type { Connection } from "./connection";
import { type Page, paged } from "./paging";
import type { RetryPolicy } from "./retry-table";

/** A list of the account or the inventory. */
export interface List<T> {
  readonly path: string;
  /** Most items on one page, as the list's page in the API says. */
  readonly pageMax: number;
  readonly schema: () => ZodType<T>;
  /** What tells its items apart. */
  readonly keyOf: (item: T) => string;
  /**
   * Whether every item must be found: a missed number would pass for gone, a missed route for unknown. What is for sale
   * changes all the time anyway.
   */
  readonly complete: boolean;
  /** Which failures a page is asked for again after. */
  readonly retry: RetryPolicy;
}

// Loaded with the first answer; see connection.ts.
const schemas = () => require("./schemas") as typeof import("./schemas");

/** The items of a list that pass `filters`, by the API's names, up to `limit`. */
export function readList<T>(
  connection: Connection,
  { path, pageMax, schema, keyOf, complete, retry }: List<T>,
  filters: Query = {},
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<T> {
  const callFor = (size: number, offset: number): Call => ({
    method: "GET",
    target: withQuery(path, { ...filters, limit: size, offset }),
    retry,
    lane: "parallel",
    connection: "shared",
  });
  // Some lists of this API answer 404 when there is nothing in them.
  const pageAt = async (size: number, offset: number): Promise<Page<T> | undefined> => {
    try {
      return await connection.read(callFor(size, offset), () => schemas().pageOf(schema()));
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  };
  return paged({
    pageMax,
    limit,
    keyOf,
    complete,
    fetchPage: async (size, offset) => {
      const page = await pageAt(size, offset);
      // One wrong 404 would make an account look empty: what it owns would pass for gone. So it is asked again.
      const again = page ?? (complete ? await pageAt(size, offset) : undefined);
      return again ?? { items: [], more: false };
    },
    unreadable: (size, offset, why) => connection.unexpected(callFor(size, offset), 200, why),
  });
}
