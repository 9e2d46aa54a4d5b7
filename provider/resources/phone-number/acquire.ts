import type { AvailableNumber, OwnedNumber } from "../../client";
import { describe, satisfies } from "../../lifecycle/criteria";
import type { Subject } from "../../lifecycle/lifecycle";
import type { Session } from "../../lifecycle/session";
import { affordable, ceilingsOf, tooDear } from "./ceilings";
import type { PhoneNumberInputs } from "./inputs";
import { findForSale, Search } from "./inventory-search";
import { dearer, type Prices, price } from "./prices";
import { buy, refuseWhenStopped } from "./purchase";
import { deskOf } from "./purchase-desk";
import { cannotTell, findUnfinished, takeOver } from "./takeover";

/** A number that is on the account now, and what it was sold for if it was bought. */
export interface Acquired {
  readonly details: OwnedNumber;
  readonly sold?: Prices;
}

/** More than this many candidates snatched in a row is not bad luck but a misunderstanding; better to stop than to go on. */
const MOST_SNATCHED = 10;

/**
 * Adopts this very number, or buys it when it is not on the account.
 * @param told what the reader was told that it costs; it is not bought for more.
 */
export async function acquireExact(
  session: Session,
  number: string,
  inputs: PhoneNumberInputs,
  told: Prices = deskOf(session).planned.get(number) ?? {},
): Promise<Acquired> {
  const details = await session.account.find(number);
  if (details) return { details };
  return deskOf(session).inTurn(async () => {
    refuseWhenStopped(session);
    const quoted = await quote(session, number, inputs);
    if ("refusal" in quoted) throw new Error(`Nothing was bought: ${quoted.refusal}.`);
    const { offer } = quoted;
    if (dearer(offer, told)) throw new Error(risen(offer, told));
    const purchase = await buy(session, offer);
    if ("details" in purchase) return { details: purchase.details, sold: offer };
    throw new Error(
      `${number} was sold to somebody else a moment ago (${purchase.snatched.words}). Declare another number, or use match.`,
    );
  });
}

/**
 * Chooses and buys one number, or takes over the one that an earlier command, which did not finish, bought for this
 * resource. Choice and purchase are one step for all resources, so no two ever choose the same.
 */
export async function acquireMatch(session: Session, inputs: PhoneNumberInputs, subject: Subject): Promise<Acquired> {
  const { match = {} } = inputs;
  const { declarations } = session;
  const { urn } = subject;
  return deskOf(session).inTurn(async () => {
    const unfinished = await findUnfinished(session, inputs, subject).catch(cannotTell);
    if (unfinished && "details" in unfinished) return takeOver(session, unfinished, inputs, subject);
    refuseWhenStopped(session);
    const refusal = forbidden(session, `A number that matches ${describe(match)}`, inputs);
    if (refusal !== undefined) throw new Error(`${refusal}.`);
    const search = new Search(session, match, ceilingsOf(inputs, session.stack), urn);
    let snatched = 0;
    for await (const candidate of candidates(search, unfinished)) {
      const offer = snatched === 0 ? candidate : await offeredStill(session, candidate, inputs);
      if (!offer) continue;
      declarations.declare("PhoneNumber", offer.number, { urn, by: "match" });
      const begunBefore = offer.number === unfinished?.offer.number;
      const purchase = await buy(session, offer, { subject, begunBefore });
      if ("details" in purchase) {
        deskOf(session).matched(describe(match));
        return { details: purchase.details, sold: offer };
      }
      declarations.drop("PhoneNumber", offer.number);
      if (++snatched === MOST_SNATCHED)
        throw new Error(
          `${snatched} numbers in turn were offered and then refused (${purchase.snatched.words}), and the account has none of them: nothing was bought.`,
        );
    }
    throw new Error(`Nothing was bought: ${await search.nothingFound()}.`);
  });
}

/** The number that an earlier command was about to buy for this resource goes first. */
async function* candidates(
  search: Search,
  unfinished: { offer: AvailableNumber } | undefined,
): AsyncGenerator<AvailableNumber> {
  if (unfinished) yield unfinished.offer;
  for await (const offer of search.candidates()) if (offer.number !== unfinished?.offer.number) yield offer;
}

/** A candidate at its price of now: somebody is buying the same numbers, so the search that found it is out of date. */
async function offeredStill(
  session: Session,
  { number }: AvailableNumber,
  inputs: PhoneNumberInputs,
): Promise<AvailableNumber | undefined> {
  const offer = await findForSale(session, number);
  const { match = {} } = inputs;
  return offer && satisfies(offer, match) && affordable(offer, ceilingsOf(inputs, session.stack)) ? offer : undefined;
}

function risen(offer: AvailableNumber, told: Prices): string {
  const { setupCost = offer.setupCost, monthlyCost = offer.monthlyCost } = told;
  return (
    `Nothing was bought: ${offer.number} costs ${price(offer)} now, which is more than was told before ` +
    `(${price({ setupCost, monthlyCost })}). Run \`pulumi preview\` to see what it costs, and then \`pulumi up\` again.`
  );
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
