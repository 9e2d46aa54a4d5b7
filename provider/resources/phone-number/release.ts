import { type FlowrouteError, NotFoundError } from "../../client";
import { findOrGone } from "../../lifecycle/presence";
import { countGivenUp, uncountGivenUp } from "../../lifecycle/release-brake";
import type { Session } from "../../lifecycle/session";

/**
 * Gives a number up. An answer that is lost, or says that the number is not there, is believed only after the account was asked.
 * @throws Error when the command has given up as many as it may, or the number is still on the account.
 */
export async function release(session: Session, number: string): Promise<void> {
  countGivenUp(session, number, "released");
  const failure = await session.client.numbers
    .release(number)
    .then(() => undefined)
    .catch((error: FlowrouteError) => error)
    .finally(() => session.account.forget(number));
  if (failure) {
    const mayBeGone = failure instanceof NotFoundError || failure.outcome === "unknown";
    if (!mayBeGone || (await findOrGone(session, number))) {
      uncountGivenUp(session, number, "released");
      throw failure;
    }
  }
  session.say(
    failure instanceof NotFoundError
      ? `${number} is not on the account of these keys: this request released it and arrived twice, or it was gone before`
      : `${number} was released: it costs nothing any more, and anybody can buy it now`,
  );
}
