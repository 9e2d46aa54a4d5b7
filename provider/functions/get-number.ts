import type * as pulumi from "@pulumi/pulumi";
import type { OwnedNumber } from "../client/types";
import { asking } from "./asking";
import { lookups } from "./lookups";
import { type InputsOf, outputForm } from "./output-form";

/** Which number to read. */
export interface GetNumberArgs {
  /** A number of the account, in any usual spelling. */
  number: string;
}

/** All the account says of a number, its routes and prices among it. */
export interface GetNumberResult extends OwnedNumber {
  /** The number in E.164: `+12065550100`. */
  e164: string;
}

/**
 * One number of the account in full (page "List Phone Number Details", API section 7.2).
 * @throws Error when it is no phone number; NotFoundError when it is not on the account; SettingsError or another
 * FlowrouteError when the account cannot be asked.
 *
 * @example
 * ```ts
 * import { getNumber } from "pulumi-flowroute";
 *
 * export const costs = getNumber({ number: "+1 206-555-0100" }).then(({ monthlyCost }) => monthlyCost);
 * ```
 */
export async function getNumber(args: GetNumberArgs): Promise<GetNumberResult> {
  return lookups.getNumber(asking, args);
}

/** `getNumber` for a number that another resource produces. */
export function getNumberOutput(args: InputsOf<GetNumberArgs>): pulumi.Output<GetNumberResult> {
  return outputForm(getNumber, args);
}
