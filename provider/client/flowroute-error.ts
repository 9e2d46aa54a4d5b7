import { inShort } from "./http/printable";

/** What is known of a failed call. Its fields are those of `FlowrouteError`, where each is explained. */
export interface Failure {
  call: string;
  number?: string | undefined;
  status?: number | undefined;
  serverMessage: string;
  errorId?: string | undefined;
  outcome: Outcome;
  retryAfter?: number | undefined;
}

/** Whether a failed write can have happened: `refused` = certainly not, `unknown` = perhaps (answer lost or unreadable). */
export type Outcome = "refused" | "unknown";

/**
 * Base of all errors that a call to Flowroute can fail with. Its message reads: call, number, server's words, remedy, id
 * for support.
 *
 * @example
 * ```ts
 * const number = await flowroute.getNumber({ number: "+1 206-555-0100" }).catch((error) => {
 *   if (error instanceof flowroute.FlowrouteError) console.error(`${error.call} failed: ${error.serverMessage}`);
 *   throw error;
 * });
 * ```
 */
export abstract class FlowrouteError extends Error {
  /** Method and path with query, `GET /v2/numbers/12065550100`; never a header. */
  readonly call: string;
  /** The phone number that the call was about, `12065550100`; `undefined` when it was not about one. */
  readonly number: string | undefined;
  /** HTTP status of the answer; `undefined` when none came. */
  readonly status: number | undefined;
  /**
   * What the server said, in one line of printable text, at most 300 characters. When no answer came: what went wrong on
   * the way to it.
   */
  readonly serverMessage: string;
  /** The id that Flowroute's support asks for; `undefined` when the answer carried none. */
  readonly errorId: string | undefined;
  /**
   * Whether the call can have been carried out all the same. `refused`: certainly not. `unknown`: perhaps, because the
   * answer was lost or cannot be read; look at the account before you repeat a write.
   */
  readonly outcome: Outcome;
  /** Seconds that the server asked to wait before the next try, with a 429 or a 5xx; `undefined` when it did not say. */
  readonly retryAfter: number | undefined;

  constructor({ serverMessage, errorId, ...failure }: Failure, remedy: string) {
    // The server's text ends up on terminals: it must not control them, nor fill them.
    const shown = { serverMessage: inShort(serverMessage), errorId: errorId && inShort(errorId) };
    super(sentence({ ...failure, ...shown }, remedy));
    this.name = new.target.name;
    this.call = failure.call;
    this.number = failure.number;
    this.status = failure.status;
    this.serverMessage = shown.serverMessage;
    this.errorId = shown.errorId;
    this.outcome = failure.outcome;
    this.retryAfter = failure.retryAfter;
  }
}

function sentence({ call, number, status, serverMessage, errorId }: Failure, remedy: string): string {
  const subject = number === undefined ? call : `${call} (number ${number})`;
  const said = serverMessage || "no explanation given";
  const event = status === undefined ? serverMessage : `Flowroute answered ${status}: ${said}`;
  const support = errorId === undefined ? "" : ` Error id for Flowroute's support: ${errorId}.`;
  return `${subject}: ${stop(event)} ${stop(remedy)}${support}`;
}

/** Ends a sentence with one full stop, unless its writer ended it. */
function stop(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
