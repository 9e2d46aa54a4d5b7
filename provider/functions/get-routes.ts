import type * as pulumi from "@pulumi/pulumi";
import type { Route, RouteType } from "../client/types";
import { asking } from "./asking";
import { lookups } from "./lookups";
import { type InputsOf, outputForm } from "./output-form";

/** Which inbound routes to list. */
export interface GetRoutesArgs {
  /** Only those that lead to the SIP registration, a host, a SIP URI or a phone number. Default: all. */
  routeType?: RouteType;
}

/** Inbound routes of the account at the moment of asking. */
export interface GetRoutesResult {
  routes: Route[];
}

/**
 * The account's inbound routes, route `"0"` (the SIP registration) among them (page "List Inbound Routes", API section 9.1).
 * @throws Error naming the filter that cannot be; SettingsError or FlowrouteError when the account cannot be asked.
 *
 * @example
 * ```ts
 * import { getRoutes } from "pulumi-flowroute";
 *
 * export const hosts = getRoutes({ routeType: "host" }).then(({ routes }) => routes.map(({ alias }) => alias));
 * ```
 */
export async function getRoutes(args: GetRoutesArgs = {}): Promise<GetRoutesResult> {
  return lookups.getRoutes(asking, args);
}

/** `getRoutes` for arguments that other resources produce. */
export function getRoutesOutput(args: InputsOf<GetRoutesArgs> = {}): pulumi.Output<GetRoutesResult> {
  return outputForm(getRoutes, args);
}
