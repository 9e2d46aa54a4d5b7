import type { Context } from "hono";
import { entry } from "../account";
import type { Simulation } from "../simulation";
import { noContent } from "./answer";
import { isObject, readBody } from "./body";
import { invalidFields, notOnAccount } from "./errors";
import { ownedNumberOf } from "./numbers";

export type RouteRelationship = "primary_route" | "failover_route";

/** N11, N12: points a number at a route that exists already. */
export async function assignRoute(c: Context, simulation: Simulation, name: RouteRelationship): Promise<Response> {
  ownedNumberOf(c, simulation.account);
  const route = routeIdOf(await readBody(c), simulation.settings.nullRelationship === 204);
  if (route !== null && !entry(simulation.account.routes, route)) throw notOnAccount();
  const [, owned] = ownedNumberOf(c, simulation.write());
  owned[name] = route ?? unassigned(simulation, name);
  return noContent();
}

/** N13: takes the route away; nothing to take is fine (U-24). */
export function removeRoute(c: Context, simulation: Simulation, name: RouteRelationship): Response {
  ownedNumberOf(c, simulation.account);
  const [, owned] = ownedNumberOf(c, simulation.write());
  owned[name] = unassigned(simulation, name);
  return noContent();
}

function unassigned({ settings }: Simulation, name: RouteRelationship): string | null {
  return name === "primary_route" ? settings.primaryAfterDelete : null;
}

/** Reads `{"data":{"type":"route","id":"1"}}` or the compact `{"id":"1"}` (U-26); null if that is what `data` is. */
function routeIdOf(body: Record<string, unknown> | undefined, nullAllowed: boolean): string | null {
  if (nullAllowed && body?.data === null) return null;
  const compact = body !== undefined && !("data" in body);
  const target = compact ? body : body?.data;
  if (!isObject(target)) throw invalidFields({ data: ["Missing data for required field."] });
  if (!compact && target.type !== "route") throw invalidFields({ data: { type: ["Must be route."] } });
  const id = target.id;
  if (typeof id !== "string" && typeof id !== "number")
    throw invalidFields(compact ? { id: ["Missing data for required field."] } : { data: { id: ["Not a valid id."] } });
  return String(id);
}
