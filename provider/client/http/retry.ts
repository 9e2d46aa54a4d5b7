import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import { FlowrouteError } from "../errors";
import { isRepeatable, type RetryPolicy } from "./retry-table";

/** Bounds of a call and its repetitions, in seconds but for `retries`. */
export interface RetryLimits {
  /** Attempts after the first. */
  retries: number;
  /** Wait before the second attempt; doubles with each further one, and is stretched at random to at most twice that. */
  firstDelay: number;
  /** Most of that growing wait. A `Retry-After` longer than this is still honoured if the deadline leaves room. */
  longestDelay: number;
  /** Most one attempt may take, body included. */
  attemptTimeout: number;
  /**
   * Most the whole call may take, waits included. No attempt is begun that could end later, unless other calls, after
   * a 429, kept it from its turn.
   */
  deadline: number;
}

/** Patient, because Flowroute publishes no rates: half a second at first, two minutes in all. */
export const defaultLimits: RetryLimits = {
  retries: 6,
  firstDelay: 0.5,
  longestDelay: 20,
  attemptTimeout: 30,
  deadline: 120,
};

/**
 * Runs `attempt` until it succeeds, fails for good, or the limits are reached; then its last error is thrown.
 * `attempt` gets the seconds it may take, and its number, from 1.
 */
export function repeat<T>(
  policy: RetryPolicy,
  limits: RetryLimits,
  attempt: (seconds: number, nth: number) => Promise<T>,
): Promise<T> {
  const seconds = Math.min(limits.attemptTimeout, limits.deadline);
  const beginWithin = (limits.deadline - seconds) * 1000;
  const lastBegin = performance.now() + beginWithin;
  return pRetry((nth) => attempt(seconds, nth), {
    retries: policy === "replaceable" ? Math.min(1, limits.retries) : limits.retries,
    minTimeout: limits.firstDelay * 1000,
    maxTimeout: limits.longestDelay * 1000,
    factor: 2,
    randomize: true,
    maxRetryTime: beginWithin,
    onFailedAttempt: async ({ error, retriesLeft }) => {
      if (retriesLeft === 0 || !isRepeatable(policy, error)) throw error;
      // The wait that the server asks for comes before our own, whose randomness spreads parallel calls out again.
      const asked = retryAfterOf(error) * 1000;
      if (performance.now() + asked > lastBegin) throw error;
      await sleep(asked);
    },
  });
}

/** Seconds that the server asked to wait. */
function retryAfterOf(error: Error): number {
  return (error instanceof FlowrouteError ? error.retryAfter : undefined) ?? 0;
}
