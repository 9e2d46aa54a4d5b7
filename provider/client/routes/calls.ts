import { NotFoundError } from "../errors";
import { type Call, isId } from "../http/call";
import type { Connection } from "../http/connection";
import { type List, readList } from "../http/read-list";
import type { EdgeStrategy, Route, RouteDefinition, RoutesQuery } from "./types";

// Loaded with the first answer; see connection.ts.
const schemas = () => require("./schemas") as typeof import("./schemas");

const path = "/v2/routes";

const routes: List<Route> = {
  path,
  pageMax: 200,
  schema: () => schemas().route,
  keyOf: (item) => item.id,
  complete: true,
  retry: "read",
};

/** Inbound routes of the account, and the edge strategies they can name. */
export class RouteCalls {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Inbound routes of the account ("List Inbound Routes"), the SIP registration `"0"` among them. */
  async *list({ routeType, limit = Number.POSITIVE_INFINITY }: RoutesQuery = {}): AsyncGenerator<Route> {
    if (routeType === undefined) return yield* readList(this.#connection, routes, {}, limit);
    let left = limit;
    if (left <= 0) return;
    for await (const route of readList(this.#connection, routes)) {
      if (route.routeType !== routeType) continue;
      yield route;
      left -= 1;
      if (left <= 0) return;
    }
  }

  /**
   * Makes a route ("Create an Inbound Route"). Repeated only after a refusal that certainly carried nothing out, because a
   * second request can make a second route. When `outcome` of the error is `unknown`, look for the alias with `list`.
   * @returns the route as the account answers it, with its id. The answer may leave out the edge strategy.
   * @throws ForbiddenError when the account has a route of this alias (U-27).
   */
  async create(route: RouteDefinition): Promise<Route> {
    const call: Call = {
      method: "POST",
      target: path,
      body: envelopeOf(route),
      retry: "refusedOnly",
      lane: "parallel",
      connection: "fresh",
    };
    return this.#connection.read(call, () => schemas().writtenRoute);
  }

  /**
   * Changes a route in place ("Update Voice Route"): the numbers on it follow. An edge strategy that is left out stays.
   * @returns the route as the account answers it. The answer may leave out the edge strategy.
   * @throws NotFoundError when the account has no such route; ForbiddenError when another route has the alias (U-34).
   */
  async update(id: string, route: RouteDefinition): Promise<Route> {
    const call: Call = {
      method: "PATCH",
      target: pathOf(id),
      // Always whole, because it is not known what a partial change does to the rest (U-33).
      body: envelopeOf(route),
      retry: "sameValue",
      lane: "parallel",
      connection: "shared",
    };
    const success = await this.#connection.send(call);
    const changed = this.#connection.parse(call, success, schemas().writtenRoute);
    if (changed.id === id) return changed;
    throw this.#connection.unexpected(call, success.status, `the change of another route, ${changed.id}`);
  }

  /**
   * Deletes a route that no number uses ("Delete Route"); a route that is not on the account's list is success too.
   * @throws ForbiddenError when a number still uses it.
   */
  async delete(id: string): Promise<void> {
    const call: Call = {
      method: "DELETE",
      target: pathOf(id),
      retry: "sameValue",
      lane: "parallel",
      connection: "shared",
    };
    try {
      await this.#connection.send(call);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      // It may be deleted already, perhaps by the first attempt of this very call; a 404 alone does not prove that.
      const left = await Array.fromAsync(this.list());
      // Every account lists its SIP registration, so a list without any route proves nothing either.
      if (left.length === 0 || left.some((route) => route.id === id)) throw error;
    }
  }

  /** Regions that calls can be sent from ("List Edge Strategies"); one page holds them all. */
  async edgeStrategies(): Promise<EdgeStrategy[]> {
    const call: Call = {
      method: "GET",
      target: `${path}/edge_strategies`,
      retry: "read",
      lane: "parallel",
      connection: "shared",
    };
    return this.#connection.read(call, () => schemas().edgeStrategies);
  }
}

function envelopeOf({ alias, routeType, value, edgeStrategyId }: RouteDefinition): object {
  return {
    data: {
      type: "route",
      attributes: { alias, route_type: routeType, value, edge_strategy_id: edgeStrategyId },
    },
  };
}

/** The path of one route. Route 0 is the account's SIP registration, which is not for a client to change (U-32). */
function pathOf(id: string): string {
  if (!isId(id) || /^0+$/.test(id))
    throw new RangeError(`Not the id of a route that can be changed, like 98396: "${id}"`);
  return `${path}/${id}`;
}
