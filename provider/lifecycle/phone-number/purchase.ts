import {
  type AvailableNumber,
  FlowrouteError,
  InvalidError,
  NotFoundError,
  type OwnedNumber,
  RateLimitedError,
  UnavailableError,
} from "../../client";
import { dollars, price } from "../money";
import type { Session } from "../session";

/** A POST that got neither a yes nor a no is tried this often in all, each time after asking whether the number is ours. */
const TRIES = 3;

/** Milliseconds before each question whether the number is ours: a purchase can take a moment to show (U-45). */
const PATIENCE = [0, 500, 1500];

/** A purchase that went through, or may have, but could not be confirmed. The number belongs in the state. */
export class UnconfirmedPurchase extends Error {
  override readonly name = "UnconfirmedPurchase";

  constructor(
    readonly offer: AvailableNumber,
    what: string,
    cause: Error,
  ) {
    super(
      `${what} (${offer.number}, ${price(offer)}): ${cause.message} The number is kept in the stack's state. ` +
        "Run `pulumi up` again: it asks the account first and does not pay twice.",
      { cause },
    );
  }
}

/**
 * Buys a number for sale, at most once whatever happens to the answer: the POST is repeated only after the account
 * was asked and does not have the number.
 * @returns the number's details, or nothing when it is not for sale any more.
 * @throws FlowrouteError when Flowroute refuses, UnconfirmedPurchase when the outcome cannot be told.
 */
export async function buy(session: Session, offer: AvailableNumber): Promise<OwnedNumber | undefined> {
  guardSpend(session, offer);
  let lostAnswer: FlowrouteError | undefined;
  for (let tries = 1; ; tries++) {
    const failure = await post(session, offer);
    if (!failure) {
      record(session, offer, "");
      return await confirmed(session, offer);
    }
    if (failure.outcome === "unknown") lostAnswer = failure;
    // Also before believing a refusal: after a lost answer it may only mean that the number is ours already (U-10).
    const details = lostAnswer && (await askAfter(lostAnswer, session, offer));
    if (details) {
      record(session, offer, " (the answer was lost on the way, but the account has the number)");
      return details;
    }
    const passing =
      failure.outcome === "unknown" || failure instanceof RateLimitedError || failure instanceof UnavailableError;
    if (!passing || tries === TRIES) {
      if (lostAnswer)
        throw new UnconfirmedPurchase(offer, "Whether the purchase went through is not known", lostAnswer);
      if (failure instanceof NotFoundError || failure instanceof InvalidError) return undefined;
      throw failure;
    }
    await session.pause(pauseAfter(failure, tries));
  }
}

function guardSpend(session: Session, offer: AvailableNumber): void {
  const { maxSpend } = session.stack;
  const next = session.spent + offer.setupCost + offer.monthlyCost;
  if (maxSpend === undefined || next <= maxSpend) return;
  throw new Error(
    `${offer.number} was not bought: at ${price(offer)} this command would have spent ${dollars(next)} in all, ` +
      `over flowroute:maxSpend (${dollars(maxSpend)}). Raise it, or buy fewer numbers at a time.`,
  );
}

async function post(session: Session, offer: AvailableNumber): Promise<FlowrouteError | undefined> {
  try {
    await session.client.purchase(offer.number);
    return undefined;
  } catch (error) {
    if (error instanceof FlowrouteError) return error;
    throw error;
  } finally {
    session.forget(offer.number);
  }
}

function record(session: Session, offer: AvailableNumber, how: string): void {
  session.spent += offer.setupCost + offer.monthlyCost;
  session.say(`bought ${offer.number} for ${price(offer)}${how}`);
}

async function confirmed(session: Session, offer: AvailableNumber): Promise<OwnedNumber> {
  const unread = new Error("the account does not show it yet.");
  try {
    const details = await ours(session, offer.number);
    if (details) return details;
  } catch (error) {
    throw new UnconfirmedPurchase(offer, "Bought, but not read back", error as Error);
  }
  throw new UnconfirmedPurchase(offer, "Bought, but not read back", unread);
}

async function askAfter(
  lost: FlowrouteError,
  session: Session,
  offer: AvailableNumber,
): Promise<OwnedNumber | undefined> {
  try {
    return await ours(session, offer.number);
  } catch {
    // What matters to the reader is the purchase; that the question after it failed too adds nothing.
    throw new UnconfirmedPurchase(offer, "Whether the purchase went through is not known", lost);
  }
}

/** The number's details if, after some patience, the account has it. */
async function ours(session: Session, number: string): Promise<OwnedNumber | undefined> {
  for (const patience of PATIENCE) {
    await session.pause(patience);
    try {
      return await session.freshDetails(number);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  return undefined;
}

function pauseAfter(failure: FlowrouteError, tries: number): number {
  const asked =
    failure instanceof RateLimitedError || failure instanceof UnavailableError ? failure.retryAfter : undefined;
  return asked === undefined ? 500 * 2 ** (tries - 1) * (1 + Math.random()) : Math.min(asked, 60) * 1000;
}
