import { inShort } from "./printable";

/** What is known of a failed call. */
export interface Failure {
  /** `GET /v2/numbers/12065550100`: method and path, never a header. */
  call: string;
  /** The phone number the call was about, when it was about one. */
  number?: string | undefined;
  /** HTTP status, when an answer came. */
  status?: number | undefined;
  /** The server's words in one line, or what went wrong on the way to it. */
  words: string;
  /** The id Flowroute's support asks for, when the answer carried one. */
  errorId?: string | undefined;
  /** See `FlowrouteError.outcome`. */
  outcome: Outcome;
}

/** Whether a failed write can have happened: `refused` = certainly not, `unknown` = perhaps (answer lost or unreadable). */
export type Outcome = "refused" | "unknown";

/** Anything a call to Flowroute can fail with. The message reads: call, number, server's words, remedy, support id. */
export abstract class FlowrouteError extends Error {
  readonly call: string;
  readonly number: string | undefined;
  readonly status: number | undefined;
  readonly words: string;
  readonly errorId: string | undefined;
  readonly outcome: Outcome;

  constructor({ words, errorId, ...failure }: Failure, remedy: string) {
    // The server's text ends up on terminals: it is shown, not carried out, and not at any length.
    const shown = { words: inShort(words), errorId: errorId && inShort(errorId) };
    super(sentence({ ...failure, ...shown }, remedy));
    this.name = new.target.name;
    this.call = failure.call;
    this.number = failure.number;
    this.status = failure.status;
    this.words = shown.words;
    this.errorId = shown.errorId;
    this.outcome = failure.outcome;
  }
}

/** 404 for the very resource asked for: it is not on this account. */
export class NotFoundError extends FlowrouteError {
  constructor(failure: Failure) {
    super(failure, "Check that it belongs to the account of these keys");
  }
}

/** 401: the keys are wrong or were deleted. */
export class UnauthorizedError extends FlowrouteError {
  constructor(failure: Failure) {
    super(
      failure,
      "Check flowroute:accessKey and flowroute:secretKey (or FLOWROUTE_ACCESS_KEY and FLOWROUTE_SECRET_KEY); " +
        "keys are listed in Flowroute's Manage portal under Preferences, API Control",
    );
  }
}

/** 403: the account may not do this, for want of permission or of funds. */
export class ForbiddenError extends FlowrouteError {
  constructor(failure: Failure) {
    super(
      failure,
      "The account is not permitted to do this, or lacks the funds for it; see its balance and permissions",
    );
  }
}

/** 400, 405, 409, 415, 422 and other refusals of what was asked. */
export class InvalidError extends FlowrouteError {
  constructor(failure: Failure) {
    super(failure, "Correct the value named");
  }
}

/** 429: too many requests. */
export class RateLimitedError extends FlowrouteError {
  /** Seconds the server asked to wait, when it said. */
  readonly retryAfter: number | undefined;

  constructor(failure: Failure, retryAfter: number | undefined) {
    super(failure, retryAfter === undefined ? "Try again in a while" : `Try again in ${Math.ceil(retryAfter)} seconds`);
    this.retryAfter = retryAfter;
  }
}

/** 5xx, or no connection: Flowroute, or the way to it, is down. */
export class UnavailableError extends FlowrouteError {
  /** Seconds the server asked to wait, when it said. */
  readonly retryAfter: number | undefined;

  constructor(failure: Failure, retryAfter?: number) {
    super(failure, "Try again in a while; check the network and Flowroute's status page");
    this.retryAfter = retryAfter;
  }
}

/** No complete answer within the time allowed. */
export class TimedOutError extends FlowrouteError {
  constructor(failure: Failure) {
    super(failure, "Try again in a while; check the network and Flowroute's status page");
  }
}

/** An answer that is not Flowroute's API as this version knows it. */
export class UnexpectedResponseError extends FlowrouteError {
  constructor(failure: Failure) {
    super(
      failure,
      "Check flowroute:baseUrl and any proxy; if both are right, report it to the maintainers of pulumi-flowroute",
    );
  }
}

function sentence({ call, number, status, words, errorId }: Failure, remedy: string): string {
  const subject = number === undefined ? call : `${call} (number ${number})`;
  const event = status === undefined ? words : `Flowroute answered ${status}: ${words || "no explanation given"}`;
  const support = errorId === undefined ? "" : ` Error id for Flowroute's support: ${errorId}.`;
  return `${subject}: ${stop(event)} ${stop(remedy)}${support}`;
}

/** Ends a sentence with one full stop, whoever wrote it. */
function stop(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
