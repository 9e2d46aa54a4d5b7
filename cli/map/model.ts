import type { OwnedNumber, Route } from "../../provider/client";
import { REGISTRATION_ROUTE } from "../../provider/lifecycle/registration-route";
import { aliasOf } from "../../provider/lifecycle/route-alias";
import type { Snapshot } from "../account";

/** A number, and where its calls go. */
export interface MapNumber {
  readonly number: string;
  readonly alias: string | undefined;
  /** Where calls go first; without it, the number rings nowhere. */
  readonly primary: MapRoute | undefined;
  /** Where they go when the primary route does not answer. */
  readonly failover: MapRoute | undefined;
}

/** A route, and the numbers whose calls take it. */
export interface MapRoute {
  readonly id: string;
  readonly alias: string | undefined;
  /** What it is, in words: `host pbx.example.com`. */
  readonly target: string;
  /** Whether the account lists it. A number may name a route that the list lacks. */
  readonly listed: boolean;
  readonly primary: readonly MapNumber[];
  readonly failover: readonly MapNumber[];
}

/** Numbers and routes of an account, each leading to the other. */
export interface AccountMap {
  /** By number. */
  readonly numbers: readonly MapNumber[];
  /** By id, the SIP registration first; after the account's own those that only numbers name. */
  readonly routes: readonly MapRoute[];
  /** Numbers without a primary route. */
  readonly ringNowhere: readonly MapNumber[];
  /** Numbers that ring, but have no second route. */
  readonly withoutFailover: readonly MapNumber[];
  /** Routes that no number has, but for the SIP registration: every account has that. */
  readonly unused: readonly MapRoute[];
}

type Growing = MapRoute & { readonly primary: MapNumber[]; readonly failover: MapNumber[] };

/** The map of an account as it was read. */
export function mapOf({ numbers, routes }: Snapshot): AccountMap {
  // By id, because several routes may have one alias.
  const byId = new Map<string, Growing>();
  for (const route of routes) byId.set(route.id, { ...shown(route), listed: true, primary: [], failover: [] });
  const named = (id: string | undefined) => {
    if (id === undefined) return undefined;
    const route = byId.get(id) ?? { ...missing(id), listed: false, primary: [], failover: [] };
    byId.set(id, route);
    return route;
  };
  const drawn = numbers.map((owned) => placed(owned, named(owned.primaryRouteId), named(owned.failoverRouteId)));
  const all = [...byId.values()];
  return {
    numbers: drawn,
    routes: all,
    ringNowhere: drawn.filter(({ primary }) => primary === undefined),
    withoutFailover: drawn.filter(isBare),
    unused: all.filter(isUnused),
  };
}

/** Whether no number has the route, neither first nor second, and somebody could do without it. */
export function isUnused({ id, primary, failover }: MapRoute): boolean {
  return primary.length + failover.length === 0 && id !== REGISTRATION_ROUTE;
}

/** Whether a number rings, but has no second route. */
export function isBare({ primary, failover }: MapNumber): boolean {
  return primary !== undefined && failover === undefined;
}

/** The route as messages of this package name it, `98396 (pbx-main)`: several routes may have one alias. */
export function nameOf({ id, alias }: Pick<MapRoute, "id" | "alias">): string {
  return alias === undefined ? id : `${id} (${alias})`;
}

function placed({ number, alias }: OwnedNumber, primary: Growing | undefined, failover: Growing | undefined) {
  const it: MapNumber = { number, alias: alias?.trim() || undefined, primary, failover };
  primary?.primary.push(it);
  failover?.failover.push(it);
  return it;
}

function shown(route: Route): Pick<MapRoute, "id" | "alias" | "target"> {
  const { id, routeType, value } = route;
  const target = id === REGISTRATION_ROUTE ? "the account's SIP registration" : `${routeType} ${value ?? ""}`.trim();
  return { id, alias: aliasOf(route) || undefined, target };
}

function missing(id: string): Pick<MapRoute, "id" | "alias" | "target"> {
  return { id, alias: undefined, target: "not on the account's list of routes" };
}
