import type * as pulumi from "@pulumi/pulumi";
import { asking } from "./asking";
import { lookups } from "./lookups";
import { type InputsOf, outputForm } from "./output-form";

/** Which area codes to list. */
export interface GetAvailableAreaCodesArgs {
  /** Only those with a number that costs at most this many US dollars to set up. Default: all. */
  maxSetupCost?: number;
}

/** Area codes with numbers for sale at the moment of asking. */
export interface GetAvailableAreaCodesResult {
  /** Three digits each, ascending. */
  areaCodes: string[];
}

/**
 * Area codes with numbers for sale (page "List Available Area Codes", API section 5.1).
 * @throws Error naming the filter that cannot be; SettingsError or FlowrouteError when the account cannot be asked.
 *
 * @example
 * ```ts
 * import { getAvailableAreaCodes } from "pulumi-flowroute";
 *
 * export const cheap = getAvailableAreaCodes({ maxSetupCost: 1 }).then(({ areaCodes }) => areaCodes);
 * ```
 */
export async function getAvailableAreaCodes(
  args: GetAvailableAreaCodesArgs = {},
): Promise<GetAvailableAreaCodesResult> {
  return lookups.getAvailableAreaCodes(asking, args);
}

/** `getAvailableAreaCodes` for arguments that other resources produce. */
export function getAvailableAreaCodesOutput(
  args: InputsOf<GetAvailableAreaCodesArgs> = {},
): pulumi.Output<GetAvailableAreaCodesResult> {
  return outputForm(getAvailableAreaCodes, args);
}
