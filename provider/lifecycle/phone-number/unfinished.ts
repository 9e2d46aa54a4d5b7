import type { AvailableNumber, OwnedNumber } from "../../client";
import type { Prices } from "../money";
import { findOrGone } from "../presence";
import { describe, satisfies } from "../search";
import type { Session } from "../session";
import { affordable, ceilingsOf } from "./ceilings";
import { findForSale } from "./for-sale";
import type { PhoneNumberInputs } from "./inputs";
import { tellIfDearer } from "./purchase";

/** A number that an earlier command bought, and what it was offered at. */
type Bought = { readonly details: OwnedNumber; readonly sold: Prices };

/** What became of a purchase that an earlier command began: the number is on the account, or still for sale. */
export type Unfinished = Bought | { readonly offer: AvailableNumber };

/**
 * Looks in the journal, and then on the account, for the number that an earlier command, which did not finish, bought
 * for this resource or was about to. Only reads.
 */
export async function findUnfinished(session: Session, inputs: PhoneNumberInputs): Promise<Unfinished | undefined> {
  const { buyer, match = {} } = inputs;
  const begun = buyer === undefined ? undefined : session.journal.begunFor(buyer);
  // Or another resource of the program stands for it now.
  if (!begun || session.declaredNumbers.has(begun.number)) return undefined;
  const details = await findOrGone(session, begun.number);
  if (details) return { details, sold: begun };
  const offer = await findForSale(session, begun.number);
  const wanted = offer && satisfies(offer, match) && affordable(offer, ceilingsOf(inputs, session.stack));
  return wanted ? { offer } : undefined;
}

/** Makes the number the resource's own, as if it had been bought now. */
export function takeOver(
  session: Session,
  { details, sold }: Bought,
  { match = {}, buyer }: PhoneNumberInputs,
): Bought {
  session.claims.choose(details.number, buyer);
  session.boughtFor.add(describe(match));
  session.say(takenOver(details.number));
  return { details: tellIfDearer(session, details, sold), sold };
}

/** What a plan says of a number that is to be taken over, and what is said when it is. */
export function takenOver(number: string): string {
  return `${number} was bought by an earlier command that did not finish and is taken over; nothing is bought`;
}

/** Why nothing is bought when the account cannot be asked: to buy another number might be to buy twice. */
export function cannotTell(error: Error): never {
  throw new Error(
    `Nothing was bought: an earlier command that did not finish may have bought a number for this resource, and whether ` +
      `it did cannot be told now. ${error.message} Then run \`pulumi up\` again.`,
    { cause: error },
  );
}
