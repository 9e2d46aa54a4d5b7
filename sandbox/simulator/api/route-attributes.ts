import { type Account, entry, type Route } from "../account";
import { isObject } from "./body";
import { duplicateRoute, invalidFields } from "./errors";

const weight = "(;weight=(1000|\\d{1,3}))?";
const transport = "(;transport=(tcp|udp|tls))?";
const host = "([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)";
const port = "(:\\d{1,5})?";

/** The format of `value`, by route type (API reference, "R2"). */
const valueFormats: Readonly<Record<string, RegExp>> = {
  host: new RegExp(`^${host}${port}${transport}${weight}$`, "i"),
  number: new RegExp(`^\\d{11}${weight}$`),
  uri: new RegExp(`^sips?:[^@;\\s]+@${host}${port}${transport}${weight}$`, "i"),
};

/**
 * The route that results from `sent` on top of `before`, checked as a whole (U-33). Both names of the edge strategy are
 * taken, as number or string (U-29). Throws the 422 that names a wrong field, or the 403 of an alias already in use.
 */
export function routeFrom(account: Readonly<Account>, sent: unknown, id?: string): Route {
  const data = isObject(sent) ? sent.data : undefined;
  if (!isObject(data) || data.type !== "route") throw invalidFields({ data: { type: ["Must be route."] } });
  const before = id === undefined ? undefined : account.routes[id];
  const attributes: Record<string, unknown> = { ...before, ...(isObject(data.attributes) ? data.attributes : {}) };
  const wrong = (field: string, message: string) => invalidFields({ data: { attributes: { [field]: [message] } } });

  const { alias, value } = attributes;
  const type = String(attributes.route_type).toLowerCase();
  if (typeof alias !== "string" || alias === "") throw wrong("alias", "Missing data for required field.");
  // Every account has its one `sip-reg` route already (U-30).
  if (type !== "host" && type !== "number" && type !== "uri") throw wrong("route_type", "Not a valid route type.");
  if (typeof value !== "string" || !valueFormats[type]?.test(value)) throw wrong("value", `Not a valid ${type}.`);
  const edge = attributes.edge_strategy ?? attributes.edge_strategy_id ?? null;
  if (edge !== null && !entry(account.edge_strategies, String(edge)))
    throw wrong("edge_strategy_id", "No such edge strategy.");
  if (Object.entries(account.routes).some(([other, route]) => other !== id && route.alias === alias))
    throw duplicateRoute();
  return { alias, route_type: type, value, edge_strategy_id: edge === null ? null : Number(edge) };
}
