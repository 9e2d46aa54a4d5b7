import type { Bounded } from "../http/bounded";
import type { NumberType } from "../inventory/types";
import type { Route } from "../routes/types";

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
   * Read in fewer requests, for callers that can do without some numbers: one may be missed when others come or go
   * meanwhile, and a page that fails is repeated once at most. Default: every number is found.
   */
  atAGlance?: boolean | undefined;
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

/** A number of the account, as lists show it: without its routes. */
export interface NumberSummary {
  /** In Flowroute's own form, digits with the country code: `12065550100`. */
  number: string;
  /** Friendly name; `undefined` when there is none. */
  alias: string | undefined;
  /** Whether callers' names are looked up, at a charge for each call. */
  cnamLookupsEnabled: boolean;
  /** Whether SMS and MMS are on. */
  messagingEnabled: boolean | undefined;
  /** `longcode`, `toll-free`, or another kind Flowroute may add. */
  numberType: NumberType;
  /** Flowroute's abbreviated rate center: `seattle`. */
  rateCenter: string | undefined;
  /** Two-letter state or province, lower case: `wa`. */
  state: string | undefined;
  /** ISO 3166-1 alpha-2 country: `US`. */
  isoCountry: string | undefined;
  /** `PURCHASED` is the only value the pages show. */
  status: string | undefined;
  /** Price tier by name: `Standard`. */
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
  /** How Flowroute rates calls to it: `local`. */
  rateType: string | undefined;
  /** Note on the account; cannot be written through the API. */
  note: string | undefined;
  /** Id of the route that calls take first; `undefined` when the number rings nowhere, and `"0"` for the account's SIP registration. */
  primaryRouteId: string | undefined;
  /** Id of the route that calls take when the primary does not answer. */
  failoverRouteId: string | undefined;
  /** Id of its emergency address. */
  e911AddressId: string | undefined;
  /** Id of its record of the name that is shown to those it calls. */
  cnamPresetId: string | undefined;
  /** The routes named above as far as the answer included them; may be empty. */
  routes: Route[];
}
