import { isDeepStrictEqual } from "node:util";
import type { NumberChange, OwnedNumber } from "../../client";
import { changeOf } from "../../lifecycle/attributes";
import { compact } from "../../lifecycle/compact";
import type { Properties } from "../../lifecycle/lifecycle";
import type { RouteReference } from "../../lifecycle/routing/route-reference";
import { ROUTES, type Routing, routingOf } from "../../lifecycle/routing/routing";
import { toInput } from "../../lifecycle/spelling";

/** What a program wants of a number; what is left out is not managed. Without a primary route no routes are. */
export interface Wish extends NumberChange {
  readonly primaryRoute?: RouteReference | undefined;
  readonly failoverRoute?: RouteReference | undefined;
}

/** The properties of a wish, in the order in which messages name them. */
export const PROPERTIES = [...ROUTES, "alias", "cnamLookupsEnabled", "messagingEnabled"] as const;

export type Property = (typeof PROPERTIES)[number];

/** A group as a program declares it. */
export interface Group {
  /** What all its numbers share. */
  readonly shared: Wish;
  /** By number, in Flowroute's form: what differs from that. */
  readonly numbers: ReadonlyMap<string, Wish>;
  readonly onDelete?: string | undefined;
}

export function wishFor({ shared, numbers }: Group, number: string): Wish {
  return { ...shared, ...numbers.get(number) };
}

/** The routes of a wish. `check` made ids of them, or `create` and `update` did. */
export function routesIn({ primaryRoute, failoverRoute }: Wish): Routing {
  return {
    ...(typeof primaryRoute === "string" ? { primaryRoute } : {}),
    ...(typeof failoverRoute === "string" ? { failoverRoute } : {}),
  };
}

/** What a number has of what is managed; nothing stands for a route or an alias that it has not. */
export type Truth = { readonly [Name in Property]?: string | boolean | undefined };

export function truthOf(details: OwnedNumber): Truth {
  const { alias, cnamLookupsEnabled, messagingEnabled } = details;
  return { ...routingOf(details), alias, cnamLookupsEnabled, messagingEnabled };
}

/** The managed properties in which a number is not as wanted. */
export function differing(now: Truth, wish: Wish): Property[] {
  const change = changeOf(now as NumberChange, wish);
  const routes = wish.primaryRoute === undefined ? [] : ROUTES.filter((route) => now[route] !== wish[route]);
  return PROPERTIES.filter((property) => property in change || (routes as string[]).includes(property));
}

/** Whatever order the program has: the state compares texts. */
function inOrder(wish: Wish): Properties {
  return compact(Object.fromEntries(PROPERTIES.map((property) => [property, wish[property]])));
}

/**
 * Numbers that may be written: those that are new, of which the program says something else than before, or that were not as declared. What
 * it says as before of the others stays as it is, also where somebody changed it by hand: no plan named a change of it.
 */
export function dueNumbers(group: Group, was: Group | undefined, differs: ReadonlySet<string> = new Set()): string[] {
  return [...group.numbers.keys()].filter(
    (number) =>
      differs.has(number) ||
      !was?.numbers.has(number) ||
      !isDeepStrictEqual(wishFor(was, number), wishFor(group, number)),
  );
}

/** A group as the engine keeps it: by number, so that a changed number is one changed line, and in one order, so that another order is no change. */
export function toProperties({ shared, numbers, onDelete }: Group): Properties {
  const own = [...numbers].sort(([one], [other]) => (one < other ? -1 : 1));
  return compact({
    ...shared,
    numbers: Object.fromEntries(own.map(([number, wish]) => [toInput(number), inOrder(wish)])),
    onDelete,
  });
}
