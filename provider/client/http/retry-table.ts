import { RateLimitedError, TimedOutError, UnavailableError } from "../errors";

/** Failures that can pass by themselves. A refused connection or an unknown host is none of them: waiting does not help. */
type PassingFailure = "rate limited" | "server error" | "connection lost" | "timed out";

/** Which failures each kind of call is repeated after. */
export const retryTable = {
  /** Changes nothing. */
  read: ["rate limited", "server error", "connection lost", "timed out"],
  /** Changes nothing, and the caller has other reads to fall back on, so it is repeated once at most. */
  replaceable: ["rate limited"],
  /** Sets a value outright: the same request again leaves the same value, whether or not the first one arrived. */
  sameValue: ["rate limited", "server error", "connection lost", "timed out"],
  /**
   * Release, starting to provision messaging, and creating a route. Repeated only when certainly not carried out. After a
   * lost answer each may have happened: the released number could be on the account again by now, provisioning twice could
   * cost twice, and a second route would be one that no resource knows.
   */
  refusedOnly: ["rate limited"],
  /** Purchase: the caller looks whether the account has the number before it asks again. */
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
