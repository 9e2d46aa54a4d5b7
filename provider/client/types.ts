/**
 * What the client hands out and takes in, in the words of Flowroute's v2 API ("Numbers" and "Routes" pages).
 *
 * Common to all: a phone number is Flowroute's own form, digits with the country code first and no plus sign
 * (`12065550100`); money is US dollars; an attribute the account's answer leaves out, or sends as null, is `undefined`.
 */

/** `longcode` and `toll-free` in the current pages; older answers say `standard`, and the carrier may add more. */
export type NumberType = "longcode" | "toll-free" | (string & {});

/** Kinds of inbound route, as the "List Inbound Routes" page names them. */
export type RouteType = "sip-reg" | "host" | "uri" | "number";

/** Fields the "Search for Purchasable Phone Numbers" page can sort by. */
export type OrderField = "monthly_cost" | "iso_country" | "number_type" | "state" | "rate_center" | "number";

/** A sort field, ascending when no direction is named; the directions are what clients of the API are known to send. */
export type OrderBy = OrderField | `${OrderField},${"asc" | "desc"}`;

/** How far to read a list. */
export interface Bounded {
  /** The most items the caller can use; nothing is requested beyond them. Default: the whole list. */
  limit?: number | undefined;
}

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
  /** Flowroute's abbreviated rate centre, any case: `seattle`. Older API versions want `state` with it. */
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

/** Filters of "List Account Phone Numbers". */
export interface NumbersQuery extends Bounded {
  /** First digits, country code included: `1206`. */
  startsWith?: string | undefined;
  /** Digits found anywhere in the number. */
  contains?: string | undefined;
  /** Last digits. */
  endsWith?: string | undefined;
  /** The exact alias. Aliases are not unique. */
  alias?: string | undefined;
  /**
   * In fewer requests, for those who can do without: a number may be missed when others come or go meanwhile, and a page
   * that fails is not insisted on. Default: every number is found.
   */
  atAGlance?: boolean | undefined;
}

/** Filters of "List Inbound Routes"; `routeType` is applied to what the API lists, whose types some versions spell in upper case. */
export interface RoutesQuery extends Bounded {
  routeType?: RouteType | undefined;
}

/** What `update` can change on a number; a field left out stays as it is. */
export interface NumberChange {
  /** Friendly name, at most 64 characters; `""` clears it. */
  alias?: string | undefined;
  /** Look up callers' names on inbound calls, charged per call. */
  cnamLookupsEnabled?: boolean | undefined;
  /** Start provisioning the number for SMS and MMS; takes effect some time later. */
  messagingEnabled?: boolean | undefined;
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
  number: string;
  /** One-off fee, US dollars. Vanity numbers can cost hundreds of thousands. */
  setupCost: number;
  /** Recurring fee, US dollars a month. */
  monthlyCost: number;
  numberType: NumberType;
  rateCenter: string | undefined;
  state: string | undefined;
  isoCountry: string | undefined;
  rateType: string | undefined;
  tier: string | undefined;
  /** US dollars per inbound minute. */
  inboundRate: number | undefined;
}

/** A number of the account, as lists show it: without its routes. */
export interface NumberSummary {
  number: string;
  /** Friendly name; `undefined` when there is none. */
  alias: string | undefined;
  cnamLookupsEnabled: boolean;
  messagingEnabled: boolean | undefined;
  numberType: NumberType;
  rateCenter: string | undefined;
  state: string | undefined;
  isoCountry: string | undefined;
  /** `PURCHASED` is the only value the pages show. */
  status: string | undefined;
  tier: string | undefined;
}

/** A number of the account with all that is known of it ("List Phone Number Details"). */
export interface OwnedNumber extends NumberSummary {
  /** US dollars a month. */
  monthlyCost: number | undefined;
  /** US dollars, once. */
  setupCost: number | undefined;
  /** US dollars per inbound minute. */
  inboundRate: number | undefined;
  rateType: string | undefined;
  note: string | undefined;
  /** Where calls go first. `undefined`: the number rings nowhere; `"0"`: the account's SIP registration. */
  primaryRouteId: string | undefined;
  /** Where calls go when the primary route does not answer. */
  failoverRouteId: string | undefined;
  e911AddressId: string | undefined;
  cnamPresetId: string | undefined;
  /** The routes named above as far as the answer included them; may be empty. */
  routes: Route[];
}

/** An inbound route of the account. */
export interface Route {
  /** Digits as text; `"0"` is the account's SIP registration. */
  id: string;
  /** The account's unique name for the route. */
  alias: string;
  /** Lower case; a `RouteType` unless the carrier adds one. */
  routeType: string;
  /** Host, SIP URI or phone number; `undefined` for `sip-reg`. */
  value: string | undefined;
  edgeStrategyId: number | undefined;
}

/** A preference for the region calls are sent from ("List Edge Strategies"). */
export interface EdgeStrategy {
  id: number;
  /** `US-East-VA`. */
  name: string;
  description: string | undefined;
  /** The DNS name that resolves to this preference. */
  naptr: string | undefined;
  /** Addresses to let in, comma-separated. */
  firewallRules: string | undefined;
}
