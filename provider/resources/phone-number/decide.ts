import type { AvailableNumber } from "../../client";
import { describe, satisfies } from "../../lifecycle/criteria";
import type { Subject } from "../../lifecycle/lifecycle";
import { affordable, ceilingsOf, tooExpensive } from "../../lifecycle/prices";
import type { Session } from "../../lifecycle/session";
import type { PhoneNumberInputs } from "./inputs";
import { findForSale, Search } from "./inventory-search";
import { type Bought, findUnfinished } from "./takeover";

/** Nothing is bought, for this reason. */
interface Refuse {
  readonly refuse: string;
}

/** Numbers to buy for a match. Flowroute is asked for them as they are wanted. */
export interface Candidates {
  /** The number that an earlier command was about to buy for this resource; it goes first. */
  readonly begun: AvailableNumber | undefined;
  /** Best first. */
  readonly offers: AsyncIterable<AvailableNumber>;
  /** Why there was no candidate, or none is left. */
  readonly nothingFound: () => Promise<string>;
}

/** Decides, for plan and creation alike, what becomes of a declared number that the account does not have. */
export async function decideNumber(
  session: Session,
  number: string,
  inputs: PhoneNumberInputs,
): Promise<{ readonly buy: AvailableNumber } | Refuse> {
  const ban = forbidden(session, number, inputs);
  if (ban !== undefined) return { refuse: ban };
  const offer = await findForSale(session, number);
  if (!offer) {
    const hint = "check its digits, and that the keys are those of the account that has it";
    return { refuse: `${number} is neither on this account nor for sale at Flowroute; ${hint}` };
  }
  const costly = tooExpensive(offer, ceilingsOf(inputs, session.stack));
  return costly === undefined ? { buy: offer } : { refuse: costly };
}

/**
 * Decides, for plan and creation alike, what becomes of a match. A number that an earlier command bought for the resource
 * comes before everything else: it is paid for.
 */
export async function decideMatch(
  session: Session,
  inputs: PhoneNumberInputs,
  subject: Subject,
): Promise<{ readonly takeOver: Bought } | { readonly buy: Candidates } | Refuse> {
  const { match = {} } = inputs;
  const unfinished = await findUnfinished(session, inputs, subject);
  if (unfinished && "details" in unfinished) return { takeOver: unfinished };
  const begun = unfinished?.offer;
  const ban = forbidden(session, begun?.number ?? `A number that matches ${describe(match)}`, inputs);
  if (ban !== undefined) return { refuse: ban };
  const search = new Search(session, match, ceilingsOf(inputs, session.stack), subject.urn);
  return { buy: { begun, offers: begunFirst(begun, search), nothingFound: () => search.nothingFound() } };
}

/** A candidate at its price of now: somebody is buying the same numbers, so the search that found it is out of date. */
export async function offeredStill(
  session: Session,
  { number }: AvailableNumber,
  inputs: PhoneNumberInputs,
): Promise<AvailableNumber | undefined> {
  const offer = await findForSale(session, number);
  const { match = {} } = inputs;
  return offer && satisfies(offer, match) && affordable(offer, ceilingsOf(inputs, session.stack)) ? offer : undefined;
}

async function* begunFirst(begun: AvailableNumber | undefined, search: Search): AsyncGenerator<AvailableNumber> {
  if (begun) yield begun;
  for await (const offer of search.candidates()) if (offer.number !== begun?.number) yield offer;
}

/** Why nothing may be bought for a resource at all. */
function forbidden(session: Session, what: string, inputs: PhoneNumberInputs): string | undefined {
  if (inputs.purchase === "forbid") return `${what} is not on this account, and purchase is "forbid"`;
  if (session.stack.purchases === "forbid")
    return `${what} is not on this account, and flowroute:purchases is "forbid" for this stack`;
  return undefined;
}
