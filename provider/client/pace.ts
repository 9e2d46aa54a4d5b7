import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { NotFoundError, RateLimitedError } from "./errors";
import type { RetryLimits } from "./retry";

/**
 * One pace for all requests to an account. After a 429 all hold until the server may be asked again, and fewer go at once
 * from then on; one more with each round that it lets pass. Limits are set for each endpoint (API section 2.9), but nobody
 * outside knows which endpoints share one, and to be a little slow costs less than to be shut out.
 */
export class Pace {
  readonly #limit;
  readonly #limits;
  #hold: Promise<unknown> = Promise.resolve();
  /** Requests let pass since the width last changed. */
  #passed = 0;
  /** Refusals so far, and how many of them since a request was last let pass. */
  #refusals = 0;
  #inARow = 0;

  /** @param widest how many requests may be under way at once, at most. */
  constructor(
    private readonly widest: number,
    limits: RetryLimits,
  ) {
    this.#limit = pLimit(widest);
    this.#limits = limits;
  }

  /** Sends a request when it is its turn. */
  turn<T>(send: () => Promise<T>): Promise<T> {
    return this.#limit(() => this.alone(send));
  }

  /** Sends a request that is not to wait behind others, only until nothing holds them all. */
  async alone<T>(send: () => Promise<T>): Promise<T> {
    await this.#held();
    const refusals = this.#refusals;
    // Of several sent side by side, the first refusal speaks for all, also for those let pass.
    const judge = (refusal?: RateLimitedError) => {
      if (refusals !== this.#refusals) return;
      if (refusal) this.#slowDown(refusal.retryAfter);
      else this.#widen();
    };
    try {
      const answer = await send();
      judge();
      return answer;
    } catch (error) {
      if (error instanceof RateLimitedError) judge(error);
      // The server had an answer, if not a welcome one.
      else if (error instanceof NotFoundError) judge();
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
    // A wait that no call has time for is for the calls to give up on, each by its own deadline.
    if (seconds <= deadline - attemptTimeout) this.#hold = sleep(seconds * 1000);
  }

  #widen(): void {
    this.#inARow = 0;
    this.#passed += 1;
    if (this.#passed < this.#limit.concurrency || this.#limit.concurrency === this.widest) return;
    this.#passed = 0;
    this.#limit.concurrency += 1;
  }
}
