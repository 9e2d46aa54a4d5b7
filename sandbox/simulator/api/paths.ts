import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { Simulation } from "../simulation";
import { notServed, wrongMethod } from "./errors";
import { listAreaCodes, listAvailable, listExchanges, listTiers } from "./inventory";
import { listNumbers, readBatch, readNumber, release, updateNumber } from "./numbers";
import { purchase } from "./purchase";
import { assignRoute, removeRoute } from "./relationships";
import { createRoute, deleteRoute, listEdgeStrategies, listRoutes, readRoute, updateRoute } from "./routes";

export type Bindings = { Bindings: HttpBindings };

type Method = "GET" | "POST" | "PATCH" | "DELETE";
type Handler = (c: Context, simulation: Simulation) => Response | Promise<Response>;

const number = "/numbers/:id{\\d+}";

/** Every path that is served, with what answers each method; the first that fits counts. */
const paths: Readonly<Record<string, Partial<Record<Method, Handler>>>> = {
  "/numbers/available/areacodes": { GET: listAreaCodes },
  "/numbers/available/exchanges": { GET: listExchanges },
  "/numbers/available/tiers": { GET: listTiers },
  "/numbers/available": { GET: listAvailable },
  "/numbers/details": { POST: readBatch },
  "/numbers": { GET: listNumbers },
  [number]: { GET: readNumber, POST: purchase, PATCH: updateNumber, DELETE: release },
  [`${number}/relationships/primary_route`]: {
    PATCH: (c, simulation) => assignRoute(c, simulation, "primary_route"),
    DELETE: (c, simulation) => removeRoute(c, simulation, "primary_route"),
  },
  [`${number}/relationships/failover_route`]: {
    PATCH: (c, simulation) => assignRoute(c, simulation, "failover_route"),
    DELETE: (c, simulation) => removeRoute(c, simulation, "failover_route"),
  },
  "/routes": { GET: listRoutes, POST: createRoute },
  "/routes/edge_strategies": { GET: (_, simulation) => listEdgeStrategies(simulation) },
  "/routes/:id{\\d+}": { GET: readRoute, PATCH: updateRoute, DELETE: deleteRoute },
};

/** The v2 API without what lies around it; a trailing slash makes no difference (U-37). */
export function apiPaths(simulation: Simulation): Hono<Bindings> {
  const api = new Hono<Bindings>({ strict: false });
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, handler] of Object.entries(methods)) api.on(method, path, (c) => handler(c, simulation));
    api.all(path, () => {
      throw wrongMethod();
    });
  }
  api.all("*", () => {
    throw notServed();
  });
  return api;
}
