import type { Exchange, Mischief, WholeAnswer } from "../support/gateway";
import type { Disturbance } from "./trial";

/** The request gets an answer and is not carried out. */
const refused =
  (status: number, text: string, headers: Record<string, string> = {}): Mischief =>
  (exchange) =>
    exchange.answer({ status, headers: { "content-type": "application/vnd.api+json", ...headers }, text });

const errors = (status: number, title: string, detail: string) =>
  JSON.stringify({ errors: [{ id: "3b4b4a5e-b4a7-4e5a-9a5a-1f3b2c1d0e9f", status, title, detail }] });

const tooMany = (headers: Record<string, string>) =>
  refused(429, errors(429, "Too Many Requests", "Slow down."), headers);

/** The request is carried out and its answer spoiled. */
const served =
  (spoil: (answer: WholeAnswer, exchange: Exchange) => void): Mischief =>
  async (exchange) =>
    spoil(await exchange.serve(), exchange);

/** The same, where what is spoiled is what the answer says. An answer without a body passes. */
const said = (change: (document: Document) => unknown, status?: number): Mischief =>
  served((answer, exchange) => {
    const text = answer.text === "" ? "" : JSON.stringify(change(JSON.parse(answer.text)));
    exchange.answer({ ...answer, status: status ?? answer.status, text });
  });

interface Document {
  data?: Item | Item[];
}
interface Item {
  attributes?: unknown;
}

const page: WholeAnswer = {
  status: 200,
  headers: { "content-type": "text/html" },
  text: "<html><body><h1>We will be right back</h1></body></html>",
};

const reset = (exchange: Exchange) => exchange.reset();
const inAnHour = () => new Date(Date.now() + 3_600_000).toUTCString();
const soon = () => new Date(Date.now() + 2_000).toUTCString();

/** A proxy that loses its own connection sends a write once more, and hands on what Flowroute says to the second. */
const twice: Mischief = async (exchange) => {
  if (exchange.method !== "GET") await exchange.serve();
  exchange.answer(await exchange.serve());
};

/** Everything that networks, proxies and servers do to a request and its answer. */
export const faults: readonly Disturbance[] = [
  { name: "401", play: refused(401, errors(401, "Unauthorized", "The credentials are not known.")) },
  { name: "403", play: refused(403, errors(403, "Forbidden", "This account may not do that.")) },
  { name: "404", play: refused(404, errors(404, "Not Found", "Could not find that resource on your account.")) },
  { name: "404 of a path", play: refused(404, '{"errors":[{"status":"404 Not Found: no such URL."}]}') },
  { name: "422", play: refused(422, errors(422, "Unprocessable Entity", "That will not do.")) },
  { name: "429, Retry-After 2", play: tooMany({ "retry-after": "2" }) },
  { name: "429, Retry-After a date", play: (exchange) => tooMany({ "retry-after": soon() })(exchange) },
  { name: "429, no Retry-After", play: tooMany({}) },
  { name: "429, Retry-After a day", play: tooMany({ "retry-after": "86400" }) },
  { name: "429, Retry-After a date in an hour", play: (exchange) => tooMany({ "retry-after": inAnHour() })(exchange) },
  { name: "500", play: refused(500, errors(500, "Internal Server Error", "Something broke.")) },
  { name: "500, after it was done", play: served((_, exchange) => refused(500, "")(exchange)) },
  { name: "503", play: refused(503, "", { "retry-after": "1" }) },
  { name: "reset", play: reset },
  { name: "reset, after it was done", play: served((_, exchange) => exchange.reset()) },
  { name: "hang", play: () => {} },
  { name: "hang, after it was done", play: served(() => {}) },
  { name: "half a body", play: served((answer, exchange) => exchange.half(answer)) },
  { name: "slow drip", play: served((answer, exchange) => exchange.drip(answer)) },
  { name: "HTML", play: (exchange) => exchange.answer(page) },
  { name: "HTML, after it was done", play: served((_, exchange) => exchange.answer(page)) },
  {
    name: "JSON that is cut",
    play: served((answer, exchange) => exchange.answer({ ...answer, text: answer.text.slice(0, -2) })),
  },
  { name: "a missing field", play: said(withoutAttributes) },
  { name: "a nested body", play: said((document) => ({ data: document })) },
  { name: "207", play: said((document) => ({ ...document, errors: [{ detail: "Part of it failed." }] }), 207) },
  { name: "every write arrives twice from here on", play: twice, andThen: twice },
  { name: "the network is gone from here on", play: reset, andThen: reset },
  { name: "the network is gone after it was done", play: served((_, exchange) => exchange.reset()), andThen: reset },
];

function withoutAttributes(document: Document): Document {
  const first = Array.isArray(document.data) ? document.data[0] : document.data;
  if (first) delete first.attributes;
  return document;
}
