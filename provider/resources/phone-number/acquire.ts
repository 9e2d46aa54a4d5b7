import type { AvailableNumber, OwnedNumber } from "../../client";
import { describe } from "../../lifecycle/criteria";
import type { Subject } from "../../lifecycle/lifecycle";
import { costlier, type Prices, price } from "../../lifecycle/prices";
import type { Session } from "../../lifecycle/session";
import { decideMatch, decideNumber, offeredStill } from "./decide";
import type { PhoneNumberInputs } from "./inputs";
import { buy, refuseWhenStopped } from "./purchase";
import { deskOf } from "./purchase-desk";
import { cannotTell, takeOver } from "./takeover";

/** A number that is on the account now, and what it was sold for if it was bought. */
export interface Acquired {
  readonly details: OwnedNumber;
  readonly sold?: Prices;
}

/** More than this many candidates lost in a row is no coincidence but a misunderstanding, so the search stops. */
const MOST_LOST = 10;

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
    const decision = await decideNumber(session, number, inputs);
    if ("refuse" in decision) throw new Error(`Nothing was bought: ${decision.refuse}.`);
    const { buy: offer } = decision;
    if (costlier(offer, told)) throw new Error(risen(offer, told));
    const purchase = await buy(session, offer);
    if ("details" in purchase) return { details: purchase.details, sold: offer };
    throw new Error(
      `${number} was sold to somebody else a moment ago (${purchase.soldTo.serverMessage}). Declare another number, or use match.`,
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
    const decision = await decideMatch(session, inputs, subject).catch(cannotTell);
    if ("takeOver" in decision) return takeOver(session, decision.takeOver, inputs, subject);
    refuseWhenStopped(session);
    if ("refuse" in decision) throw new Error(`${decision.refuse}.`);
    const { begun, offers, nothingFound } = decision.buy;
    let lost = 0;
    for await (const candidate of offers) {
      const offer = lost === 0 ? candidate : await offeredStill(session, candidate, inputs);
      if (!offer) continue;
      // Another provider of this command chose it a moment ago, and is buying it.
      if (declarations.declare("PhoneNumber", offer.number, { urn, by: "match" })) continue;
      const begunBefore = offer.number === begun?.number;
      const purchase = await buy(session, offer, { subject, begunBefore });
      if ("details" in purchase) {
        deskOf(session).matched(describe(match));
        return { details: purchase.details, sold: offer };
      }
      declarations.drop("PhoneNumber", offer.number);
      if (++lost === MOST_LOST)
        throw new Error(
          `${lost} numbers in turn were offered and then refused (${purchase.soldTo.serverMessage}), and the account has none of them: nothing was bought.`,
        );
    }
    throw new Error(`Nothing was bought: ${await nothingFound()}.`);
  });
}

function risen(offer: AvailableNumber, told: Prices): string {
  const { setupCost = offer.setupCost, monthlyCost = offer.monthlyCost } = told;
  return (
    `Nothing was bought: ${offer.number} costs ${price(offer)} now, which is more than a plan said before ` +
    `(${price({ setupCost, monthlyCost })}). Run \`pulumi preview\` to see what it costs, and then \`pulumi up\` again.`
  );
}
