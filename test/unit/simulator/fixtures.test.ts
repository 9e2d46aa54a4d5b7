import { ownedNumber, type Simulator } from "../../../sandbox/simulator";
import { call, fixture, send, simulatorPerTest } from "../../support/simulator";

// The published examples, asked of the seeded account: each answer has exactly the members and values that are printed.
const simulator = simulatorPerTest();

interface Example {
  file: string;
  request: string;
  body?: unknown;
  /** What the account and the settings must be. */
  given?: (simulator: Simulator) => void | Promise<void>;
  /** The differences there have to be, made to the text of the fixture. */
  but?: (text: string) => string;
}

test.each<Example>([
  { file: "numbers.areacodes.200.json", request: "GET /v2/numbers/available/areacodes?limit=2" },
  {
    file: "numbers.areacodes.200-max-setup-cost.json",
    request: "GET /v2/numbers/available/areacodes?limit=3&max_setup_cost=3.25",
  },
  { file: "numbers.areacodes.422.json", request: "GET /v2/numbers/available/areacodes?max_setup_cost=*" },
  { file: "numbers.exchanges.200.json", request: "GET /v2/numbers/available/exchanges?limit=2" },
  {
    file: "numbers.exchanges.200-areacode.json",
    request: "GET /v2/numbers/available/exchanges?limit=3&areacode=347",
  },
  { file: "numbers.exchanges.422.json", request: "GET /v2/numbers/available/exchanges?areacode=20" },
  { file: "numbers.tiers.200.json", request: "GET /v2/numbers/available/tiers?limit=2" },
  {
    file: "numbers.available.200.json",
    request: "GET /v2/numbers/available?limit=2&rate_center=seattle&state=wa",
  },
  {
    file: "numbers.available.200-legacy.json",
    request: "GET /v2/numbers/available?starts_with=646&contains=3&ends_with=7&limit=3",
    given: inReadmeTimes,
  },
  {
    file: "numbers.purchase.201.json",
    request: "POST /v2/numbers/16502390214",
    given: async (it) => {
      inReadmeTimes(it);
      await call(it, "DELETE /v2/numbers/16502390214");
    },
  },
  {
    file: "numbers.purchase.201-nested.json",
    request: "POST /v2/numbers/12012673307",
    given: (it) => it.configure({ nestedPurchase: true }),
  },
  {
    file: "numbers.purchase.207.json",
    request: "POST /v2/numbers/12012673307?messaging_enabled=true",
    given: (it) => it.configure({ messageProvisioning: "unavailable" }),
  },
  {
    file: "numbers.purchase.403-insufficient-funds.json",
    request: "POST /v2/numbers/12012673307",
    given: (it) => {
      it.account.balance = 2.24;
    },
  },
  { file: "numbers.purchase.404.json", request: "POST /v2/numbers/12025550100" },
  { file: "numbers.list.200.json", request: "GET /v2/numbers?starts_with=201&limit=3", given: inReadmeTimes },
  { file: "numbers.list.200-next.json", request: "GET /v2/numbers?starts_with=201&limit=1", given: inReadmeTimes },
  {
    file: "numbers.list.200-empty.json",
    request: "GET /v2/numbers",
    given: (it) => {
      it.account.numbers = {};
    },
  },
  { file: "numbers.details.200.json", request: "GET /v2/numbers/16502390214", given: inReadmeTimes },
  { file: "numbers.details.200-full.json", request: "GET /v2/numbers/12065550100" },
  { file: "numbers.details.200-no-route.json", request: "GET /v2/numbers/12065550101" },
  { file: "numbers.details.404.json", request: "GET /v2/numbers/12025550100" },
  {
    file: "numbers.details-batch.200.json",
    request: "POST /v2/numbers/details",
    body: { numbers: ["+12064201234"] },
    given: (it) => {
      inReadmeTimes(it);
      it.account.routes["48112"] = { alias: "old", route_type: "host", value: "192.0.2.7", edge_strategy_id: null };
      const owned = ownedNumber(it.account, "12064201234");
      owned.failover_route = "48112";
      // The one example with the old attributes that says `longcode`.
      owned.number_type = "as-it-is";
    },
    but: (text) => text.replace("longcode", "as-it-is"),
  },
  {
    file: "numbers.purchase.201-messaging.json",
    request: "POST /v2/numbers/12012673307",
    body: { messaging_enabled: true },
    // The id of a task is the server's to choose.
    but: (text) => text.replaceAll("9f8e7d6c-0000-4000-8000-000000000001", "00000000-0000-4000-8000-012012673307"),
  },
  {
    file: "numbers.update.200.json",
    request: "PATCH /v2/numbers/16463451234",
    body: { type: "number", alias: "My NYC number" },
    given: inReadmeTimes,
    but: (text) => text.replace("longcode", "standard"),
  },
  { file: "numbers.update.404.json", request: "PATCH /v2/numbers/12025550100", body: { type: "number" } },
  { file: "numbers.release.404.json", request: "DELETE /v2/numbers/12025550100" },
  { file: "routes.list.200.json", request: "GET /v2/routes?limit=2", given: inReadmeTimes },
  {
    file: "routes.create.201.json",
    request: "POST /v2/routes",
    body: fixture("routes.create.request.json", ""),
    given: (it) => {
      inReadmeTimes(it);
      delete it.account.routes["98396"];
      it.account.newest_route = 98395;
    },
  },
  {
    file: "routes.create.403-duplicate.json",
    request: "POST /v2/routes",
    body: fixture("routes.create.request.json", ""),
  },
  {
    file: "routes.update.200.json",
    request: "PATCH /v2/routes/98396",
    body: fixture("routes.update.request.json", ""),
    given: inReadmeTimes,
  },
  { file: "routes.delete.403.json", request: "DELETE /v2/routes/90114" },
  { file: "routes.delete.404.json", request: "DELETE /v2/routes/1" },
  {
    file: "routes.edge-strategies.200.json",
    request: "GET /v2/routes/edge_strategies",
    given: ({ account }) => {
      for (const id of ["1", "2"]) delete account.edge_strategies[id];
    },
  },
  { file: "error.403.json", request: "DELETE /v2/routes/0" },
  { file: "error.404-resource.json", request: "GET /v2/numbers/12025550100" },
  { file: "error.404-path.json", request: "GET /v2/number" },
  { file: "error.405.json", request: "PUT /v2/numbers/12065550100" },
])("$file is the answer to $request", async ({ file, request, body, given, but = (text) => text }) => {
  await given?.(simulator());
  const answer = await call(simulator(), request, body);
  expect(answer.body).toEqual(JSON.parse(but(JSON.stringify(fixture(file, simulator().url)))));
  expect(answer.status).toBe(Number(/\d{3}/.exec(file)?.[0]));
  expect(answer.headers.get("Content-Type")).toBe("application/vnd.api+json");
});

test("error.401.json is the answer to wrong, half and missing credentials", async () => {
  const { url, accessKey, secretKey } = simulator();
  for (const credentials of [`${accessKey}:wrong`, `wrong:${secretKey}`, `${accessKey}:`, undefined]) {
    const headers: Record<string, string> =
      credentials === undefined ? {} : { Authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
    const answer = await send(url, "GET /v2/numbers?limit=1", headers);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(fixture("error.401.json", url));
  }
});

function inReadmeTimes(it: Simulator): void {
  it.configure({ attributeSet: "legacy" });
}
