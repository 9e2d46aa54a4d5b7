import type * as pulumi from "@pulumi/pulumi";
import { asking } from "./asking";
import { lookups } from "./lookups";
import { type InputsOf, outputForm } from "./output-form";
import type { GetAvailableNumbersArgs, GetAvailableNumbersResult } from "./search-inventory";

export type { GetAvailableNumbersArgs, GetAvailableNumbersResult };

/**
 * Numbers for sale, by area code, exchange, place, kind and cost (page "Search for Purchasable Phone Numbers", API section 5.4).
 * Filters that Flowroute lacks or applies loosely are applied to its results too. Asks for no more pages than it takes.
 *
 * Do not feed a result into `PhoneNumber.number`: it changes from run to run, and every change would buy another
 * number. `PhoneNumber.match` chooses once and remembers.
 * @throws Error naming the filter that cannot be; SettingsError or FlowrouteError when the account cannot be asked.
 *
 * @example
 * ```ts
 * import { getAvailableNumbers } from "pulumi-flowroute";
 *
 * const found = getAvailableNumbers({ areaCode: "206", maxSetupCost: 1, sortBy: "monthlyCost", take: 5 });
 * export const offers = found.then(({ numbers }) => numbers.map(({ number, monthlyCost }) => `${number} at ${monthlyCost}`));
 * ```
 */
export async function getAvailableNumbers(args: GetAvailableNumbersArgs = {}): Promise<GetAvailableNumbersResult> {
  return lookups.getAvailableNumbers(asking, args);
}

/** `getAvailableNumbers` for arguments that other resources produce. */
export function getAvailableNumbersOutput(
  args: InputsOf<GetAvailableNumbersArgs> = {},
): pulumi.Output<GetAvailableNumbersResult> {
  return outputForm(getAvailableNumbers, args);
}
