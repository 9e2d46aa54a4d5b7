import type * as pulumi from "@pulumi/pulumi";
import { asking } from "./asking";
import { lookups } from "./lookups";
import { type InputsOf, outputForm } from "./output-form";

/** Which exchanges to list. */
export interface GetAvailableExchangesArgs {
  /** Only those of this area code, three digits. Default: all, which are thousands. */
  areaCode?: string;
  /** Only those with a number that costs at most this many US dollars to set up. Default: all. */
  maxSetupCost?: number;
}

/** Exchanges with numbers for sale at the moment of asking. */
export interface GetAvailableExchangesResult {
  /** Six digits each, the area code first (`"206555"`), ascending; what `exchange` takes elsewhere. */
  exchanges: string[];
}

/**
 * Exchanges (NPA-NXX) with numbers for sale (page "List Available Exchanges", API section 5.2).
 * @throws Error naming the filter that cannot be; SettingsError or FlowrouteError when the account cannot be asked.
 *
 * @example
 * ```ts
 * import { getAvailableExchanges } from "pulumi-flowroute";
 *
 * export const inSeattle = getAvailableExchanges({ areaCode: "206" }).then(({ exchanges }) => exchanges);
 * ```
 */
export async function getAvailableExchanges(
  args: GetAvailableExchangesArgs = {},
): Promise<GetAvailableExchangesResult> {
  return lookups.getAvailableExchanges(asking, args);
}

/** `getAvailableExchanges` for arguments that other resources produce. */
export function getAvailableExchangesOutput(
  args: InputsOf<GetAvailableExchangesArgs> = {},
): pulumi.Output<GetAvailableExchangesResult> {
  return outputForm(getAvailableExchanges, args);
}
