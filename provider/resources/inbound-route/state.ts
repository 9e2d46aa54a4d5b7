import type { Route, RouteDefinition } from "../../client";
import { compact } from "../../lifecycle/compact";
import type { Kept, Properties } from "../../lifecycle/lifecycle";
import { aliasOf } from "../../lifecycle/route-alias";
import type { Session } from "../../lifecycle/session";
import { inputsOf, sameTarget, type Target } from "./target";

/** What a route is brought in line with. Without an edge strategy, that is not managed. */
export type Wanted = RouteDefinition;

/** The same as the state keeps it, with what deleting does. */
export type Declared = Wanted & { readonly onDelete?: "retain" | "remove" | undefined };

/** An InboundRoute's outputs as the state keeps them. */
export interface RouteState {
  readonly alias: string;
  readonly routeType: string;
  readonly value?: string;
  readonly edgeStrategyId?: number;
  readonly edgeStrategyName?: string;
  /** Whether this resource made the route; one that it adopted was there before. */
  readonly created: boolean;
}

/** Outputs as the engine hands them back. */
export function stateOf(outputs: Properties): RouteState {
  return outputs as unknown as RouteState;
}

/**
 * What the engine keeps of a route.
 * @param before what was kept before, as far as there was something
 */
export async function toKept(
  session: Session,
  route: Route,
  { created = false, ...before }: Partial<RouteState>,
  declared?: Declared,
): Promise<Kept> {
  const { alias, routeType, value, edgeStrategyId } = route;
  const edgeStrategyName = edgeStrategyId === undefined ? undefined : await nameOfEdge(session, edgeStrategyId, before);
  const outputs = compact({ alias, routeType, value, edgeStrategyId, edgeStrategyName, created });
  return declared === undefined ? { outputs } : { outputs, declared: compact({ ...declared }) };
}

/** The state of a route that was made must not be lost because a name cannot be read: without it the next command would not know who made it. */
async function nameOfEdge(session: Session, id: number, before: Partial<RouteState>): Promise<string | undefined> {
  const known = before.edgeStrategyId === id ? before.edgeStrategyName : undefined;
  try {
    return (await session.account.edgeStrategies()).find((it) => it.id === id)?.name ?? known;
  } catch {
    return known;
  }
}

/** A route of the account, or of a state. */
type Comparable = { alias: string; routeType: string; value?: string | undefined; edgeStrategyId?: number | undefined };

/** Whether a route is as wanted. The account may take white space off an alias. */
export function asWanted(route: Comparable, wanted: Wanted): boolean {
  return differences(route, wanted).length === 0;
}

/**
 * Whether the account's route of an id is one that the state never was about: neither alias nor target are as it knows them. Ids are
 * those of one account, and the keys may be another's by now.
 */
export function isAnother(route: Comparable, { alias, routeType, value = "" }: RouteState): boolean {
  return aliasOf(route) !== aliasOf({ alias }) && !sameTarget(route, { routeType, value } as Target);
}

/** What of a route differs from what is wanted. */
export function differences(route: Comparable, wanted: Wanted): ("alias" | "target" | "edgeStrategy")[] {
  const { edgeStrategyId } = wanted;
  return [
    ...(aliasOf(route) === aliasOf(wanted) ? [] : (["alias"] as const)),
    ...(sameTarget(route, wanted) ? [] : (["target"] as const)),
    ...(edgeStrategyId === undefined || route.edgeStrategyId === edgeStrategyId ? [] : (["edgeStrategy"] as const)),
  ];
}

/** The inputs that a refresh gives the engine: the account's values where the program manages them, so that drift shows by name. */
export function inputsNow(route: Route, declared: Declared): Properties {
  const target = inputsOf(route);
  return compact({
    alias: route.alias,
    // A kind of route that Flowroute has added cannot be said as an input; the outputs show it.
    ...(Object.keys(target).length === 0 ? inputsOf(declared) : target),
    edgeStrategy: declared.edgeStrategyId === undefined ? undefined : route.edgeStrategyId,
    onDelete: declared.onDelete,
  });
}

/** The inputs that declare a route as it is. */
export function inputsFor({ alias, edgeStrategyId, ...route }: Route): Properties {
  return compact({ alias, ...inputsOf(route), edgeStrategy: edgeStrategyId });
}
