import { TimedOutError } from "../errors";
import { type Call, nameOf } from "./call";
import type { RetryLimits } from "./retry";
import { isRepeatable } from "./retry-table";

/**
 * How long the server has been silent, for all calls to an account together. Each call has a patience of its own. Without this, a refresh
 * of hundreds of numbers would go through it once for every eight of them, and end after an hour.
 */
export class Silence {
  readonly #limits: RetryLimits;
  readonly #notice: (line: string) => void;
  /** When the last answer came, or the first attempt began. */
  #lastAnswer = performance.now();
  /** Until then, calls end unsent. */
  #until = 0;
  /** A whole attempt passed without an answer to any call, and that was said. */
  #lasting = false;

  constructor(limits: RetryLimits, notice: (line: string) => void) {
    this.#limits = limits;
    this.#notice = notice;
  }

  /** An answer came, whatever it says. */
  end(): void {
    this.#lastAnswer = performance.now();
    this.#until = 0;
    this.#lasting = false;
  }

  /** An attempt that began then had no answer in its time. Others that were answered meanwhile show that the server is not silent. */
  lasts(call: Call, began: number, error: TimedOutError): void {
    if (this.#lasting || began < this.#lastAnswer || !isRepeatable(call.retry, error)) return;
    this.#lasting = true;
    const { attemptTimeout, deadline } = this.#limits;
    this.#notice(
      `Flowroute has not answered for ${attemptTimeout} seconds (${nameOf(call)}). The command goes on asking, for up to ${deadline} seconds in all`,
    );
  }

  /**
   * Carries a call out in the patience that all share: where one gave up, others give up as soon as it is their turn, for a while.
   * @throws TimedOutError for a call that is not sent
   */
  async shared<T>(call: Call, carryOut: () => Promise<T>): Promise<T> {
    const began = performance.now();
    if (began < this.#until) this.#refuse(call);
    try {
      return await carryOut();
    } catch (error) {
      // One that is never repeated gave up after its only attempt. What asks what became of it must be sent.
      if (error instanceof TimedOutError && this.#lasting && isRepeatable(call.retry, error))
        this.#until = performance.now() + this.#limits.attemptTimeout * 1000;
      throw error;
    }
  }

  /** Calls that are never repeated after a silence have no patience to share. */
  #refuse(call: Call): void {
    const error = new TimedOutError({
      call: nameOf(call),
      number: call.number,
      serverMessage: "not sent, because Flowroute has not answered other requests for too long",
      outcome: "refused",
    });
    if (isRepeatable(call.retry, error)) throw error;
  }
}
