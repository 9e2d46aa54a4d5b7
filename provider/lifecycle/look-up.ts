import { FlowrouteError, RateLimitedError, TimedOutError, UnavailableError } from "../client";
import { Contradiction } from "./contradiction";
import type { Failure } from "./lifecycle";
import { UnclearInput } from "./unclear-input";

/** How the warning of a plan begins that did not get to ask Flowroute: that it says nothing of a resource then means nothing. */
export const CANNOT_TELL_NOW = "warning: cannot tell now ";

/** Seconds that a plan waits for Flowroute while no answer comes at all. */
const PATIENCE = 30;

/** Flowroute was silent for too long. */
class GaveUp extends Error {
  override readonly name = "GaveUp";
}

/**
 * Questions that a plan has for the account. They share one patience: a server that hangs would otherwise cost two minutes
 * for each resource, before the preview prints a word.
 */
export class LookUps {
  #gaveUp: GaveUp | undefined;
  #giveUp: (error: GaveUp) => void = () => {};
  #silence = new Promise<never>(() => {});
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;
  #warned = false;
  readonly #say: (line: string) => void;
  readonly #patience: number;

  constructor(say: (line: string) => void, patience = PATIENCE) {
    this.#say = say;
    this.#patience = patience;
  }

  get gaveUp(): boolean {
    return this.#gaveUp !== undefined;
  }

  /**
   * What the account answers.
   * @throws GaveUp when it is silent for too long; FlowrouteError as `ask` does.
   */
  async within<T>(ask: () => Promise<T>): Promise<T> {
    if (this.#gaveUp) throw this.#gaveUp;
    this.#waiting += 1;
    if (this.#waiting === 1) this.#listen();
    try {
      return await Promise.race([ask(), this.#silence]);
    } finally {
      this.#waiting -= 1;
      clearTimeout(this.#timer);
      if (this.#waiting > 0 && !this.#gaveUp) this.#time();
    }
  }

  /**
   * What a failed look-up means for a plan: a warning when Flowroute cannot be reached, because the plan may still be
   * right; a refusal otherwise, because applying it would fail too.
   * @param property the input that was looked up, which is refused when it is unclear
   */
  failed(error: unknown, question: string, property = ""): Failure[] {
    if (error instanceof UnclearInput) return [{ property, reason: error.message }];
    if (
      error instanceof GaveUp ||
      error instanceof UnavailableError ||
      error instanceof TimedOutError ||
      error instanceof RateLimitedError
    ) {
      if (!this.#warned)
        this.#say(
          `${CANNOT_TELL_NOW}${question}, nor what else this plan would have asked Flowroute. ${error.message}`,
        );
      this.#warned = true;
      return [];
    }
    if (error instanceof FlowrouteError || error instanceof Contradiction)
      return [{ property: "", reason: error.message }];
    throw error;
  }

  #listen(): void {
    this.#silence = new Promise((_, reject) => {
      this.#giveUp = reject;
    });
    this.#silence.catch(() => {});
    this.#time();
  }

  #time(): void {
    const giveUp = () => {
      this.#gaveUp = new GaveUp(`Flowroute has not answered for ${this.#patience} seconds.`);
      this.#giveUp(this.#gaveUp);
    };
    this.#timer = setTimeout(giveUp, this.#patience * 1000).unref();
  }
}
