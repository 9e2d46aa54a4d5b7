import type { AvailableNumber, OwnedNumber } from "../../client";
import { describe, satisfies } from "../../lifecycle/criteria";
import type { Subject } from "../../lifecycle/lifecycle";
import { findOrGone } from "../../lifecycle/presence";
import { affordable, ceilingsOf, type Prices } from "../../lifecycle/prices";
import type { Session } from "../../lifecycle/session";
import { clearUp, stillContested } from "./contested";
import type { PhoneNumberInputs } from "./inputs";
import { findForSale } from "./inventory-search";
import { warnIfCostlier } from "./purchase";
import { deskOf } from "./purchase-desk";

/** A number that an earlier command bought, and what it was offered at. */
export type Bought = { readonly details: OwnedNumber; readonly sold: Prices };

/** What became of a purchase that an earlier command began: the number is on the account, or still for sale. */
export type Unfinished = Bought | { readonly offer: AvailableNumber };

/** An earlier command's purchase that a person has to clear up before anything else is bought for the resource. */
export class UnsettledPurchase extends Error {
  override readonly name = "UnsettledPurchase";
}

/**
 * Looks in the journal, and then on the account, for the number that an earlier command, which did not finish, bought
 * for this resource or was about to. Only reads.
 * @throws UnsettledPurchase when the account has the number, and only a person can tell whose it is.
 */
export async function findUnfinished(
  session: Session,
  { match = {}, ...inputs }: PhoneNumberInputs,
  { urn, formerUrns = [] }: Subject,
): Promise<Unfinished | undefined> {
  const { journal } = deskOf(session);
  const begun = urn === undefined ? undefined : journal.begunFor([urn, ...formerUrns]);
  // Or another resource of the program stands for it now.
  if (!begun || session.declarations.ids("PhoneNumber").has(begun.number)) return undefined;
  const details = await findOrGone(session, begun.number);
  if (details && begun.contested) throw new UnsettledPurchase(stillContested(begun.number, journal.fileOf(begun)));
  if (details && begun.finished) throw new UnsettledPurchase(leftTheState(begun.number, journal.fileOf(begun)));
  if (details) return { details, sold: begun };
  // It was given up since, and not for this resource to want it back.
  if (begun.finished) return undefined;
  const offer = await findForSale(session, begun.number);
  const wanted = offer && satisfies(offer, match) && affordable(offer, ceilingsOf(inputs, session.stack));
  return wanted ? { offer } : undefined;
}

/** Makes the number the resource's own, as if it had been bought now. */
export function takeOver(
  session: Session,
  { details, sold }: Bought,
  { match = {} }: PhoneNumberInputs,
  { urn }: Subject,
): Bought {
  session.declarations.declare("PhoneNumber", details.number, { urn, by: "match" });
  deskOf(session).matched(describe(match));
  session.say(takenOver(details.number));
  return { details: warnIfCostlier(session, details, sold), sold };
}

/** What a plan reports of a number that will be taken over, and the command when it takes it over. */
export function takenOver(number: string): string {
  return `${number} was bought by an earlier command that did not finish and is taken over; nothing is bought`;
}

/** Why nothing is bought when the account cannot be asked: to buy another number might be to buy twice. */
export function cannotTell(error: Error): never {
  if (error instanceof UnsettledPurchase) throw new Error(`${capital(error.message)}`, { cause: error });
  throw new Error(
    `Nothing was bought: an earlier command may have bought a number for this resource, and whether ` +
      `it did cannot be told now. ${error.message} Then run \`pulumi up\` again.`,
    { cause: error },
  );
}

/** Why nothing is bought for a resource whose number left the state: to take it over might be to take it from another stack. */
function leftTheState(number: string, file: string): string {
  return (
    `nothing is bought: an earlier command bought ${number} for this resource, the account still has it, and this command makes the resource ` +
    "anew. Where that is on purpose (`--replace`, `pulumi state taint`), run `pulumi refresh` first. Else the resource was moved to another " +
    `stack, taken out of the state, or left behind by a destroy; or the state could not be saved. ${clearUp(number, file)}`
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
