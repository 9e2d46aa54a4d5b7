import type { Bounded } from "../http/bounded";

/** Kinds of inbound route, as the "List Inbound Routes" page names them. */
export type RouteType = "sip-reg" | "host" | "uri" | "number";

/** Filters of "List Inbound Routes". */
export interface RoutesQuery extends Bounded {
  /** Applied here to what the API lists, because versions of the API spell types differently. */
  routeType?: RouteType | undefined;
}

/** An inbound route of the account. */
export interface Route {
  /** Digits as text; `"0"` is the account's SIP registration. */
  id: string;
  /** The account's unique name for the route. */
  alias: string;
  /** `sip-reg`, `host`, `uri`, `number`, or another kind Flowroute may add; lower case. */
  routeType: string;
  /** Host, SIP URI or phone number; `undefined` for `sip-reg`. */
  value: string | undefined;
  /**
   * Id of the edge strategy that calls are sent by, if the route has one.
   * @asType integer
   */
  edgeStrategyId: number | undefined;
}

/** All that makes a route, for creating or changing one. */
export interface RouteDefinition {
  /** A name that no other route of the account has. */
  alias: string;
  /** Every type but `sip-reg`: the account has that one route already. */
  routeType: Exclude<RouteType, "sip-reg">;
  /**
   * By type: a host name or IP address, with an optional `:port`; a SIP URI, `sip:alice@example.com`; or a phone number,
   * `16476998778`. May end in `;weight=` and 0 to 1000.
   */
  value: string;
  /** Id of an edge strategy. Left out: none for a new route, the same as before for a changed one. */
  edgeStrategyId?: number | undefined;
}

/** A preference for the region calls are sent from ("List Edge Strategies"). */
export interface EdgeStrategy {
  /**
   * Flowroute's id of it.
   * @asType integer
   */
  id: number;
  /** Its name: `US-East-VA`. */
  name: string;
  /** Flowroute's own words for it. */
  description: string | undefined;
  /** The DNS name that resolves to this preference. */
  naptr: string | undefined;
  /** Addresses to let in, comma-separated. */
  firewallRules: string | undefined;
}
