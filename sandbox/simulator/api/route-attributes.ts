import { entry, type Route } from "../account";
import type { Simulation } from "../simulation";
import { isObject } from "./body";
import { duplicateRoute, invalidFields } from "./errors";
import { typeMeant } from "./route-types";
import { fitsType } from "./route-values";

type Fields = Readonly<Record<string, unknown>>;

const missing = "Missing data for required field.";

/**
 * The route that results from `sent`, or from `sent` on top of the route `id`, checked as a whole (U-33). Throws the 422
 * that names what is wrong, or the 403 of an alias already in use (U-27, U-34).
 */
export function routeFrom(simulation: Simulation, sent: unknown, id?: string): Route {
  const before = id === undefined ? undefined : entry(simulation.account.routes, id);
  const given = attributesOf(sent);
  const attributes: Fields = { ...before, ...given };
  if (before && simulation.settings.partialRouteUpdate === 422) checkWhole(given);

  const alias = aliasFrom(simulation, attributes.alias, before);
  const route_type = typeMeant(simulation.settings, attributes.route_type);
  // Every account has its one `sip-reg` route already (U-30).
  if (route_type === undefined || route_type === "sip-reg") throw wrong("route_type", "Not a valid route type.");
  if (before && before.route_type !== route_type && simulation.settings.routeTypeChange === 422)
    throw wrong("route_type", "Cannot be changed.");
  const { value } = attributes;
  if (typeof value !== "string" || !fitsType(route_type, value)) throw wrong("value", `Not a valid ${route_type}.`);
  const edge_strategy_id = edgeFrom(simulation, given, before);
  if (alias !== before?.alias && aliasTaken(simulation, alias)) throw duplicateRoute();
  return { alias, route_type, value, edge_strategy_id };
}

/** The attributes in the envelope; its other members, such as an id, say nothing new. */
function attributesOf(sent: unknown): Fields {
  const data = isObject(sent) ? sent.data : undefined;
  if (!isObject(data) || data.type !== "route") throw invalidFields({ data: { type: ["Must be route."] } });
  return isObject(data.attributes) ? data.attributes : {};
}

function checkWhole(given: Fields): void {
  const absent = ["alias", "route_type", "value"].filter((field) => given[field] === undefined);
  if (absent.length > 0) throw wrongFields(Object.fromEntries(absent.map((field) => [field, [missing]])));
}

function aliasFrom({ settings: { routeAliasMax } }: Simulation, alias: unknown, before: Route | undefined): string {
  if (typeof alias !== "string" || alias === "") throw wrong("alias", missing);
  if (routeAliasMax !== null && alias !== before?.alias && alias.length > routeAliasMax)
    throw wrong("alias", `Longer than maximum length ${routeAliasMax}.`);
  return alias;
}

function aliasTaken({ account, settings }: Simulation, alias: string): boolean {
  return settings.duplicateAlias === 403 && Object.values(account.routes).some((route) => route.alias === alias);
}

/** The edge strategy after a write, given as number or string, under the names that count (U-29). */
function edgeFrom({ account, settings }: Simulation, given: Fields, before: Route | undefined): number | null {
  const counted = before ? settings.edgeOnUpdate : settings.edgeOnCreate;
  const names = counted === "either" ? ["edge_strategy", "edge_strategy_id"] : [counted];
  const sent = names.map((name) => given[name]).find((value) => value !== undefined);
  const kept = before?.edge_strategy_id ?? null;
  if (sent === undefined) return kept;
  if (sent === null) {
    if (before && settings.nullEdge === 422) throw wrong("edge_strategy_id", "Field may not be null.");
    return settings.nullEdge === "ignored" ? kept : null;
  }
  if ((typeof sent !== "number" && typeof sent !== "string") || !entry(account.edge_strategies, String(sent)))
    throw wrong("edge_strategy_id", "No such edge strategy.");
  return Number(sent);
}

function wrong(field: string, message: string) {
  return wrongFields({ [field]: [message] });
}

function wrongFields(attributes: Readonly<Record<string, string[]>>) {
  return invalidFields({ data: { attributes } });
}
