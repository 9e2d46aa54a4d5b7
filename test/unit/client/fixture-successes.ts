import type { Use } from "../../support/client";

const emptyNumber = {
  alias: undefined,
  cnamLookupsEnabled: true,
  messagingEnabled: undefined,
  isoCountry: undefined,
  status: undefined,
  tier: undefined,
};
const emptyDetails = {
  monthlyCost: undefined,
  setupCost: undefined,
  inboundRate: undefined,
  rateType: undefined,
  note: undefined,
  primaryRouteId: undefined,
  failoverRouteId: undefined,
  e911AddressId: undefined,
  cnamPresetId: undefined,
  routes: [],
};
const registration = { id: "0", alias: "sip-reg", routeType: "sip-reg", value: undefined, edgeStrategyId: undefined };
const seattle = { numberType: "longcode", rateCenter: "seattle", state: "wa", isoCountry: "US", tier: "Standard" };
const seattleCosts = { setupCost: 1, monthlyCost: 1.25, inboundRate: 0.012, rateType: "local" };
const newYork = {
  monthlyCost: 1.25,
  numberType: "standard",
  rateCenter: "nwyrcyzn01",
  state: "ny",
  isoCountry: undefined,
  rateType: undefined,
  tier: undefined,
  inboundRate: undefined,
};

export const sonsOfOdin = { alias: "new route", routeType: "host", value: "il775u.sonsofodin.com" } as const;
const route = { ...sonsOfOdin, id: "98396", edgeStrategyId: undefined };

