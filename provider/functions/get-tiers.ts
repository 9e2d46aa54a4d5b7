import type * as pulumi from "@pulumi/pulumi";
import { asking } from "./asking";
import { lookups } from "./lookups";
import { outputForm } from "./output-form";

/** Price tiers of the numbers for sale. */
export interface GetTiersResult {
  /** Names, as Flowroute spells them: `"Standard"`. */
  tiers: string[];
}

/**
 * Price tiers of the numbers for sale, by name (page "List Available Tiers", API section 5.3). A `match` and `getAvailableNumbers` take one
 * as `tier`.
 * @throws SettingsError or FlowrouteError when the account cannot be asked.
 *
 * @example
 * ```ts
 * import { getTiers } from "pulumi-flowroute";
 *
 * export const tiers = getTiers().then((found) => found.tiers);
 * ```
 */
export async function getTiers(): Promise<GetTiersResult> {
  return lookups.getTiers(asking);
}

/** `getTiers` as an output. */
export function getTiersOutput(): pulumi.Output<GetTiersResult> {
  return outputForm(getTiers, {});
}
