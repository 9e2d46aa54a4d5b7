import type { AvailableNumber, OwnedNumber } from "../../client";
import { describe } from "../search";
import type { Session } from "../session";
import { ceilingsOf, tooDear } from "./ceilings";
import { findForSale, Search } from "./for-sale";
import type { PhoneNumberInputs } from "./inputs";
import { buy } from "./purchase";

/** A number that is on the account now, and what it was sold for if it had to be bought. */
export interface Acquired {
  readonly details: OwnedNumber;
  readonly bought?: AvailableNumber;
}

/** More than this many candidates snatched in a row is not bad luck but a misunderstanding; better to stop than to go on. */
const MOST_SNATCHED = 10;

/** Adopts this very number, or buys it when it is not on the account. */
export async function acquireExact(session: Session, number: string, inputs: PhoneNumberInputs): Promise<Acquired> {
  const details = await session.onAccount(number);
  if (details) return { details };
  return session.purchases(async () => {
    const quoted = await quote(session, number, inputs);
    if ("refusal" in quoted) throw new Error(`Nothing was bought: ${quoted.refusal}.`);
    const purchase = await buy(session, quoted.offer);
    if ("details" in purchase) return { details: purchase.details, bought: quoted.offer };
    throw new Error(
      `${number} was sold to somebody else a moment ago (${purchase.snatched.words}). Declare another number, or use match.`,
    );
  });
}

/** Chooses and buys one number. Choice and purchase are one step for all resources, so no two ever choose the same. */
export async function acquireMatch(session: Session, inputs: PhoneNumberInputs): Promise<Acquired> {
  const { match = {} } = inputs;
  return session.purchases(async () => {
    const refusal = forbidden(session, `A number that matches ${describe(match)}`, inputs);
    if (refusal !== undefined) throw new Error(`${refusal}.`);
    const search = new Search(session, match, ceilingsOf(inputs, session.stack));
    let snatched = 0;
    for await (const offer of search.candidates()) {
      session.declaredNumbers.add(offer.number);
      const purchase = await buy(session, offer);
      if ("details" in purchase) {
        session.boughtFor.add(describe(match));
        return { details: purchase.details, bought: offer };
      }
      session.declaredNumbers.delete(offer.number);
      if (++snatched === MOST_SNATCHED)
        throw new Error(
          `${snatched} numbers in turn were offered and then refused (${purchase.snatched.words}); nothing was bought.`,
        );
    }
    throw new Error(`Nothing was bought: ${search.nothingFound}.`);
  });
}

/** The offer to buy this very number by, or why it cannot or may not be bought. */
export async function quote(
  session: Session,
  number: string,
  inputs: PhoneNumberInputs,
): Promise<{ offer: AvailableNumber } | { refusal: string }> {
  const ban = forbidden(session, number, inputs);
  if (ban !== undefined) return { refusal: ban };
  const offer = await findForSale(session, number);
  if (!offer) {
    const hint = "check its digits, and that the keys are those of the account that has it";
    return { refusal: `${number} is neither on this account nor for sale at Flowroute; ${hint}` };
  }
  const dear = tooDear(offer, ceilingsOf(inputs, session.stack));
  return dear === undefined ? { offer } : { refusal: dear };
}

/** Why nothing may be bought for a resource at all. */
export function forbidden(session: Session, what: string, inputs: PhoneNumberInputs): string | undefined {
  if (inputs.purchase === "forbid") return `${what} is not on this account, and purchase is "forbid"`;
  if (session.stack.purchases === "forbid")
    return `${what} is not on this account, and flowroute:purchases is "forbid" for this stack`;
  return undefined;
}
