import type { AvailableNumber } from "../../client";
import { price } from "../../lifecycle/prices";

/** The account has a number whose purchase was refused: only a person can tell who bought it. */
export class ContestedPurchase extends Error {
  override readonly name = "ContestedPurchase";

  /** @param file where the purchase is noted, if it is. */
  constructor({ number, ...offer }: AvailableNumber, words: string, file: string | undefined) {
    super(
      `The purchase of ${number}, at ${price({ ...offer })}, was refused (${words}), and yet this account has the number now. ` +
        `Either the request reached Flowroute twice and bought it, or another program bought it at the same moment. ${clearUp(number, file)}`,
    );
  }
}

/** What a person does about such a number. */
export function clearUp(number: string, file: string | undefined): string {
  const note = file === undefined ? "" : ` remove the note ${file}, and`;
  return (
    `If no other stack or resource of yours has it, it is this resource's: give the resource number: "${number}" in place of its match. ` +
    `If another one has it,${note} run \`pulumi up\` again.`
  );
}

/** Why nothing is bought for a resource whose last purchase was never cleared up. */
export function stillContested(number: string, file: string): string {
  return (
    `nothing is bought: an earlier command's purchase of ${number} for this resource was refused, and yet this account has the ` +
    `number. ${clearUp(number, file)}`
  );
}
