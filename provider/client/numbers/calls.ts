import { NotFoundError } from "../errors";
import { type Call, isId } from "../http/call";
import type { Connection } from "../http/connection";
import { type List, readList } from "../http/read-list";
import type { NumberChange, NumberSummary, NumbersQuery, OwnedNumber } from "./types";

// Loaded with the first answer; see connection.ts.
const schemas = () => require("./schemas") as typeof import("./schemas");

const ownedNumbers: List<NumberSummary> = {
  path: "/v2/numbers",
  pageMax: 200,
  schema: () => schemas().numberSummary,
  keyOf: (item) => item.number,
  complete: true,
  retry: "read",
};

/** The same list, for callers that can do without some of it. */
const glimpsedNumbers: List<NumberSummary> = { ...ownedNumbers, complete: false, retry: "replaceable" };

/** Phone numbers of the account. An id is the number itself in Flowroute's form, `12065550100`. */
export class NumberCalls {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Numbers of the account, without their routes ("List Account Phone Numbers"). */
  list(query: NumbersQuery = {}): AsyncGenerator<NumberSummary> {
    const list = query.atAGlance ? glimpsedNumbers : ownedNumbers;
    const filters = {
      starts_with: query.startsWith,
      contains: query.contains,
      ends_with: query.endsWith,
      alias: query.alias,
    };
    return readList(this.#connection, list, filters, query.limit);
  }

  /**
   * A number of the account with its routes ("List Phone Number Details").
   * @throws NotFoundError only when Flowroute says that this number is not on the account.
   */
  async get(id: string): Promise<OwnedNumber> {
    const call: Call = { ...onNumber(id), method: "GET", retry: "read", lane: "parallel", connection: "shared" };
    const success = await this.#connection.send(call);
    const found = this.#connection.parse(call, success, schemas().ownedNumber);
    if (found.number === id) return found;
    throw this.#connection.unexpected(call, success.status, `details of another number, ${found.number}`);
  }

  /**
   * Numbers of the account with their routes' ids, many in one request ("List Multiple Phone Number Details", of API 2.1);
   * those not on the account are left out. Parts of it are undocumented (U-17), so check it against `get`.
   */
  async getMany(ids: readonly string[]): Promise<OwnedNumber[]> {
    const call: Call = {
      method: "POST",
      target: "/v2/numbers/details",
      body: { numbers: ids.map((id) => `+${id}`) },
      retry: "replaceable",
      lane: "parallel",
      connection: "shared",
    };
    const success = await this.#connection.send(call);
    const found = this.#connection.parse(call, success, schemas().batch);
    const left = new Set(ids);
    const stray = found.find(({ number }) => !left.delete(number));
    if (stray === undefined) return found;
    throw this.#connection.unexpected(call, success.status, `details of ${stray.number}, not asked for or given twice`);
  }

  /**
   * Buys a number ("Purchase a Phone Number"). Sent once, never repeated; purchases are made one at a time.
   * When `outcome` of the error is `unknown`, the number may have been bought: call `get` before anything else.
   */
  async purchase(id: string): Promise<void> {
    const call: Call = { ...onNumber(id), method: "POST", retry: "never", lane: "purchase", connection: "fresh" };
    const success = await this.#connection.send(call);
    // 207: bought, but something beside it failed, and what its body holds is not published.
    if (success.status === 207 || success.body === undefined) return;
    const bought = this.#connection.parse(call, success, schemas().purchasedNumber);
    if (bought !== id)
      throw this.#connection.unexpected(call, success.status, `the purchase of another number, ${bought}`);
  }

  /**
   * Changes details of a number ("Update Phone Number Details").
   * @returns a warning when the change stands but provisioning for messages could not be started (status 207).
   */
  async update(id: string, change: NumberChange): Promise<{ warning?: string }> {
    const { alias, cnamLookupsEnabled, messagingEnabled } = change;
    // Setting a value twice is the same as once; to start provisioning twice could cost twice.
    const provisions = messagingEnabled !== undefined;
    const { status, body } = await this.#connection.send({
      ...onNumber(id),
      method: "PATCH",
      body: {
        type: "number",
        alias,
        cnam_lookups_enabled: cnamLookupsEnabled,
        messaging_enabled: messagingEnabled,
      },
      retry: provisions ? "refusedOnly" : "sameValue",
      lane: "parallel",
      connection: provisions ? "fresh" : "shared",
    });
    if (status !== 207) return {};
    return { warning: this.#connection.warningIn(body) ?? "Flowroute could not start provisioning for messages." };
  }

  /**
   * Gives a number back to Flowroute ("Release Phone Number from Account"), perhaps for good: anybody can buy it then.
   * When `outcome` of the error is `unknown`, call `get` to see whether it is gone.
   */
  async release(id: string): Promise<void> {
    await this.#connection.send({
      ...onNumber(id),
      method: "DELETE",
      retry: "refusedOnly",
      lane: "parallel",
      connection: "fresh",
    });
  }

  /** Sends the number's calls to an existing route first ("Specify Number Primary Voice Route"). */
  async setPrimaryRoute(id: string, routeId: string): Promise<void> {
    await this.#setRoute(id, "primary_route", routeId);
  }

  /** Sends the number's calls to an existing route when the primary does not answer ("Specify Number Failover Route"). */
  async setFailoverRoute(id: string, routeId: string): Promise<void> {
    await this.#setRoute(id, "failover_route", routeId);
  }

  /** Leaves the number without a primary route ("Remove Voice Route"); nothing to remove is success too. */
  async removePrimaryRoute(id: string): Promise<void> {
    await this.#removeRoute(id, "primary_route");
  }

  /** Leaves the number without a failover route ("Remove Voice Route"); nothing to remove is success too. */
  async removeFailoverRoute(id: string): Promise<void> {
    await this.#removeRoute(id, "failover_route");
  }

  async #setRoute(id: string, relationship: Relationship, routeId: string): Promise<void> {
    await this.#connection.send({
      ...onNumber(id, relationship),
      method: "PATCH",
      body: { data: { type: "route", id: routeId } },
      retry: "sameValue",
      lane: "parallel",
      connection: "shared",
    });
  }

  async #removeRoute(id: string, relationship: Relationship): Promise<void> {
    const call: Call = {
      ...onNumber(id, relationship),
      method: "DELETE",
      retry: "sameValue",
      lane: "parallel",
      connection: "shared",
    };
    try {
      await this.#connection.send(call);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      // It may be removed already, perhaps by the first attempt of this very call; a 404 alone does not prove that.
      const { primaryRouteId, failoverRouteId } = await this.get(id);
      const left = relationship === "primary_route" ? primaryRouteId : failoverRouteId;
      // A number can have route 0 where it could have none (U-24).
      if (left !== undefined && left !== "0") throw error;
    }
  }
}

type Relationship = "primary_route" | "failover_route";

/**
 * Where a call about one number goes. An id that is not digits is a mistake of the caller that must not reach the wire:
 * an empty one in a DELETE would address the whole list.
 */
function onNumber(id: string, relationship?: Relationship): Pick<Call, "target" | "number"> {
  if (!isId(id)) throw new RangeError(`Not a number in Flowroute's form, like 12065550100: "${id}"`);
  const path = `/v2/numbers/${id}`;
  return { target: relationship ? `${path}/relationships/${relationship}` : path, number: id };
}
