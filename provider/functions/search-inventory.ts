import type { AvailableNumber, FlowrouteClient } from "../client";
import { type Criteria, SCAN_LIMIT, satisfies, toQuery } from "../lifecycle/criteria";
import { affordable } from "../lifecycle/prices";
import type { SortKey } from "./validate-args";

/** What to look for among the numbers for sale; every filter given must hold. */
export interface GetAvailableNumbersArgs extends Criteria {
  /** The most a number may cost to set up, in US dollars. */
  maxSetupCost?: number;
  /** The most a number may cost, in US dollars a month. */
  maxMonthlyCost?: number;
  /** Order of the result, ascending. With it all results are looked at before `take` of them are taken. Default: as Flowroute lists them. */
  sortBy?: SortKey;
  /**
   * How many numbers to return at most, 1 to 2,000. Default: 20.
   * @asType integer
   */
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

type Wanted = { [Name in keyof GetAvailableNumbersArgs]: GetAvailableNumbersArgs[Name] | undefined };

/** `getAvailableNumbers` on a client, with arguments that are validated. */
export async function searchInventory(
  client: FlowrouteClient,
  {
    sortBy,
    take = 20,
    maxSetupCost = Number.POSITIVE_INFINITY,
    maxMonthlyCost = Number.POSITIVE_INFINITY,
    ...criteria
  }: Wanted,
): Promise<GetAvailableNumbersResult> {
  const query = { ...toQuery(criteria), orderBy: sortBy && serverOrder[sortBy], limit: SCAN_LIMIT };
  const numbers: AvailableNumber[] = [];
  let seen = 0;
  for await (const offer of client.inventory.availableNumbers(query)) {
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

function ascending<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
