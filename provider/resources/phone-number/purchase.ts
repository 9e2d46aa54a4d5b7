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
import type { Subject } from "../../lifecycle/lifecycle";
import { askPatiently } from "../../lifecycle/presence";
import { costlier, dollars, firstCost, type Prices, price } from "../../lifecycle/prices";
import type { Session } from "../../lifecycle/session";
import { ContestedPurchase } from "./contested";
import { findForSale } from "./inventory-search";
import { deskOf } from "./purchase-desk";
import { UnconfirmedPurchase } from "./unconfirmed";

/** A POST that got neither a yes nor a no is tried this often in all, each time after asking whether the number is ours. */
const TRIES = 3;

/** What became of a purchase: the number is ours, or somebody else was quicker (in the server's words). */
export type Purchase = { readonly details: OwnedNumber } | { readonly soldTo: FlowrouteError };

/** A purchase for a `match`. */
export interface ForMatch {
  /** The resource; should this process die, the journal leads the next command to the number. */
  readonly subject: Subject;
  /** Whether an earlier command may have bought it already. */
  readonly begunBefore: boolean;
}

/**
 * Buys a number for sale, at most once whatever happens to the answer: the POST is repeated, and a refusal believed,
 * only after the account was asked and does not have the number.
 * @param match when bought for a `match`. An exact number needs no note, since declaring it adopts it.
 * @throws FlowrouteError when Flowroute refuses, UnconfirmedPurchase when the outcome cannot be told, ContestedPurchase
 * when only a person can tell whose the number is.
 */
export async function buy(session: Session, offer: AvailableNumber, match?: ForMatch): Promise<Purchase> {
  const { number, setupCost, monthlyCost } = offer;
  const desk = deskOf(session);
  const note = noteOf(number, match);
  commit(session, offer);
  if (note) desk.journal.begin({ ...note, setupCost, monthlyCost }, match?.subject.formerUrns);
  let lostAnswer: FlowrouteError | undefined;
  for (let tries = 1; ; tries++) {
    const failure = await post(session, offer);
    if (!failure) return { details: warnIfCostlier(session, await confirmed(session, offer), offer) };
    if (failure.outcome === "unknown") lostAnswer = failure;
    const details = await ask(session, offer, failure, lostAnswer);
    if (details && match && !lostAnswer && !match.begunBefore)
      throw contested(session, offer, failure, note !== undefined);
    if (details) {
      const how = lostAnswer
        ? "was bought: the answer was lost on the way, but the account has the number"
        : `is on the account, though its purchase was refused (${failure.serverMessage}): it was bought a moment ago`;
      session.say(`${number} ${how}`);
      return { details: warnIfCostlier(session, details, offer) };
    }
    const passing =
      failure.outcome === "unknown" || failure instanceof RateLimitedError || failure instanceof UnavailableError;
    if (passing && tries < TRIES) {
      await session.pause(pauseAfter(failure, tries));
      continue;
    }
    if (lostAnswer) throw new UnconfirmedPurchase(offer, "unclear", lostAnswer);
    uncommit(session, offer);
    if (note) desk.journal.strike(note);
    if (await isLostToAnother(session, offer, failure)) return { soldTo: failure };
    if (failure instanceof ForbiddenError || failure instanceof UnauthorizedError) desk.stopped = failure;
    throw failure;
  }
}

function noteOf(number: string, match: ForMatch | undefined): { number: string; buyer: string } | undefined {
  const buyer = match?.subject.urn;
  return buyer === undefined ? undefined : { number, buyer };
}

/**
 * The account has a number whose purchase was refused. Either the request arrived twice, and the number is ours; or another
 * program of this account was quicker, and to share its number would be worse than to have none. To try another number
 * would buy one after the other where every request arrives twice. So it stays noted and counted, and everything stops.
 */
function contested(
  session: Session,
  offer: AvailableNumber,
  failure: FlowrouteError,
  isNoted: boolean,
): ContestedPurchase {
  const desk = deskOf(session);
  const file = isNoted ? desk.journal.contest() : undefined;
  const error = new ContestedPurchase(offer, failure.serverMessage, file);
  desk.stopped = error;
  return error;
}

