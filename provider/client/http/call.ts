import type { RetryPolicy } from "./retry-table";

/** Query parameters by the API's own names; those left `undefined` are not sent. */
export type Query = Record<string, string | number | undefined>;

/** One operation of the API, before anything is sent. */
export interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path with query, as sent. */
  readonly target: string;
  /** The phone number the call is about, for messages. */
  readonly number?: string;
  /** Sent as JSON; absent: no body at all. */
  readonly body?: object;
  /** Which failures it is repeated after. */
  readonly retry: RetryPolicy;
  readonly lane: Lane;
  readonly connection: ConnectionKind;
}

/**
 * `parallel`: at most eight calls at once. `purchase`: one call at a time, and ahead of the reads, because the price was
 * looked up right before it.
 */
export type Lane = "parallel" | "purchase";

/**
 * `shared`: a kept connection. The server may close it just as the request is written, and then we cannot know whether
 * the request was carried out; so it suits calls that may be repeated. `fresh`: a connection of its own, for a call whose
 * repetition could cost money or a number.
 */
export type ConnectionKind = "shared" | "fresh";

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

/** Whether a text may stand in a path as an id. Anything else, such as an empty text, could address a whole list. */
export function isId(text: string): boolean {
  return /^\d+$/.test(text);
}
