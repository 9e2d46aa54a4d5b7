import type * as pulumi from "@pulumi/pulumi";
import type { Route } from "../client/types";
import { nearest } from "../lifecycle/nearest";
import { aliasOf, routesOfAlias } from "../lifecycle/route-alias";
import { noteForProviders } from "../program/command";
import { clientOfStack } from "../program/config";
import { type InputsOf, outputForm } from "./output-form";
import { validation } from "./validation";

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
  const { alias, id } = validation().getRoute(args);
  const routes = await Array.fromAsync(clientOfStack().routes.list());
  const found = alias === undefined ? routes.filter((route) => route.id === id) : routesOfAlias(routes, alias);
  const [route, ...others] = found;
  if (!route) throw new Error(`getRoute: ${noSuchRoute(alias, id, routes)}`);
  if (others.length > 0) {
    const ids = found.map((it) => it.id).join(", ");
    throw new Error(
      `getRoute: several routes of this account have the alias "${alias}": ${ids}. Give the id of the one you mean.`,
    );
  }
  // What a program reads is not deleted by a resource that it does not have any more.
  noteForProviders({ what: "read", kind: "InboundRoute", id: route.id });
  return route;
}

/** `getRoute` for an alias or id that another resource produces. */
export function getRouteOutput(args: InputsOf<GetRouteArgs>): pulumi.Output<GetRouteResult> {
  return outputForm(getRoute, args);
}

function noSuchRoute(alias: string | undefined, id: string | undefined, routes: readonly Route[]): string {
  if (alias === undefined) return `no route of this account has the id ${id}; getRoutes lists them.`;
  const near = nearest(alias, routes.map(aliasOf)).slice(0, 5);
  const hint = near.length === 0 ? "getRoutes lists them" : `near to it: ${near.join(", ")}`;
  return `no route of this account has the alias "${alias}"; ${hint}.`;
}
