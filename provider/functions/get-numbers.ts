import type * as pulumi from "@pulumi/pulumi";
import type { NumberSummary } from "../client/types";
import { asking } from "./asking";
import { lookups } from "./lookups";
import { type InputsOf, outputForm } from "./output-form";

/** Which numbers of the account to list; every filter given must hold. */
export interface GetNumbersArgs {
  /** Area code, three digits: `"206"`. */
  areaCode?: string;
  /** First digits, with or without the country code 1: `"1206"`, `"206"`; of another country with a plus: `"+32"`. */
  startsWith?: string;
  /** Digits anywhere in the number. */
  contains?: string;
  /** Last digits. */
  endsWith?: string;
  /** The exact alias; several numbers may have it. */
  alias?: string;
}

/** Numbers of the account at the moment of asking. */
export interface GetNumbersResult {
  /** As lists show them: without their routes and prices, which `getNumber` has. */
  numbers: NumberSummary[];
}

/**
 * The account's numbers, 200 to a request (page "List Account Phone Numbers", API section 7.1).
 * @throws Error naming the filter that cannot be; SettingsError or FlowrouteError when the account cannot be asked.
 *
 * @example
 * ```ts
 * import { getNumbers } from "pulumi-flowroute";
 *
 * export const seattle = getNumbers({ areaCode: "206" }).then(({ numbers }) => numbers.map(({ number }) => number));
 * ```
 */
export async function getNumbers(args: GetNumbersArgs = {}): Promise<GetNumbersResult> {
  return lookups.getNumbers(asking, args);
}

/** `getNumbers` for arguments that other resources produce. */
export function getNumbersOutput(args: InputsOf<GetNumbersArgs> = {}): pulumi.Output<GetNumbersResult> {
  return outputForm(getNumbers, args);
}
