import type { OwnedNumber } from "../account";

/**
 * Owned numbers, more than one default page of them. Those the fixtures show have the fixtures' values; the others lie
 * in ranges reserved for fiction.
 */
export const seededNumbers: Readonly<Record<string, Partial<OwnedNumber>>> = {
  "12012673227": { rate_center: "oradell", state: "nj" },
  "12014845220": { rate_center: "jerseycity", state: "nj" },
  "12064201234": { rate_center: "seattle", state: "wa", alias: "", cnam_preset: "6272", failover_route: "90115" },
  "12065550100": {
    rate_center: "seattle",
    state: "wa",
    alias: "Front desk",
    messaging_enabled: true,
    e911_address: "20155",
    primary_route: "83861",
    failover_route: "83834",
  },
  // A number without any route rings nowhere.
  "12065550101": { rate_center: "seattle", state: "wa", primary_route: null },
  "12065550102": { rate_center: "seattle", state: "wa", alias: "Support", primary_route: "90114", failover_route: "0" },
  "12125550110": { rate_center: "nwyrcyzn01", state: "ny", alias: "Reception", primary_route: "90114" },
  "12125550111": { rate_center: "nwyrcyzn01", state: "ny", alias: "Reception", primary_route: "90114" },
  "13125550120": {
    rate_center: "chicago",
    state: "il",
    alias: "Beta line",
    note: "Weighted: most calls to the first canary",
    primary_route: "93002",
    failover_route: "93003",
  },
  "14085550130": { rate_center: "snjs_west", state: "ca", cnam_lookups_enabled: false, primary_route: "91340" },
  "16463451234": { rate_center: "nwyrcyzn01", state: "ny", alias: "NYC Number" },
  "16502390214": { rate_center: "millbrae", state: "ca" },
  "18005550199": {
    number_type: "toll-free",
    rate_type: null,
    alias: "Sales hotline",
    primary_route: "90114",
    failover_route: "90127",
  },
};
