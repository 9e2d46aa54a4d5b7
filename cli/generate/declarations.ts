import { inShort, type OwnedNumber, type Route } from "../../provider/client";
import { aliasToDeclare, LONGEST_ALIAS } from "../../provider/lifecycle/attributes";
import { REGISTRATION_ROUTE } from "../../provider/lifecycle/registration-route";
import { aliasOf, routesOfAlias } from "../../provider/lifecycle/route-alias";
import { spell, toE164 } from "../../provider/lifecycle/spelling";
import { inputsOf } from "../../provider/resources/inbound-route/target";
import type { Snapshot } from "../account";
import { type GivenNames, nameEach } from "./names";

/** A route of the account as a program declares it, or why it cannot. */
export interface DeclaredRoute {
  readonly route: Route;
  readonly name: string;
  /** Arguments of an `InboundRoute`. */
  readonly args: Readonly<Record<string, string | number>>;
  /** Why no `InboundRoute` can stand for it. */
  readonly obstacle: string | undefined;
}

/** What a program says of where a number's calls go. */
export interface Routes {
  /** Ids of routes; nothing where routes are not managed. */
  readonly primary?: string | undefined;
  readonly failover?: string | undefined;
}

/** A number of the account as a program declares it. */
export interface DeclaredNumber {
  readonly number: string;
  readonly name: string;
  readonly alias: string | undefined;
  readonly cnamLookupsEnabled: boolean;
  readonly messagingEnabled: boolean;
  readonly routes: Routes;
  /** Why no resource can stand for it. */
  readonly obstacle: string | undefined;
  /** What of the number cannot be declared, and why; a comment each. */
  readonly remarks: readonly string[];
}

/** All that a program is to say. */
export interface Declarations {
  readonly routes: readonly DeclaredRoute[];
  readonly numbers: readonly DeclaredNumber[];
  /** Names of all routes of the account by id, also of those that are declared elsewhere. */
  readonly routeNames: ReadonlyMap<string, string>;
  /** Names of groups that the program has for other numbers. */
  readonly takenGroups: ReadonlySet<string>;
}

/** Names of edge strategies by id. */
export type EdgeNames = ReadonlyMap<number, string>;

/** What stands around the numbers and routes to declare. */
export interface Surroundings {
  /** All routes of the account, also those that are not declared. */
  readonly everyRoute: readonly Route[];
  readonly edges: EdgeNames;
  /** How the program writes the SIP registration, which every account has. */
  readonly registration: string;
  /** Names that are given, by number or route id. */
  readonly given?: GivenNames;
  /** Names that other numbers may have. */
  readonly taken?: Iterable<string>;
  /** Names that other routes have, and other groups. */
  readonly takenRoutes?: ReadonlySet<string>;
  readonly takenGroups?: ReadonlySet<string>;
}

/** What declares numbers and routes as they are: all of them, or the reason why not. */
export function declare({ numbers, routes }: Snapshot, around: Surroundings): Declarations {
  const { everyRoute, given, taken, takenRoutes, takenGroups = new Set() } = around;
  const routeNames = nameEach(
    everyRoute.map((route) => ({ id: route.id, alias: aliasOf(route), distinction: route.id })),
    (id) => `route-${id}`,
    given,
  );
  const numberNames = nameEach(
    numbers.map(({ number, alias }) => ({ id: number, alias, distinction: number.slice(-4) })),
    (number) => number,
    given,
    taken,
  );
  const ids = new Set(everyRoute.map(({ id }) => id));
  const nameOf = ({ id }: Route) => {
    const name = routeNames.get(id) ?? id;
    return takenRoutes?.has(name) && !given?.has(id) ? `${name}-${id}` : name;
  };
  return {
    routeNames,
    takenGroups,
    routes: routes.map((route) => declareRoute(route, nameOf(route), around)),
    numbers: numbers.map((owned) => declareNumber(owned, numberNames.get(owned.number) ?? owned.number, ids)),
  };
}

function declareRoute(route: Route, name: string, around: Surroundings): DeclaredRoute {
  const args = { alias: aliasOf(route), ...inputsOf(route), ...edgeOf(route, around.edges) } as DeclaredRoute["args"];
  return { route, name, args, obstacle: obstacleTo(route, args, around) };
}

function edgeOf({ edgeStrategyId }: Route, edges: EdgeNames): { edgeStrategy?: string | number } {
  return edgeStrategyId === undefined ? {} : { edgeStrategy: edges.get(edgeStrategyId) ?? edgeStrategyId };
}

function obstacleTo(
  route: Route,
  args: DeclaredRoute["args"],
  { everyRoute, registration }: Surroundings,
): string | undefined {
  if (route.id === REGISTRATION_ROUTE) return `every account has it; it is ${registration} in a program`;
  const others = routesOfAlias(everyRoute, route.alias).length - 1;
  if (typeof args.edgeStrategy === "number") return `its edge strategy ${args.edgeStrategy} is not on Flowroute's list`;
  if (others > 0) return `${others === 1 ? "another route has" : `${others} other routes have`} the same alias`;
  // Loaded with the first route: it needs zod.
  const { validateInboundRoute } =
    require("../../provider/resources/inbound-route/inputs") as typeof import("../../provider/resources/inbound-route/inputs");
  const [flaw] = validateInboundRoute(args).failures;
  return flaw && `${flaw.property} ${flaw.reason}`;
}

/** Why a program cannot name a number of the account. */
export function obstacleToNumber(number: string): string | undefined {
  try {
    spell(toE164(number));
    return undefined;
  } catch {
    return "its digits are those of no phone number that a program can name";
  }
}

function declareNumber(owned: OwnedNumber, name: string, routeIds: ReadonlySet<string>): DeclaredNumber {
  const { number, cnamLookupsEnabled, messagingEnabled = false } = owned;
  const remarks: string[] = [];
  const obstacle = obstacleToNumber(number);
  const alias = aliasToDeclare(owned);
  const undeclared = alias === undefined ? owned.alias?.trim() : undefined;
  if (undeclared)
    remarks.push(`its alias is longer than ${LONGEST_ALIAS} characters, so it is not declared: ${inShort(undeclared)}`);
  const routes = declaredRoutes(owned, routeIds, remarks);
  return {
    number,
    name,
    alias,
    cnamLookupsEnabled,
    messagingEnabled,
    routes,
    obstacle,
    remarks,
  };
}

function declaredRoutes(
  { primaryRouteId: primary, failoverRouteId: failover }: OwnedNumber,
  known: ReadonlySet<string>,
  remarks: string[],
): Routes {
  if (primary === undefined) {
    remarks.push(
      failover === undefined
        ? "it has no primary route, so it rings nowhere"
        : `it has no primary route, so it rings nowhere; a failover (route ${failover}) cannot be declared without one`,
    );
    return {};
  }
  const gone = [primary, failover].find((id) => id !== undefined && id !== REGISTRATION_ROUTE && !known.has(id));
  if (gone !== undefined) {
    remarks.push(`route ${gone} is not on the list of routes, so where its calls go is not declared`);
    return {};
  }
  return { primary, failover };
}
