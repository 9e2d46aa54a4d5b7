import type { Context } from "hono";
import { errorOfStatus, invalid } from "./errors";

/** The request types the published SDKs send (API reference, "What the known clients actually send"). */
const readable = ["application/vnd.api+json", "application/json", "text/plain"];

/** The JSON object that was sent; undefined for an empty body. Throws the 415 or 422 that anything else deserves. */
export async function readBody(c: Context): Promise<Record<string, unknown> | undefined> {
  const text = await c.req.text();
  if (text.trim() === "") return undefined;
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== undefined && !readable.includes(type)) throw errorOfStatus(415);
  const value = parse(text);
  if (!isObject(value)) throw invalid("The request body is not a JSON object.");
  return value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A boolean, also as the string some clients send (U-19); undefined if it is neither. */
export function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.toLowerCase() : "";
  return word === "true" ? true : word === "false" ? false : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
