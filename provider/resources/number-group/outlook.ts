import { RateLimitedError, TimedOutError, UnauthorizedError, UnavailableError } from "../../client";
import { PartlyWritten } from "../../lifecycle/facet";
import { BrakeReached } from "../../lifecycle/release-brake";

/** So many failures in a row, with none that got through, mean that Flowroute takes nothing now. */
const HOPELESS = 8;

/** Whether it is of any use to go on with other numbers: where nothing gets through, two thousand would each wait for their own end. */
export class Outlook {
  #inARow = 0;
  #isHopeless = false;

  get isHopeless(): boolean {
    return this.#isHopeless;
  }

  passed(): void {
    this.#inARow = 0;
  }

  failed(failure: unknown): void {
    const cause = failure instanceof PartlyWritten ? failure.cause : failure;
    // What says more of Flowroute now than of the number.
    const isPassing =
      cause instanceof UnavailableError || cause instanceof TimedOutError || cause instanceof RateLimitedError;
    this.#inARow = isPassing ? this.#inARow + 1 : 0;
    this.#isHopeless ||=
      cause instanceof UnauthorizedError || cause instanceof BrakeReached || this.#inARow >= HOPELESS;
  }
}
