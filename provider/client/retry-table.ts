import { RateLimitedError, TimedOutError, UnavailableError } from "./errors";

/** Failures that can pass by themselves. A refused connection or an unknown host is none: waiting does not mend those. */
type PassingFailure = "rate limited" | "server error" | "connection lost" | "timed out";

/** Which failures each kind of call is repeated after. */
export const retryTable = {
  /** Changes nothing. */
  read: ["rate limited", "server error", "connection lost", "timed out"],
  /** Changes nothing, and other reads can take its place, which is better than to insist on it: repeated once at most. */
  replaceable: ["rate limited"],
  /** Sets a value outright: the same request again leaves the same value, whether or not the first one arrived. */
  sameValue: ["rate limited", "server error", "connection lost", "timed out"],
  /**
   * Release, and starting to provision messaging. Repeated only when certainly not carried out: a release whose answer
   * was lost may have happened, and by now the number could be on the account again; provisioning twice could cost twice.
   */
  refusedOnly: ["rate limited"],
  /** Purchase: whoever asked for it looks whether the number is theirs before asking again. */
  never: [],
} as const satisfies Record<string, readonly PassingFailure[]>;

export type RetryPolicy = keyof typeof retryTable;

/** Whether a call of this kind is worth repeating after `error`. */
export function isRepeatable(policy: RetryPolicy, error: Error): boolean {
  const row: readonly PassingFailure[] = retryTable[policy];
  const failure = passingFailure(error);
  return failure !== undefined && row.includes(failure);
}

function passingFailure(error: Error): PassingFailure | undefined {
  if (error instanceof RateLimitedError) return "rate limited";
  if (error instanceof TimedOutError) return "timed out";
  if (!(error instanceof UnavailableError)) return undefined;
  if (error.status !== undefined) return "server error";
  return error.outcome === "unknown" ? "connection lost" : undefined;
}
