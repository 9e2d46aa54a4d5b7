/** A limit of requests a second that lets a burst of one second's worth through. */
export class TokenBucket {
  #tokens = Number.POSITIVE_INFINITY;
  #last = performance.now();

  /** Takes a token; answers 0, or the seconds until there will be one. */
  take(perSecond: number): number {
    const now = performance.now();
    this.#tokens = Math.min(Math.max(1, perSecond), this.#tokens + ((now - this.#last) / 1000) * perSecond);
    this.#last = now;
    if (this.#tokens < 1) return (1 - this.#tokens) / perSecond;
    this.#tokens -= 1;
    return 0;
  }
}