/** @throws Error when the command was interrupted, or one of its purchases failed for a reason that would meet every other one too. */
export function refuseWhenStopped(session: Session): void {
  if (session.isInterrupted)
    throw new Error("Nothing was bought, because the command was interrupted before. Run `pulumi up` again.");
  const { stopped: cause } = deskOf(session);
  if (cause === undefined) return;
  const after = cause instanceof ContestedPurchase ? "that one" : "this refusal";
  throw new Error(
    `Nothing was bought: after ${after} no other purchase was tried. ${cause.message} Then run \`pulumi up\` again.`,
    { cause },
  );
}

/** Says so when the account shows a higher price of a bought number than it was offered at; gives back the number. */
export function warnIfCostlier(session: Session, details: OwnedNumber, offer: Prices): OwnedNumber {
  if (costlier(details, offer)) {
    const { setupCost = 0, monthlyCost = 0 } = details;
    const costs = price({ setupCost, monthlyCost });
    session.say(`warning: ${details.number} was bought, but costs more than it was offered at: ${costs}`);
  }
  return details;
}

/** Says what is about to be bought, so that the log names it even if the machine dies, and counts it as spent. */
function commit(session: Session, offer: AvailableNumber): void {
  const { maxSpend } = session.stack;
  deskOf(session).spend(firstCost(offer));
  const flaw = maxSpend === undefined ? undefined : overspent(session, offer, maxSpend);
  if (flaw !== undefined) {
    uncommit(session, offer);
    throw new Error(`${offer.number} was not bought: ${flaw}`);
  }
  session.say(`buying ${offer.number} at ${price(offer)}`);
}

/** What is wrong with the purchase just committed to, if this command may spend no more than `maxSpend`. */
function overspent(session: Session, offer: AvailableNumber, maxSpend: number): string | undefined {
  try {
    const { spent } = deskOf(session);
    if (spent <= maxSpend) return undefined;
    return (
      `at ${price(offer)} this command would have spent ${dollars(spent)} in all, ` +
      `over flowroute:maxSpend (${dollars(maxSpend)}). Raise it, or buy fewer numbers at a time.`
    );
  } catch (error) {
    return `whether flowroute:maxSpend allows it cannot be told, because what other processes of this command spent cannot be read (${(error as Error).message}).`;
  }
}

/** The number was certainly not bought. */
function uncommit(session: Session, offer: AvailableNumber): void {
  deskOf(session).spend(-firstCost(offer));
}

async function post(session: Session, offer: AvailableNumber): Promise<FlowrouteError | undefined> {
  try {
    await session.client.numbers.purchase(offer.number);
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
 * Asks the account for the number after a failed POST. After a lost answer, but also after a refusal, it may be ours:
 * a request that arrives twice is refused the second time (U-9, U-10). A purchase can take a moment to show (U-45).
 */
async function ask(
  session: Session,
  offer: AvailableNumber,
  failure: FlowrouteError,
  lostAnswer: FlowrouteError | undefined,
): Promise<OwnedNumber | undefined> {
  const neverCarriedOut = failure instanceof UnauthorizedError || failure instanceof RateLimitedError;
  if (neverCarriedOut && !lostAnswer) return undefined;
  return await askPatiently(session, offer.number).catch((error: Error) => {
    // What matters to the reader is the purchase; that the question after it failed too adds nothing.
    throw lostAnswer ? new UnconfirmedPurchase(offer, "unclear", lostAnswer) : error;
  });
}

/** Whether a refusal means that the number is gone (U-9), and not that this account may not buy it. */
async function isLostToAnother(session: Session, offer: AvailableNumber, refusal: FlowrouteError): Promise<boolean> {
  if (refusal instanceof NotFoundError) return true;
  if (!(refusal instanceof InvalidError || refusal instanceof ForbiddenError)) return false;
  // Where that cannot be told, the refusal stands as it is.
  return await findForSale(session, offer.number).then(
    (found) => found === undefined,
    () => false,
  );
}

function pauseAfter({ retryAfter }: FlowrouteError, tries: number): number {
  return retryAfter === undefined ? 500 * 2 ** (tries - 1) * (1 + Math.random()) : Math.min(retryAfter, 60) * 1000;
}
