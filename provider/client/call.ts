import type { RetryPolicy } from "./retry-table";

/** Query parameters by the API's own names; those left `undefined` are not sent. */
export type Query = Record<string, string | number | undefined>;

/** One operation of the API, before anything is sent. */
export interface Call {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path with query, as sent. */
  target: string;
  /** The phone number the call is about, for messages. */
  number?: string;
  /** Sent as JSON; absent: no body at all. */
  body?: object;
  repeat: RetryPolicy;
}

/** The call in messages and logs: `GET /v2/numbers/12065550100`. */
export function nameOf({ method, target }: Call): string {
  return `${method} ${target}`;
}

/** `path` with the parameters that are set, in their order. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
}

/**
 * The path of one number. Anything but digits is a mistake of the caller's that must not reach the wire: an empty
 * number in a DELETE, say, would address the whole list.
 */
export function numberPath(number: string): string {
  if (!/^\d+$/.test(number)) throw new RangeError(`Not a number in Flowroute's form, like 12065550100: "${number}"`);
  return `/v2/numbers/${number}`;
}
