import type * as pulumi from "@pulumi/pulumi";
import type { AvailableNumber } from "../client/types";
import { type Criteria, SCAN_LIMIT, satisfies, toQuery } from "../lifecycle/criteria";
import { affordable } from "../lifecycle/prices";
import { clientOfStack } from "../program/config";
import { type InputsOf, outputForm } from "./output-form";
import type { SortKey } from "./validate-args";
import { validation } from "./validation";

/** What to look for among the numbers for sale; every filter given must hold. */
export interface GetAvailableNumbersArgs extends Criteria {
  /** The most a number may cost to set up, in US dollars. */
  maxSetupCost?: number;
  /** The most a number may cost, in US dollars a month. */
  maxMonthlyCost?: number;
  /** Order of the result, ascending. With it all results are looked at before `take` of them are taken. Default: as Flowroute lists them. */
  sortBy?: SortKey;
  /** How many numbers to return at most, 1 to 2,000. Default 20. */
  take?: number;
}

/** Numbers for sale at the moment of asking. */
export interface GetAvailableNumbersResult {
  /** At most `take` numbers that satisfy every filter. */
  numbers: AvailableNumber[];
  /** Whether looking stopped at 2,000 of Flowroute's results, beyond which there may be more that fit; narrow the filters then. */
  stoppedEarly: boolean;
}

/** What Flowroute can sort by itself, so that a scan stopped early has seen the right end of the list. */
const serverOrder = { setupCost: undefined, monthlyCost: "monthly_cost,asc", number: "number,asc" } as const;

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
  const {
    sortBy,
    take = 20,
    maxSetupCost = Infinity,
    maxMonthlyCost = Infinity,
    ...criteria
  } = validation().getAvailableNumbers(args);
  const query = { ...toQuery(criteria), orderBy: sortBy && serverOrder[sortBy], limit: SCAN_LIMIT };
  const numbers: AvailableNumber[] = [];
  let seen = 0;
  for await (const offer of clientOfStack().inventory.availableNumbers(query)) {
    seen += 1;
    if (satisfies(offer, criteria) && affordable(offer, { maxSetupCost, maxMonthlyCost })) numbers.push(offer);
    if (sortBy === undefined && numbers.length === take) break;
  }
  if (sortBy !== undefined) numbers.sort((a, b) => ascending(a[sortBy], b[sortBy]) || ascending(a.number, b.number));
  return {
    numbers: numbers.slice(0, take),
    stoppedEarly: seen === SCAN_LIMIT && (sortBy !== undefined || numbers.length < take),
  };
}

/** `getAvailableNumbers` for arguments that other resources produce. */
export function getAvailableNumbersOutput(
  args: InputsOf<GetAvailableNumbersArgs> = {},
): pulumi.Output<GetAvailableNumbersResult> {
  return outputForm(getAvailableNumbers, args);
}

function ascending<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
