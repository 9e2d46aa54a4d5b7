import {
  type AvailableNumber,
  FlowrouteError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  type OwnedNumber,
  RateLimitedError,
  UnauthorizedError,
  UnavailableError,
} from "../../client";
import { dearer, dollars, firstCost, type Prices, price } from "../money";
import { askPatiently } from "../presence";
import type { Session } from "../session";
import { findForSale } from "./for-sale";
import { UnconfirmedPurchase } from "./unconfirmed";

/** A POST that got neither a yes nor a no is tried this often in all, each time after asking whether the number is ours. */
const TRIES = 3;

/** What became of a purchase: the number is ours, or somebody else was quicker (in the server's words). */
export type Purchase = { readonly details: OwnedNumber } | { readonly snatched: FlowrouteError };

/**
 * Buys a number for sale, at most once whatever happens to the answer: the POST is repeated, and a refusal believed,
 * only after the account was asked and does not have the number.
 * @param match when bought for a `match`: for which resource (should this process die, the journal leads the next command
 *   to the number), and whether an earlier command may have bought it already. An exact number needs neither, since
 *   declaring it adopts it.
 * @throws FlowrouteError when Flowroute refuses, UnconfirmedPurchase when the outcome cannot be told.
 */
export async function buy(
  session: Session,
  offer: AvailableNumber,
  match?: { readonly buyer: string | undefined; readonly begunBefore: boolean },
): Promise<Purchase> {
  const { number, setupCost, monthlyCost } = offer;
  const buyer = match?.buyer;
  commit(session, offer);
  if (buyer !== undefined) session.journal.begin({ number, buyer, setupCost, monthlyCost });
  let lostAnswer: FlowrouteError | undefined;
  for (let tries = 1; ; tries++) {
    const failure = await post(session, offer);
    if (!failure) return { details: tellIfDearer(session, await confirmed(session, offer), offer) };
    if (failure.outcome === "unknown") lostAnswer = failure;
    const details = await ask(session, offer, failure, lostAnswer);
    if (details && !lostAnswer && match && !match.begunBefore) {
      // Another program of this account was quicker. To share its number would be worse than to choose another.
      session.spent -= firstCost(offer);
      if (buyer !== undefined) session.journal.strike({ number, buyer });
      session.say(
        `warning: the purchase of ${number} was refused (${failure.words}), and yet the account has it now: another ` +
          `program bought it a moment ago. Another number is chosen; if no program has it, declare number: "${number}"`,
      );
      return { snatched: failure };
    }
    if (details) {
      session.say(`${number} was bought: the answer was lost on the way, but the account has the number`);
      return { details: tellIfDearer(session, details, offer) };
    }
    const passing =
      failure.outcome === "unknown" || failure instanceof RateLimitedError || failure instanceof UnavailableError;
    if (passing && tries < TRIES) {
      await session.pause(pauseAfter(failure, tries));
      continue;
    }
    if (lostAnswer) throw new UnconfirmedPurchase(offer, "unclear", lostAnswer);
    session.spent -= firstCost(offer);
    if (buyer !== undefined) session.journal.strike({ number, buyer });
    if (await isSnatched(session, offer, failure)) return { snatched: failure };
    if (failure instanceof ForbiddenError || failure instanceof UnauthorizedError) session.purchasesRefused = failure;
    throw failure;
  }
}

/** @throws Error when a purchase of this command was refused for a reason that would meet every other one too. */
export function refuseAfterRefusal({ purchasesRefused }: Session): void {
  if (purchasesRefused === undefined) return;
  throw new Error(
    `Nothing was bought: after this refusal no other purchase was tried. ${purchasesRefused.message} Then run \`pulumi up\` again.`,
    { cause: purchasesRefused },
  );
}

/** Says so when the account tells a higher price of a bought number than it was offered at; gives back the number. */
export function tellIfDearer(session: Session, details: OwnedNumber, offer: Prices): OwnedNumber {
  if (dearer(details, offer)) {
    const { setupCost = 0, monthlyCost = 0 } = details;
    const costs = price({ setupCost, monthlyCost });
    session.say(`warning: ${details.number} was bought, but costs more than it was offered at: ${costs}`);
  }
  return details;
}

/** Says what is about to be bought, so that the log names it even if the machine dies, and counts it as spent. */
function commit(session: Session, offer: AvailableNumber): void {
  const { maxSpend } = session.stack;
  const next = session.spent + firstCost(offer);
  if (maxSpend !== undefined && next > maxSpend) {
    throw new Error(
      `${offer.number} was not bought: at ${price(offer)} this command would have spent ${dollars(next)} in all, ` +
        `over flowroute:maxSpend (${dollars(maxSpend)}). Raise it, or buy fewer numbers at a time.`,
    );
  }
  session.spent = next;
  session.say(`buying ${offer.number} at ${price(offer)}`);
}

async function post(session: Session, offer: AvailableNumber): Promise<FlowrouteError | undefined> {
  try {
    await session.client.purchase(offer.number);
    return undefined;
  } catch (error) {
    if (error instanceof FlowrouteError) return error;
    throw error;
  } finally {
    session.account.forget(offer.number);
  }
}

async function confirmed(session: Session, offer: AvailableNumber): Promise<OwnedNumber> {
  const details = await askPatiently(session, offer.number).catch((error: Error) => {
    throw new UnconfirmedPurchase(offer, "bought", error);
  });
  if (details) return details;
  throw new UnconfirmedPurchase(offer, "bought", new Error("The account does not show it yet."));
}

/**
 * Asks the account for the number after a failed POST. A refusal may only mean that the number is ours already (U-9, U-10);
 * after a lost answer the question is worth some patience.
 */
async function ask(
  session: Session,
  offer: AvailableNumber,
  failure: FlowrouteError,
  lostAnswer: FlowrouteError | undefined,
): Promise<OwnedNumber | undefined> {
  if (!lostAnswer) {
    const neverCarriedOut = failure instanceof UnauthorizedError || failure instanceof RateLimitedError;
    return neverCarriedOut ? undefined : await session.account.findNow(offer.number);
  }
  return await askPatiently(session, offer.number).catch(() => {
    // What matters to the reader is the purchase; that the question after it failed too adds nothing.
    throw new UnconfirmedPurchase(offer, "unclear", lostAnswer);
  });
}

/** Whether a refusal means that the number is gone (U-9), and not that this account may not buy it. */
async function isSnatched(session: Session, offer: AvailableNumber, refusal: FlowrouteError): Promise<boolean> {
  if (refusal instanceof NotFoundError) return true;
  if (!(refusal instanceof InvalidError || refusal instanceof ForbiddenError)) return false;
  // Where that cannot be told, the refusal stands as it is.
  return await findForSale(session, offer.number).then(
    (found) => found === undefined,
    () => false,
  );
}

function pauseAfter(failure: FlowrouteError, tries: number): number {
  const asked =
    failure instanceof RateLimitedError || failure instanceof UnavailableError ? failure.retryAfter : undefined;
  return asked === undefined ? 500 * 2 ** (tries - 1) * (1 + Math.random()) : Math.min(asked, 60) * 1000;
}
