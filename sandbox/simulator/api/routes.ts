import type { Context } from "hono";
import { type Account, entry, type Route } from "../account";
import type { Simulation } from "../simulation";
import { answer, noContent } from "./answer";
import { readBody } from "./body";
import { routeObject } from "./documents";
import { notOnAccount, notPermitted, routeInUse, wrongMethod } from "./errors";
import { type Filter, filterOf } from "./filters";
import { answerPage } from "./listing";
import { routeFrom } from "./route-attributes";
import { typeMeant } from "./route-types";

type Entry = readonly [id: string, route: Route];

/** The SIP registration, which every account has; it cannot be changed or deleted (U-32). */
const registration = "0";

/** R1: routes, the SIP registration first. */
export function listRoutes(c: Context, simulation: Simulation): Response {
  const filters: Filter<Entry>[] = filterOf(c, "route_type", (value) => ({
    echo: value,
    keeps: ([, route]) => route.route_type === typeMeant(simulation.settings, value),
  }));
  return answerPage<Entry>(c, simulation, {
    items: Object.entries(simulation.read().routes).sort(([a], [b]) => Number(a) - Number(b)),
    filters,
    max: 200,
    path: "/v2/routes",
    show: ([id, route]) => routeObject(simulation, id, route),
  });
}

/** R2: a new route. Its links lack the `/v2`, as the published example's do. */
export async function createRoute(c: Context, simulation: Simulation): Promise<Response> {
  const route = routeFrom(simulation, await readBody(c));
  const account = simulation.write();
  account.newest_route = Math.max(account.newest_route, ...Object.keys(account.routes).map(Number)) + 1;
  const id = String(account.newest_route);
  account.routes[id] = route;
  const links = { self: `${simulation.origin}/routes/${id}` };
  return answer(201, { data: { ...routeObject(simulation, id, route), links }, links });
}

/** R3: changes a route in place; numbers on it follow. */
export async function updateRoute(c: Context, simulation: Simulation): Promise<Response> {
  // First, so that the route found is still there when it is changed.
  const body = await readBody(c);
  const [id] = routeOf(c, simulation.account);
  if (id === registration) throw notPermitted();
  const route = routeFrom(simulation, body, id);
  simulation.write().routes[id] = route;
  return answer(200, routeDocument(simulation, id, route));
}

/** R4: deletes a route no number uses. */
export function deleteRoute(c: Context, simulation: Simulation): Response {
  const [id] = routeOf(c, simulation.account);
  if (id === registration) throw notPermitted();
  const numbers = Object.values(simulation.account.numbers);
  if (numbers.some(({ primary_route, failover_route }) => primary_route === id || failover_route === id))
    throw routeInUse();
  delete simulation.write().routes[id];
  return noContent();
}

/** R5: edge strategies; their ids are JSON numbers, and there are no links. */
export function listEdgeStrategies(simulation: Simulation): Response {
  const strategies = Object.entries(simulation.read().edge_strategies).sort(([a], [b]) => Number(a) - Number(b));
  return answer(200, {
    data: strategies.map(([id, attributes]) => ({ type: "edge_strategy", id: Number(id), attributes })),
  });
}

/** R6: one route, undocumented (U-31). */
export function readRoute(c: Context, simulation: Simulation): Response {
  if (simulation.settings.routeRead === 405) throw wrongMethod();
  const [id, route] = routeOf(c, simulation.read());
  return answer(200, routeDocument(simulation, id, route));
}

function routeOf(c: Context, account: Readonly<Account>): Entry {
  const id = c.req.param("id") ?? "";
  const route = entry(account.routes, id);
  if (!route) throw notOnAccount();
  return [id, route];
}

function routeDocument(simulation: Simulation, id: string, route: Route) {
  const data = routeObject(simulation, id, route);
  return { data, links: data.links };
}
