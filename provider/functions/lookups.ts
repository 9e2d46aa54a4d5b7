import type { FlowrouteClient, Route } from "../client";
import { satisfies, toQuery } from "../lifecycle/criteria";
import { nearest } from "../lifecycle/nearest";
import { aliasOf, routesOfAlias } from "../lifecycle/route-alias";
import { toE164 } from "../lifecycle/spelling";
import { searchInventory } from "./search-inventory";
import { validation } from "./validation";

/** What a function asks with, for a program or for the plugin. */
export interface Asking {
  /** @throws SettingsError when the account's keys are missing or cannot be right. */
  readonly client: FlowrouteClient;
  /** What a program reads, a resource that leaves the program does not take away. */
  noteRead(kind: "PhoneNumber" | "InboundRoute", id: string): void;
}

/** The functions that ask the account, without the program: each takes what a program or the engine gives it and validates that. */
export const lookups = {
  async getNumber(asking, args) {
    const { number } = validation().getNumber(args);
    if (number === undefined) throw new Error('getNumber: number is missing; give one such as "+1 206-555-0100".');
    asking.noteRead("PhoneNumber", number);
    return { ...(await asking.client.numbers.get(number)), e164: toE164(number) };
  },

  async getNumbers({ client }, args) {
    const { alias, ...criteria } = validation().getNumbers(args);
    const found = await Array.fromAsync(client.numbers.list({ ...toQuery(criteria), alias }));
    return {
      numbers: found.filter((owned) => satisfies(owned, criteria) && (alias === undefined || owned.alias === alias)),
    };
  },

  async getRoute(asking, args) {
    const { alias, id } = validation().getRoute(args);
    const routes = await Array.fromAsync(asking.client.routes.list());
    const found = alias === undefined ? routes.filter((route) => route.id === id) : routesOfAlias(routes, alias);
    const [route, ...others] = found;
    if (!route) throw new Error(`getRoute: ${noSuchRoute(alias, id, routes)}`);
    if (others.length > 0) {
      const ids = found.map((it) => it.id).join(", ");
      throw new Error(
        `getRoute: several routes of this account have the alias "${alias}": ${ids}. Give the id of the one you mean.`,
      );
    }
    asking.noteRead("InboundRoute", route.id);
    return route;
  },

  async getRoutes({ client }, args) {
    return { routes: await Array.fromAsync(client.routes.list(validation().getRoutes(args))) };
  },

  async getTiers({ client }) {
    const found = await Array.fromAsync(client.inventory.availableTiers());
    return { tiers: found.map(({ name }) => name).sort() };
  },

  async getEdgeStrategies({ client }) {
    const found = await client.routes.edgeStrategies();
    return { edgeStrategies: found.map((it) => ({ ...it, addresses: addressesIn(it.firewallRules) })) };
  },

  async getAvailableNumbers({ client }, args) {
    return searchInventory(client, validation().getAvailableNumbers(args));
  },

  async getAvailableAreaCodes({ client }, args) {
    const query = validation().getAvailableAreaCodes(args);
    const found = await Array.fromAsync(client.inventory.availableAreaCodes(query));
    return { areaCodes: found.map(({ areaCode }) => areaCode).sort() };
  },

  async getAvailableExchanges({ client }, args) {
    const query = validation().getAvailableExchanges(args);
    const found = await Array.fromAsync(client.inventory.availableExchanges(query));
    const wanted = found.filter(({ areaCode }) => query.areaCode === undefined || areaCode === query.areaCode);
    return { exchanges: wanted.map(({ exchange }) => exchange).sort() };
  },
} satisfies Record<string, (asking: Asking, args: object) => Promise<object>>;

/** Name of a function that asks the account: `getNumber`. */
export type LookupName = keyof typeof lookups;

function noSuchRoute(alias: string | undefined, id: string | undefined, routes: readonly Route[]): string {
  if (alias === undefined) return `no route of this account has the id ${id}; getRoutes lists them.`;
  const near = nearest(alias, routes.map(aliasOf)).slice(0, 5);
  const hint = near.length === 0 ? "getRoutes lists them" : `near to it: ${near.join(", ")}`;
  return `no route of this account has the alias "${alias}"; ${hint}.`;
}

function addressesIn(rules = ""): string[] {
  return rules.split(",").flatMap((rule) => rule.trim() || []);
}
