import { type Call, numberPath } from "./call";
import { Connection } from "./connection";
import { NotFoundError } from "./errors";
import {
  areaCodes,
  availableNumbers,
  exchanges,
  glimpsedNumbers,
  ownedNumbers,
  readList,
  routes,
  tiers,
} from "./lists";
import { defaultLimits, type RetryLimits } from "./retry";
import type { RetryPolicy } from "./retry-table";
import { keysIdOf } from "./secrets";
import type { FlowrouteSettings } from "./settings";
import type {
  AreaCode,
  AreaCodesQuery,
  AvailableNumber,
  AvailableNumbersQuery,
  EdgeStrategy,
  Exchange,
  ExchangesQuery,
  NumberChange,
  NumberSummary,
  NumbersQuery,
  OwnedNumber,
  Route,
  RoutesQuery,
  Tier,
} from "./types";

export interface ClientOptions {
  /**
   * Gets a line for every attempt: method, path with query, status or failure, milliseconds, number of the attempt.
   * Default: standard error when the environment says `FLOWROUTE_LOG=debug`, otherwise nowhere.
   */
  log?: (line: string) => void;
  /** Changes to how calls are bounded and repeated. */
  retry?: Partial<RetryLimits>;
}

// Loaded with the first answer; see connection.ts.
const schemas = () => require("./schemas") as typeof import("./schemas");

/**
 * One Flowroute account, through the parts of its v2 API that deal with numbers and inbound routes. Page names below are
 * those of developer.flowroute.com.
 *
 * Every method can fail with a `FlowrouteError`; lists do so while they are read. Calls run in parallel, eight at most,
 * and are repeated as retry-table.ts says.
 */
export class FlowrouteClient {
  readonly #connection: Connection;
  /** Which keys these are, without telling anything of them: the same text for the same keys. */
  readonly keysId: string;

  constructor(settings: FlowrouteSettings, options: ClientOptions = {}) {
    const log = options.log ?? (process.env.FLOWROUTE_LOG === "debug" ? (line) => console.error(line) : undefined);
    this.keysId = keysIdOf(settings.accessKey, settings.secretKey);
    this.#connection = new Connection(settings, { ...defaultLimits, ...options.retry }, log);
  }

  /** Area codes with purchasable numbers ("List Available Area Codes"). */
  availableAreaCodes(query: AreaCodesQuery = {}): AsyncGenerator<AreaCode> {
    return readList(this.#connection, areaCodes, { max_setup_cost: query.maxSetupCost }, query.limit);
  }

  /** Exchanges with purchasable numbers ("List Available Exchanges"). */
  availableExchanges(query: ExchangesQuery = {}): AsyncGenerator<Exchange> {
    const filters = { areacode: query.areaCode, max_setup_cost: query.maxSetupCost };
    return readList(this.#connection, exchanges, filters, query.limit);
  }

  /** Price tiers of the inventory ("List Available Tiers"). */
  availableTiers(): AsyncGenerator<Tier> {
    return readList(this.#connection, tiers);
  }

  /** Numbers that can be bought ("Search for Purchasable Phone Numbers"). */
  availableNumbers(query: AvailableNumbersQuery = {}): AsyncGenerator<AvailableNumber> {
    const filters = {
      starts_with: query.startsWith,
      contains: query.contains,
      ends_with: query.endsWith,
      rate_center: query.rateCenter,
      state: query.state,
      number_type: query.numberType,
      iso_country: query.isoCountry,
      tier: query.tier,
      order_by: query.orderBy,
    };
    return readList(this.#connection, availableNumbers, filters, query.limit);
  }

  /** Numbers of the account, without their routes ("List Account Phone Numbers"). */
  numbers(query: NumbersQuery = {}): AsyncGenerator<NumberSummary> {
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
  async number(id: string): Promise<OwnedNumber> {
    const call = onNumber("GET", id, "read");
    const success = await this.#connection.send(call);
    const found = this.#connection.parse(call, success, schemas().ownedNumber);
    if (found.number === id) return found;
    throw this.#connection.unexpected(call, success.status, `details of another number, ${found.number}`);
  }

  /**
   * Numbers of the account with their routes' ids, many in one request ("List Multiple Phone Number Details", of API 2.1);
   * those not on the account are left out. Undocumented in parts (U-17), so not to be relied on without `number`.
   */
  async numbersTogether(ids: readonly string[]): Promise<OwnedNumber[]> {
    const call: Call = {
      method: "POST",
      target: "/v2/numbers/details",
      repeat: "replaceable",
      body: { numbers: ids.map((id) => `+${id}`) },
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
   * When `outcome` of the error is `unknown`, the number may have been bought: ask `number` before anything else.
   */
  async purchase(id: string): Promise<void> {
    const call = onNumber("POST", id, "never");
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
    const { status, body } = await this.#connection.send({
      ...onNumber("PATCH", id, messagingEnabled === undefined ? "sameValue" : "refusedOnly"),
      body: {
        type: "number",
        alias,
        cnam_lookups_enabled: cnamLookupsEnabled,
        messaging_enabled: messagingEnabled,
      },
    });
    if (status !== 207) return {};
    return { warning: this.#connection.warningIn(body) ?? "Flowroute could not start provisioning for messages." };
  }

  /**
   * Gives a number back to Flowroute ("Release Phone Number from Account"), perhaps for good: it can be bought by anybody.
   * When `outcome` of the error is `unknown`, ask `number` whether it is gone.
   */
  async release(id: string): Promise<void> {
    await this.#connection.send(onNumber("DELETE", id, "refusedOnly"));
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

  /** Inbound routes of the account ("List Inbound Routes"). */
  async *routes({ routeType, limit = Number.POSITIVE_INFINITY }: RoutesQuery = {}): AsyncGenerator<Route> {
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

  /** Regions calls can be sent from ("List Edge Strategies"); one page holds them all. */
  async edgeStrategies(): Promise<EdgeStrategy[]> {
    const call: Call = { method: "GET", target: "/v2/routes/edge_strategies", repeat: "read" };
    return this.#connection.parse(call, await this.#connection.send(call), schemas().edgeStrategies);
  }

  async #setRoute(id: string, relationship: RouteRelationship, routeId: string): Promise<void> {
    await this.#connection.send({
      ...onNumber("PATCH", id, "sameValue", relationship),
      body: { data: { type: "route", id: routeId } },
    });
  }

  async #removeRoute(id: string, relationship: RouteRelationship): Promise<void> {
    try {
      await this.#connection.send(onNumber("DELETE", id, "sameValue", relationship));
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      // Already removed, perhaps by this very call's first attempt; which a 404 alone does not prove.
      const { primaryRouteId, failoverRouteId } = await this.number(id);
      const left = relationship === "primary_route" ? primaryRouteId : failoverRouteId;
      // Route 0 is what a number can have instead of none (U-24).
      if (left !== undefined && left !== "0") throw error;
    }
  }
}

type RouteRelationship = "primary_route" | "failover_route";

function onNumber(method: Call["method"], id: string, repeat: RetryPolicy, relationship?: RouteRelationship): Call {
  const path = numberPath(id);
  return { method, target: relationship ? `${path}/relationships/${relationship}` : path, number: id, repeat };
}
