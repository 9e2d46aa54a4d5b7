import type { Account, InventoryNumber, NumberDetails, OwnedNumber, Route } from "../account";
import type { Settings } from "../settings";
import type { Simulation } from "../simulation";
import { typeShown } from "./route-types";

/** The number types of the SDK READMEs. */
const legacyTypes: Readonly<Record<string, string>> = { longcode: "standard", "toll-free": "tollfree" };

/** An item of N4. It has a `related` link because it is not owned. */
export function inventoryObject({ settings, origin }: Simulation, number: string, details: InventoryNumber): object {
  const { monthly_cost, setup_cost, inbound_rate, iso_country, rate_type, tier } = details;
  return {
    type: "number",
    id: number,
    attributes: {
      value: number,
      ...place(settings, details),
      monthly_cost,
      setup_cost,
      ...(settings.attributeSet === "current" ? { inbound_rate, iso_country, rate_type, tier } : {}),
    },
    links: { related: `${origin}/v2/numbers/${number}` },
  };
}

/** An item of N6: no relationships, and fewer attributes than a number read alone. */
export function listedNumber({ settings, origin }: Simulation, number: string, owned: OwnedNumber): object {
  const { iso_country, status, tier } = owned;
  return {
    type: "number",
    id: number,
    attributes: {
      ...basics(settings, number, owned),
      ...(settings.attributeSet === "current" ? { iso_country, status, tier } : {}),
    },
    links: { self: `${origin}/v2/numbers/${number}` },
  };
}

/** The answer of N5, N7 and N9. */
export function numberDocument(simulation: Simulation, account: Readonly<Account>, number: string, owned: OwnedNumber) {
  const { settings, origin } = simulation;
  const { message_provision: task } = owned;
  const self = `${origin}/v2/numbers/${number}`;
  const routeIds = new Set([owned.primary_route, owned.failover_route]);
  const included: object[] = [...routeIds].flatMap((id) => {
    const route = id === null ? undefined : account.routes[id];
    return id !== null && route ? [routeObject(simulation, id, route)] : [];
  });
  if (task) included.push(taskObject(number, task));
  return {
    data: {
      type: "number",
      id: number,
      attributes: fullAttributes(settings, number, owned),
      relationships: {
        ...otherRelationships(owned),
        failover_route: related("route", owned.failover_route),
        primary_route: related("route", owned.primary_route),
        ...(task ? { message_provision: related("message_provisioning_status", task.id) } : {}),
      },
      links: { self },
    },
    ...(settings.includeRoutes && included.length > 0 ? { included } : {}),
    links: { self },
  };
}

/** An item of N8, under the relationship names of the API version asked for. */
export function batchNumber({ settings, origin }: Simulation, number: string, owned: OwnedNumber): object {
  const [version, prefix] = settings.batchRead === "v2" ? ["v2", ""] : ["v2.1", "voice_"];
  return {
    type: "number",
    id: number,
    attributes: fullAttributes(settings, number, owned),
    relationships: {
      ...otherRelationships(owned),
      [`${prefix}failover_route`]: related("route", owned.failover_route),
      [`${prefix}primary_route`]: related("route", owned.primary_route),
    },
    links: { self: `${origin}/${version}/numbers/${number}` },
  };
}

export function routeObject({ settings, origin }: Simulation, id: string, route: Route) {
  const { alias, value, edge_strategy_id } = route;
  const route_type = typeShown(settings, route.route_type);
  return {
    type: "route",
    id,
    attributes: { alias, route_type, value, ...(settings.attributeSet === "current" ? { edge_strategy_id } : {}) },
    links: { self: `${origin}/v2/routes/${id}` },
  };
}

function taskObject(number: string, { id, status }: NonNullable<OwnedNumber["message_provision"]>) {
  return { type: "message_provisioning_status", id, attributes: { status, tn: number } };
}

function fullAttributes(settings: Settings, number: string, owned: OwnedNumber) {
  const attributes = basics(settings, number, owned);
  if (settings.attributeSet === "legacy") return attributes;
  const { status, note, monthly_cost, setup_cost, inbound_rate, rate_type, iso_country, messaging_enabled, tier } =
    owned;
  return {
    ...attributes,
    status,
    note,
    monthly_cost,
    setup_cost,
    inbound_rate,
    rate_type,
    iso_country,
    messaging_enabled,
    tier,
  };
}

function basics(settings: Settings, number: string, owned: OwnedNumber) {
  const { alias, cnam_lookups_enabled } = owned;
  return { value: number, alias, cnam_lookups_enabled, ...place(settings, owned) };
}

function place({ attributeSet }: Settings, { number_type, rate_center, state }: NumberDetails) {
  const type = attributeSet === "legacy" ? (legacyTypes[number_type] ?? number_type) : number_type;
  return { number_type: type, rate_center, state };
}

function otherRelationships({ cnam_preset, e911_address }: OwnedNumber) {
  return { cnam_preset: related("cnam", cnam_preset), e911_address: related("e911", e911_address) };
}

function related(type: string, id: string | null) {
  return { data: id === null ? null : { type, id } };
}
