import {
  type Failure,
  type FlowrouteError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  RateLimitedError,
  UnauthorizedError,
  UnavailableError,
  UnexpectedResponseError,
} from "../errors";
import { type Call, nameOf } from "./call";
import { parseRetryAfter } from "./retry-after";
import { type ErrorEntry, errorBody } from "./schemas";
import type { Answer } from "./transport";

/** The error for an answer that is no success. `hide` removes keys that a server may have sent back. */
export function errorOf(call: Call, answer: Answer, hide: (text: string) => string): FlowrouteError {
  const { status } = answer;
  const errors = errorsIn(parseJson(answer.text));
  const failure: Failure = {
    call: nameOf(call),
    number: call.number,
    status,
    serverMessage: hide(errors === undefined ? withoutErrors(answer) : wordsOf(errors)),
    errorId: hideMaybe(
      errors?.map(({ id }) => id).find((id) => typeof id === "string"),
      hide,
    ),
    outcome: isRefusal(status, errors !== undefined) ? "refused" : "unknown",
    retryAfter: status === 429 || status >= 500 ? parseRetryAfter(answer.retryAfter) : undefined,
  };
  if (status === 401) return new UnauthorizedError(failure);
  if (status === 403) return new ForbiddenError(failure);
  if (status === 404)
    return errors?.some(isMissingResource) ? new NotFoundError(failure) : new UnexpectedResponseError(failure);
  if (status === 429) return new RateLimitedError(failure);
  if (status >= 500) return new UnavailableError(failure);
  if (status >= 400) return new InvalidError(failure);
  return new UnexpectedResponseError(failure);
}

/**
 * Whether an answer says that nothing was done. A 408 comes from a server that gave up waiting. A 4xx without Flowroute's
 * errors comes from a gateway, which cannot know what was done, except where its status means that it let nothing pass.
 */
function isRefusal(status: number, hasErrors: boolean): boolean {
  if (status < 400 || status > 499 || status === 408) return false;
  return hasErrors || status === 401 || status === 403 || status === 429;
}

/**
 * Whether a 404 is about the resource itself. A 404 for an unknown path has only a text for its status, and a gateway's
 * has no errors at all; to take either for "gone" would lose a number.
 */
function isMissingResource({ detail, status }: ErrorEntry): boolean {
  return typeof detail === "string" && detail !== "" && (status === undefined || Number(status) === 404);
}

/** The errors in a body that has some. */
export function errorsIn(body: unknown): ErrorEntry[] | undefined {
  return errorBody.safeParse(body).data?.errors;
}

/** What errors say, in one line. */
export function wordsOf(errors: ErrorEntry[]): string {
  return errors
    .map(({ detail, status, title }) => {
      const said = [...new Set([title, detail].flatMap((words) => flatten(words)))].join(": ");
      return said || (typeof status === "string" ? status : "");
    })
    .filter((words) => words !== "")
    .join("; ");
}

/** Far deeper than any error seen; without a bound, a body of megabytes could overflow the stack. */
const DEEPEST = 20;

/** The texts in a value, each with the path to it: `data.attributes.zip: ZIP code must be ...`. */
function flatten(value: unknown, path: string[] = [], depth = 0): string[] {
  if (depth > DEEPEST) return ["…"];
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) =>
      flatten(inner, Array.isArray(value) ? path : [...path, key], depth + 1),
    );
  const words = value === undefined || value === null ? "" : String(value).replace(/\s+/g, " ").trim();
  if (words === "") return [];
  return [path.length === 0 ? words : `${path.join(".")}: ${words}`];
}

function withoutErrors({ status, contentType, location, text }: Answer): string {
  if (status >= 300 && status < 400) {
    const target = location !== null && URL.canParse(location) ? new URL(location).origin : "another address";
    return `a redirect to ${target}, which is not followed`;
  }
  if (text === "") return "an empty body";
  return parseJson(text) === undefined
    ? `a body of type ${contentType ?? "unknown"} that is not JSON`
    : "JSON without errors";
}

function hideMaybe(text: string | undefined, hide: (text: string) => string): string | undefined {
  return text === undefined ? undefined : hide(text);
}

/** The JSON in a body; `undefined` when it is empty or none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
