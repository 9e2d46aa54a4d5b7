import type { Connection } from "../http/connection";
import { type List, readList } from "../http/read-list";
import type {
  AreaCode,
  AreaCodesQuery,
  AvailableNumber,
  AvailableNumbersQuery,
  Exchange,
  ExchangesQuery,
  Tier,
} from "./types";

// Loaded with the first answer; see connection.ts.
const schemas = () => require("./schemas") as typeof import("./schemas");

const areaCodes: List<AreaCode> = {
  path: "/v2/numbers/available/areacodes",
  pageMax: 400,
  schema: () => schemas().areaCode,
  keyOf: (item) => item.areaCode,
  complete: false,
  retry: "read",
};

const exchanges: List<Exchange> = {
  path: "/v2/numbers/available/exchanges",
  pageMax: 200,
  schema: () => schemas().exchange,
  keyOf: (item) => item.exchange,
  complete: false,
  retry: "read",
};

const tiers: List<Tier> = {
  path: "/v2/numbers/available/tiers",
  pageMax: 200,
  schema: () => schemas().tier,
  keyOf: (item) => item.name,
  complete: false,
  retry: "read",
};

const availableNumbers: List<AvailableNumber> = {
  path: "/v2/numbers/available",
  pageMax: 200,
  schema: () => schemas().availableNumber,
  keyOf: (item) => item.number,
  complete: false,
  retry: "read",
};

/** What Flowroute has for sale. Nothing reserves it: any number can be sold between two requests. */
export class InventoryCalls {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
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
}
