/** What describes a phone number wherever it is, in Flowroute's own field names (API reference, "Resource objects"). */
export interface NumberDetails {
  /** `longcode` or `toll-free`; the carrier may add others. */
  number_type: string;
  /** Abbreviated rate center, lower case; null where there is none, as on toll-free numbers. */
  rate_center: string | null;
  /** US state or Canadian province, two letters, lower case; null where there is none. */
  state: string | null;
  /** ISO 3166-1 alpha-2. */
  iso_country: string | null;
  rate_type: string | null;
  tier: string | null;
  /** US dollars a month. */
  monthly_cost: number;
  /** US dollars, once, at the purchase. */
  setup_cost: number;
  /** US dollars a minute. */
  inbound_rate: number;
}

/** A number anybody may buy. */
export type InventoryNumber = NumberDetails;

/** A number on the account. Relationships are ids, or null for none. */
export interface OwnedNumber extends NumberDetails {
  alias: string | null;
  note: string | null;
  status: string;
  cnam_lookups_enabled: boolean;
  messaging_enabled: boolean;
  primary_route: string | null;
  failover_route: string | null;
  cnam_preset: string | null;
  e911_address: string | null;
  /** The messaging task of this number, or null if none was ever asked for. */
  message_provision: { id: string; status: "processing" | "successful" } | null;
}

/** An inbound route. */
export interface Route {
  /** Unique on the account. */
  alias: string;
  route_type: "sip-reg" | "host" | "number" | "uri";
  /** Null for `sip-reg` only. */
  value: string | null;
  edge_strategy_id: number | null;
}

export interface EdgeStrategy {
  name: string;
  description: string;
  firewall_rules: string;
  naptr: string;
}

/** A ledger entry: one purchase, in US dollars. */
export interface Charge {
  number: string;
  setup_cost: number;
  /** The first month. */
  monthly_cost: number;
}

/** The whole state of a simulated account, as the account file and `/_simulator/account` hold it. */
export interface Account {
  /** Owned numbers, by number (`12065550100`). */
  numbers: Record<string, OwnedNumber>;
  /** By route id. Route `0`, the SIP registration, is always among them. */
  routes: Record<string, Route>;
  /** By edge strategy id. */
  edge_strategies: Record<string, EdgeStrategy>;
  /** What can be bought, by number. */
  inventory: Record<string, InventoryNumber>;
  /** Every purchase since the account began, oldest first. */
  charges: Charge[];
  /** Prepaid US dollars left; null never runs out. */
  balance: number | null;
  /** The account preference "CNAM Lookups by Default". */
  cnam_lookups_by_default: boolean;
  /** The highest route id given out so far: an id is never used twice. */
  newest_route: number;
}

/** The entry of a record under a key that came from outside; `record[key]` would also find `constructor`. */
export function entry<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A number on the account, for changing it by hand as a person in the portal would; throws if it is not there. */
export function ownedNumber(account: Account, number: string): OwnedNumber {
  const owned = entry(account.numbers, number);
  if (!owned) throw new Error(`${number} is not on the simulated account`);
  return owned;
}
