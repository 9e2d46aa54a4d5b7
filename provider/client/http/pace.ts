import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { NotFoundError, RateLimitedError } from "../errors";
import type { RetryLimits } from "./retry";

/**
 * One pace for all requests to an account. After a 429 every request waits until the server may be asked again; then half
 * as many go at once, and one more after each full round of successes. Flowroute limits each endpoint, but does not publish
 * which endpoints share a limit, so all slow down together: that costs a little time, being shut out costs more.
 */
export class Pace {
  readonly #widest: number;
  readonly #limit;
  readonly #limits;
  #hold: Promise<unknown> = Promise.resolve();
  /** Successes since the width last changed. */
  #passed = 0;
  /** Refusals so far, and how many of them since the last success. */
  #refusals = 0;
  #inARow = 0;

  /** @param widest how many requests may be under way at once, at most. */
  constructor(widest: number, limits: RetryLimits) {
    this.#widest = widest;
    this.#limit = pLimit(widest);
    this.#limits = limits;
  }

  /** Sends a request when it is its turn. */
  turn<T>(send: () => Promise<T>): Promise<T> {
    return this.#limit(() => this.alone(send));
  }

  /** Sends a request ahead of those that wait for a turn; it only waits while a 429 holds back all of them. */
  async alone<T>(send: () => Promise<T>): Promise<T> {
    await this.#held();
    const refusals = this.#refusals;
    // Of several sent side by side, the first refusal counts for all, also for those that succeed.
    const observe = (refusal?: RateLimitedError) => {
      if (refusals !== this.#refusals) return;
      if (refusal) this.#slowDown(refusal.retryAfter);
      else this.#widen();
    };
    try {
      const answer = await send();
      observe();
      return answer;
    } catch (error) {
      if (error instanceof RateLimitedError) observe(error);
      // The server took the request, though it did not find what was asked for.
      else if (error instanceof NotFoundError) observe();
      throw error;
    }
  }

  /** Waits until nothing holds requests back any more. */
  async #held(): Promise<void> {
    let waitedFor: unknown;
    while (waitedFor !== this.#hold) {
      waitedFor = this.#hold;
      await waitedFor;
    }
  }

  /** Flowroute publishes no rates: where the server does not say how long to wait, the wait grows. */
  #slowDown(asked: number | undefined): void {
    const { firstDelay, longestDelay, deadline, attemptTimeout } = this.#limits;
    const seconds = asked ?? Math.min(longestDelay, firstDelay * 2 ** this.#inARow);
    this.#refusals += 1;
    this.#inARow += 1;
    this.#passed = 0;
    this.#limit.concurrency = Math.max(1, Math.floor(this.#limit.concurrency / 2));
    // No call has time for a longer wait, so none is held for it: each gives up by its own deadline.
    if (seconds <= deadline - attemptTimeout) this.#hold = sleep(seconds * 1000);
  }

  #widen(): void {
    this.#inARow = 0;
    this.#passed += 1;
    if (this.#passed < this.#limit.concurrency || this.#limit.concurrency === this.#widest) return;
    this.#passed = 0;
    this.#limit.concurrency += 1;
  }
}
