import type { Bounded } from "../http/bounded";

/** `longcode` and `toll-free` in the current pages; older answers say `standard`, and Flowroute may add more. */
export type NumberType = "longcode" | "toll-free" | (string & {});

/** Fields the "Search for Purchasable Phone Numbers" page can sort by. */
export type OrderField = "monthly_cost" | "iso_country" | "number_type" | "state" | "rate_center" | "number";

/** A sort field, ascending when no direction is named; the directions are what clients of the API are known to send. */
export type OrderBy = OrderField | `${OrderField},${"asc" | "desc"}`;

/** Filters of "List Available Area Codes". */
export interface AreaCodesQuery extends Bounded {
  /** Keep area codes that have a number with a set-up fee of at most this many US dollars. */
  maxSetupCost?: number | undefined;
}

/** Filters of "List Available Exchanges". */
export interface ExchangesQuery extends AreaCodesQuery {
  /** Keep exchanges of this area code, three digits. */
  areaCode?: string | undefined;
}

/** Filters of "Search for Purchasable Phone Numbers". */
export interface AvailableNumbersQuery extends Bounded {
  /** First digits, country code included: `1206`. */
  startsWith?: string | undefined;
  /** Digits found anywhere in the number. */
  contains?: string | undefined;
  /** Last digits. */
  endsWith?: string | undefined;
  /** Flowroute's abbreviated rate center, any case: `seattle`. Older API versions want `state` with it. */
  rateCenter?: string | undefined;
  /** Two-letter US state or Canadian province, any case. */
  state?: string | undefined;
  numberType?: NumberType | undefined;
  /** ISO 3166-1 alpha-2: `US`, `BE`. */
  isoCountry?: string | undefined;
  /** A name from `availableTiers`. The pages do not promise that the account filters by it: check `tier` of the results. */
  tier?: string | undefined;
  orderBy?: OrderBy | undefined;
}

/** An area code with purchasable numbers. */
export interface AreaCode {
  /** Three digits: `206`. */
  areaCode: string;
}

/** An exchange (NPA-NXX) with purchasable numbers. */
export interface Exchange {
  /** Six digits, the area code first: `206555`. */
  exchange: string;
  /** The first three of them. */
  areaCode: string;
}

/** A price tier of the inventory. */
export interface Tier {
  /** `Standard`, or a name like `US Promo $0.0/$0.50/$0.005`. */
  name: string;
}

/** A number that can be bought right now; nothing reserves it. */
export interface AvailableNumber {
  /** In Flowroute's own form, digits with the country code: `12065550100`. */
  number: string;
  /** One-off fee, US dollars. Vanity numbers can cost hundreds of thousands. */
  setupCost: number;
  /** Recurring fee, US dollars a month. */
  monthlyCost: number;
  /** `longcode`, `toll-free`, or another kind Flowroute may add. */
  numberType: NumberType;
  /** Flowroute's abbreviated rate center: `seattle`. */
  rateCenter: string | undefined;
  /** Two-letter state or province, lower case: `wa`. */
  state: string | undefined;
  /** ISO 3166-1 alpha-2 country: `US`. */
  isoCountry: string | undefined;
  /** How Flowroute rates calls to it: `local`. */
  rateType: string | undefined;
  /** Price tier by name: `Standard`. */
  tier: string | undefined;
  /** US dollars per inbound minute. */
  inboundRate: number | undefined;
}
