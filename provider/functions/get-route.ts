import type * as pulumi from "@pulumi/pulumi";
import type { Route } from "../client/types";
import { asking } from "./asking";
import { lookups } from "./lookups";
import { type InputsOf, outputForm } from "./output-form";

/** Which inbound route to look for: exactly one of these. */
export interface GetRouteArgs {
  /** The name that the account knows the route by, white space around it aside. Give this or the id. */
  alias?: string;
  /** The route's id: `"98396"`. Give this or the alias. */
  id?: string;
}

/** An inbound route of the account. */
export type GetRouteResult = Route;

/**
 * One inbound route of the account (page "List Inbound Routes", API section 9.1).
 * @throws Error when neither or both of alias and id are given, when no route is like this (near aliases are named), or several have the
 * alias; SettingsError or FlowrouteError when the account cannot be asked.
 *
 * @example
 * ```ts
 * import { getRoute, NumberRoutes } from "pulumi-flowroute";
 *
 * const pbx = getRoute({ alias: "pbx-main" });
 * new NumberRoutes("hotline", { number: "+1 206-555-0100", primaryRoute: pbx.then(({ id }) => id) });
 * ```
 */
export async function getRoute(args: GetRouteArgs): Promise<GetRouteResult> {
  return lookups.getRoute(asking, args);
}

/** `getRoute` for an alias or id that another resource produces. */
export function getRouteOutput(args: InputsOf<GetRouteArgs>): pulumi.Output<GetRouteResult> {
  return outputForm(getRoute, args);
}
