import type * as pulumi from "@pulumi/pulumi";
import type { EdgeStrategy } from "../client/types";
import { asking } from "./asking";
import { lookups } from "./lookups";
import { outputForm } from "./output-form";

/** Regions that calls can be sent from. */
export interface GetEdgeStrategiesResult {
  edgeStrategies: (EdgeStrategy & {
    /** Addresses to let in at your firewall, in CIDR notation and as ranges, as Flowroute lists them: `"34.226.36.32/28"`. */
    addresses: string[];
  })[];
}

/**
 * Regions that Flowroute can send calls from, with the addresses that a firewall has to let in (page "List Edge Strategies", API section
 * 9.5). An `InboundRoute` takes a name or id of one as `edgeStrategy`.
 * @throws SettingsError or FlowrouteError when the account cannot be asked.
 *
 * @example
 * ```ts
 * import { getEdgeStrategies } from "pulumi-flowroute";
 *
 * export const allow = getEdgeStrategies().then((found) => found.edgeStrategies.flatMap(({ addresses }) => addresses));
 * ```
 */
export async function getEdgeStrategies(): Promise<GetEdgeStrategiesResult> {
  return lookups.getEdgeStrategies(asking);
}

/** `getEdgeStrategies` as an output. */
export function getEdgeStrategiesOutput(): pulumi.Output<GetEdgeStrategiesResult> {
  return outputForm(getEdgeStrategies, {});
}
