import type { EdgeStrategy, Route } from "../account";

const route = (alias: string, route_type: Route["route_type"], value: string | null): Route => ({
  alias,
  route_type,
  value,
  edge_strategy_id: null,
});

/** Several routes of each type, more than one default page of them; 83834, 83861 and 98396 are the published examples'. */
export const seededRoutes: Readonly<Record<string, Route>> = {
  "0": route("sip-reg", "sip-reg", null),
  "83834": route("PSTNroute1", "number", "12065551212"),
  "83861": route("acme-pbx", "host", "pbx.example.com"),
  "90114": { ...route("pbx-main", "host", "203.0.113.10:5060"), edge_strategy_id: 2 },
  "90115": { ...route("pbx-backup", "host", "203.0.113.20:5060;transport=tls"), edge_strategy_id: 4 },
  "90126": route("front-desk-cell", "number", "12065550177"),
  "90127": route("overnight-answering", "number", "13125550144"),
  "91340": route("alice-softphone", "uri", "sip:alice@pbx.example.com"),
  "91341": route("bob-softphone", "uri", "sips:bob@pbx.example.com:5061;transport=tls"),
  "93002": route("canary-70", "uri", "sip:canary@203.0.113.30;weight=700"),
  "93003": route("canary-30", "uri", "sip:canary@203.0.113.40;weight=300"),
  "98396": route("new route", "host", "il775u.sonsofodin.com"),
};

/**
 * Two points of presence are in use, with the addresses that people keep in firewalls. US-East-VA is number 4 in the
 * published example, and a client saw a number 1. Number 2, which an SDK's demo sends, is made up for those retired.
 */
export const seededEdgeStrategies: Readonly<Record<string, EdgeStrategy>> = {
  "1": {
    name: "US-West-OR",
    description: "Traffic is sent from the Oregon edge first.",
    firewall_rules: "34.210.91.112/28, 34.210.91.112-34.210.91.127",
    naptr: "us-west-or.sip.flowroute.com",
  },
  "2": {
    name: "US-Central",
    description: "Traffic is sent from the central edge first.",
    firewall_rules: "203.0.113.96/28, 203.0.113.96-203.0.113.111",
    naptr: "us-central.sip.flowroute.com",
  },
  "4": {
    name: "US-East-VA",
    description: "Traffic is sent from the North Virginia edge first.",
    firewall_rules: "34.226.36.32/28, 34.226.36.32-34.226.36.47",
    naptr: "us-east-va.sip.flowroute.com",
  },
};
