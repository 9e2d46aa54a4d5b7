import type { Properties } from "./judge";

/**
 * Part of the work is done: the engine keeps the resource with these properties, reports the reasons, and the next
 * `up` goes on with `update`. The three fields are what the SDK's provider process looks for.
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";
  readonly reasons: string[];

  constructor(
    readonly id: string,
    readonly properties: Properties,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(reason, { cause });
    this.reasons = [reason];
  }
}
