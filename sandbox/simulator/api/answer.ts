import type { Context } from "hono";

const contentType = "application/vnd.api+json";

/** Statuses whose answers have no body. */
const bodyless = [204, 205, 304];

/** An answer as Flowroute gives it: JSON under the JSON:API media type. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  if (bodyless.includes(status)) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": contentType, ...headers } });
}

/** An answer as a proxy in between gives it. */
export function page(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { "Content-Type": "text/html", ...headers } });
}

/** JSON that stops in the middle. */
export function malformed(whole: string): Response {
  return new Response(whole.slice(0, Math.ceil(whole.length / 2)), { headers: { "Content-Type": contentType } });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

/** The path and query of a request, as it was written. */
export function target(c: Context): string {
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}