/** For each successful answer among the fixtures: the call that gets it, and what the client makes of it. */
export const successes: Record<string, [Use, unknown]> = {
  "numbers.areacodes.200.json": [
    (client) => Array.fromAsync(client.inventory.availableAreaCodes({ limit: 2 })),
    [{ areaCode: "201" }, { areaCode: "202" }],
  ],
  "numbers.areacodes.200-max-setup-cost.json": [
    (client) => Array.fromAsync(client.inventory.availableAreaCodes({ maxSetupCost: 3.25, limit: 3 })),
    [{ areaCode: "201" }, { areaCode: "202" }, { areaCode: "203" }],
  ],
  "numbers.exchanges.200.json": [
    (client) => Array.fromAsync(client.inventory.availableExchanges({ limit: 2 })),
    [
      { exchange: "201267", areaCode: "201" },
      { exchange: "201616", areaCode: "201" },
    ],
  ],
  "numbers.exchanges.200-areacode.json": [
    (client) => Array.fromAsync(client.inventory.availableExchanges({ areaCode: "347", limit: 3 })),
    ["347215", "347325", "347331"].map((exchange) => ({ exchange, areaCode: "347" })),
  ],
  "numbers.tiers.200.json": [
    async (client) => {
      const tiers = client.inventory.availableTiers();
      return [(await tiers.next()).value, (await tiers.next()).value];
    },
    [{ name: "Standard" }, { name: "US Promo $0.0/$0.50/$0.005" }],
  ],
  "numbers.available.200.json": [
    (client) => Array.fromAsync(client.inventory.availableNumbers({ rateCenter: "seattle", state: "wa", limit: 2 })),
    ["12062795137", "12065014237"].map((number) => ({ number, ...seattle, ...seattleCosts })),
  ],
  "numbers.available.200-legacy.json": [
    (client) =>
      Array.fromAsync(
        client.inventory.availableNumbers({ startsWith: "1646", contains: "3", endsWith: "7", limit: 3 }),
      ),
    [
      { number: "16463439507", setupCost: 1, ...newYork },
      { number: "16463439617", setupCost: 1, ...newYork },
      { number: "16463439667", setupCost: 3.99, ...newYork },
    ],
  ],
  "numbers.available.200-null-place.json": [
    (client) => Array.fromAsync(client.inventory.availableNumbers({ numberType: "toll-free", limit: 1 })),
    [
      {
        number: "18005551234",
        ...seattle,
        ...seattleCosts,
        numberType: "toll-free",
        rateCenter: undefined,
        state: undefined,
        rateType: undefined,
      },
    ],
  ],
  "numbers.list.200.json": [
    (client) => Array.fromAsync(client.numbers.list({ startsWith: "1201" })),
    [
      { number: "12012673227", ...emptyNumber, numberType: "standard", rateCenter: "oradell", state: "nj" },
      { number: "12014845220", ...emptyNumber, numberType: "standard", rateCenter: "jerseycity", state: "nj" },
    ],
  ],
  "numbers.list.200-next.json": [
    (client) => Array.fromAsync(client.numbers.list({ startsWith: "1201", limit: 1 })),
    [{ number: "12012673227", ...emptyNumber, numberType: "standard", rateCenter: "oradell", state: "nj" }],
  ],
  "numbers.list.200-modern.json": [
    (client) => Array.fromAsync(client.numbers.list()),
    [
      {
        number: "12065550100",
        ...emptyNumber,
        ...seattle,
        alias: "Front desk",
        cnamLookupsEnabled: false,
        status: "PURCHASED",
      },
    ],
  ],
  "numbers.list.200-empty.json": [(client) => Array.fromAsync(client.numbers.list()), []],
  "numbers.details.200.json": [
    (client) => client.numbers.get("16502390214"),
    {
      ...emptyNumber,
      ...emptyDetails,
      number: "16502390214",
      numberType: "standard",
      rateCenter: "millbrae",
      state: "ca",
      primaryRouteId: "0",
      routes: [registration],
    },
  ],
  "numbers.details.200-full.json": [
    (client) => client.numbers.get("12065550100"),
    {
      ...emptyDetails,
      ...seattle,
      ...seattleCosts,
      number: "12065550100",
      alias: "Front desk",
      cnamLookupsEnabled: true,
      messagingEnabled: true,
      status: "PURCHASED",
      primaryRouteId: "83861",
      failoverRouteId: "83834",
      e911AddressId: "20155",
      routes: [
        { id: "83861", alias: "acme-pbx", routeType: "host", value: "pbx.example.com", edgeStrategyId: undefined },
        { id: "83834", alias: "PSTNroute1", routeType: "number", value: "12065551212", edgeStrategyId: undefined },
      ],
    },
  ],
  "numbers.details.200-no-route.json": [
    (client) => client.numbers.get("12065550101"),
    {
      ...emptyNumber,
      ...emptyDetails,
      ...seattle,
      ...seattleCosts,
      number: "12065550101",
      messagingEnabled: false,
      status: "PURCHASED",
    },
  ],
  "numbers.purchase.201.json": [(client) => client.numbers.purchase("16502390214"), undefined],
  "numbers.purchase.201-nested.json": [(client) => client.numbers.purchase("12012673307"), undefined],
  "numbers.purchase.201-messaging.json": [(client) => client.numbers.purchase("12012673307"), undefined],
  "numbers.purchase.207.json": [(client) => client.numbers.purchase("12012673307"), undefined],
  "numbers.update.200.json": [(client) => client.numbers.update("16463451234", { alias: "My NYC number" }), {}],
  "routes.list.200.json": [
    (client) => Array.fromAsync(client.routes.list({ limit: 2 })),
    [
      registration,
      { id: "83834", alias: "PSTNroute1", routeType: "number", value: "12065551212", edgeStrategyId: undefined },
    ],
  ],
  "routes.list.200-edge.json": [
    (client) => Array.fromAsync(client.routes.list()),
    [registration, { id: "83861", alias: "acme-pbx", routeType: "host", value: "pbx.example.com", edgeStrategyId: 2 }],
  ],
  "routes.create.201.json": [(client) => client.routes.create(sonsOfOdin), { ...route, alias: "new route" }],
  "routes.update.200.json": [
    (client) => client.routes.update("98396", { ...sonsOfOdin, alias: "renamed route" }),
    { ...route, alias: "renamed route" },
  ],
  "routes.edge-strategies.200.json": [
    (client) => client.routes.edgeStrategies(),
    [
      {
        id: 4,
        name: "US-East-VA",
        description: "Traffic is sent from the North Virginia edge first.",
        naptr: "us-east-va.sip.flowroute.com",
        firewallRules: "34.226.36.32/28, 34.226.36.32-34.226.36.47",
      },
    ],
  ],
};
