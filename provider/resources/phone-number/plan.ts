import { type AvailableNumber, inShort, type NumberChange } from "../../client";
import { changeOf } from "../../lifecycle/attributes";
import { describe } from "../../lifecycle/criteria";
import type { Failure, Subject } from "../../lifecycle/lifecycle";
import { dollars, firstCost, price } from "../../lifecycle/prices";
import type { Session } from "../../lifecycle/session";
import { decideMatch, decideNumber } from "./decide";
import type { PhoneNumberInputs } from "./inputs";
import { deskOf } from "./purchase-desk";
import { takenOver, UnsettledPurchase } from "./takeover";

/** Inputs without which it cannot be told whether anything is bought, or for how much. */
const DECISIVE = ["number", "match", "purchase", "maxSetupCost", "maxMonthlyCost"];

/**
 * Reports what creating a PhoneNumber will do and cost, before it is done. `check` is the only call a preview makes
 * for a new resource, so it is reported there. It only reads.
 */
export async function planPhoneNumber(
  session: Session,
  inputs: PhoneNumberInputs,
  unknown: ReadonlySet<string>,
  subject: Subject,
): Promise<Failure[]> {
  const { number, match = {} } = inputs;
  const open = DECISIVE.filter((property) => unknown.has(property));
  if (open.length > 0) {
    const which = `which, and at what price, cannot be told before ${open.join(" and ")} is known`;
    session.say(`${number ?? "a number"} will be adopted or bought; ${which}`);
    return [];
  }
  try {
    const refusal = await session.lookUps.within(() =>
      number === undefined ? planMatch(session, inputs, subject) : planExact(session, number, inputs),
    );
    return refusal === undefined ? [] : [{ property: number === undefined ? "match" : "number", reason: refusal }];
  } catch (error) {
    if (error instanceof UnsettledPurchase) return [{ property: "match", reason: error.message }];
    const question =
      number === undefined
        ? `what a number that matches ${describe(match)} costs`
        : `whether ${number} is on the account, or what it costs`;
    return session.lookUps.failed(error, question);
  }
}

async function planExact(session: Session, number: string, inputs: PhoneNumberInputs): Promise<string | undefined> {
  const details = await session.account.find(number);
  if (details) {
    const named = details.alias === undefined ? "" : ` (${inShort(details.alias, 80)})`;
    session.say(`${number}${named} is on the account and is adopted; nothing is bought`);
    // Not what to: that may be a secret of the program, and stands in the engine's plan.
    for (const property of Object.keys(changeOf(details, inputs))) {
      const now = inShort(JSON.stringify(details[property as keyof NumberChange] ?? ""));
      session.say(`${number}: ${property} will change; it is ${now} now`);
    }
    return undefined;
  }
  const decision = await decideNumber(session, number, inputs);
  if ("refuse" in decision) return decision.refuse;
  const beyond = forecast(session, decision.buy);
  if (beyond !== undefined) return beyond;
  session.say(`${number} is not on the account and will be bought, at ${price(decision.buy)}`);
  return undefined;
}

async function planMatch(session: Session, inputs: PhoneNumberInputs, subject: Subject): Promise<string | undefined> {
  const { match = {} } = inputs;
  const decision = await decideMatch(session, inputs, subject);
  if ("refuse" in decision) return decision.refuse;
  if ("takeOver" in decision) {
    session.say(takenOver(decision.takeOver.details.number));
    return undefined;
  }
  const { begun, offers, nothingFound } = decision.buy;
  for await (const offer of offers) {
    // Another resource with this match was told of this one; they will not both get it.
    if (offer !== begun && deskOf(session).planned.has(offer.number)) continue;
    const beyond = forecast(session, offer);
    if (beyond !== undefined) return beyond;
    session.say(
      offer === begun
        ? `${offer.number} is not on the account and will be bought, at ${price(offer)}; an earlier command that did not finish was about to buy it`
        : `a number that matches ${describe(match)} will be bought; the best for sale now is ${offer.number}, at ${price(offer)}`,
    );
    return undefined;
  }
  return nothingFound();
}

/** Adds a purchase to what the command will spend; reports when that is more than it may. */
function forecast(session: Session, offer: AvailableNumber): string | undefined {
  const { planned } = deskOf(session);
  planned.set(offer.number, offer);
  const { maxSpend } = session.stack;
  const sum = [...planned.values()].reduce((total, it) => total + firstCost(it), 0);
  if (maxSpend === undefined || sum <= maxSpend) return undefined;
  return `with ${offer.number} at ${price(offer)} this command will spend ${dollars(sum)} in all, over flowroute:maxSpend (${dollars(maxSpend)})`;
}
