import type { AvailableNumber } from "../../client";
import { price } from "../../lifecycle/prices";

/** How far an unconfirmed purchase got: Flowroute said yes, or its answer was lost. */
export type Standing = "bought" | "unclear";

/** A purchase that went through, or may have, but that the account does not show. The number belongs in the state. */
export class UnconfirmedPurchase extends Error {
  override readonly name = "UnconfirmedPurchase";

  constructor(
    readonly offer: AvailableNumber,
    readonly standing: Standing,
    cause: Error,
  ) {
    const what =
      standing === "bought"
        ? `${offer.number} was bought, at ${price(offer)}, but could not be read back`
        : `Whether ${offer.number} was bought, at ${price(offer)}, is not known`;
    super(
      `${what}: ${cause.message} The number is kept in the stack's state. Run \`pulumi up\` again: it asks the account ` +
        "first and does not pay twice.",
      { cause },
    );
  }
}

/** Why a number of the state that the account still does not show stays there, and what to do. */
export function stillNotShown(number: string): string {
  return (
    `${number} was bought, but this account still does not show it. It stays in the stack's state and is not bought again. ` +
    "Try again in a while; if it stays away, ask Flowroute's support about it. If somebody released it since, take it out of " +
    "the state with `pulumi state delete`."
  );
}

/** Why a purchase that was never cleared up cannot be made up for, and what to do. */
export function neverBought(number: string, cause: Error): string {
  return (
    `${cause.message} Its purchase was never confirmed, and the account does not have it. To take ${number} out of the ` +
    "state, run `pulumi refresh`; the next `pulumi up` then begins anew."
  );
}
