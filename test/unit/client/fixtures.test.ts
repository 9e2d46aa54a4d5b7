import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  FlowrouteClient,
  FlowrouteError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  RateLimitedError,
  UnauthorizedError,
  UnavailableError,
  UnexpectedResponseError,
} from "../../../provider/client";
import { CannedServer } from "../../support/canned";

interface Entry {
  file: string;
  kind: "request" | "response";
  method: string;
  path: string;
  status: number | null;
  provenance: "documented" | "assembled" | "inferred";
}

const fixtures = join(__dirname, "../../fixtures");
const index: Entry[] = JSON.parse(readFileSync(join(fixtures, "_index.json"), "utf8")).fixtures;
const bodyOf = (file: string) => readFileSync(join(fixtures, file), "utf8");

/** The fixtures of what is tested elsewhere, the batch read, and of what this client does not call, callbacks. */
const notOurs = /^numbers\.(details-batch|callback)\./;
const ours = index.filter(({ file }) => /^(numbers|routes)\./.test(file) && !notOurs.test(file));
const generalErrors = index.filter(({ file }) => file.startsWith("error."));

type Use = (client: FlowrouteClient) => Promise<unknown>;

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

const sonsOfOdin = { alias: "new route", routeType: "host", value: "il775u.sonsofodin.com" } as const;
const route = { ...sonsOfOdin, id: "98396", edgeStrategyId: undefined };

/** What each successful answer becomes. */
const successes: Record<string, [Use, unknown]> = {
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

/** The call that meets each refusal. */
const refusals: Record<string, Use> = {
  "numbers.areacodes.422.json": (client) => Array.fromAsync(client.inventory.availableAreaCodes()),
  "numbers.exchanges.422.json": (client) => Array.fromAsync(client.inventory.availableExchanges({ areaCode: "20" })),
  "numbers.purchase.403-insufficient-funds.json": (client) => client.numbers.purchase("12065550100"),
  "numbers.purchase.404.json": (client) => client.numbers.purchase("12065550100"),
  "numbers.details.404.json": (client) => client.numbers.get("12065550100"),
  "numbers.update.404.json": (client) => client.numbers.update("12065550100", { alias: "" }),
  "numbers.release.404.json": (client) => client.numbers.release("12065550100"),
  "numbers.primary-route.401.json": (client) => client.numbers.setPrimaryRoute("12065550100", "0"),
  "numbers.primary-route.403.json": (client) => client.numbers.setPrimaryRoute("12065550100", "0"),
  "numbers.failover-route.401.json": (client) => client.numbers.setFailoverRoute("12065550100", "0"),
  "numbers.failover-route.403.json": (client) => client.numbers.setFailoverRoute("12065550100", "0"),
  "routes.create.403-duplicate.json": (client) => client.routes.create(sonsOfOdin),
  "routes.delete.403.json": (client) => client.routes.delete("98396"),
};

/** The body each write sends; as far as the fixture goes, since the client has no use for some documented members. */
const requests: Record<string, [Use, Record<string, unknown>]> = {
  "numbers.update.request.json": [(client) => client.numbers.update("12065550100", { alias: "NYC Number" }), {}],
  "numbers.update.request-full.json": [
    (client) =>
      client.numbers.update("12065550100", { alias: "NYC Number", cnamLookupsEnabled: true, messagingEnabled: true }),
    { messaging_email: undefined, messaging_callback_url: undefined },
  ],
  "numbers.primary-route.request.json": [(client) => client.numbers.setPrimaryRoute("12065550100", "1234"), {}],
  "numbers.failover-route.request.json": [(client) => client.numbers.setFailoverRoute("12065550100", "1234"), {}],
  "routes.create.request.json": [(client) => client.routes.create(sonsOfOdin), {}],
  "routes.create.request-edge.json": [
    (client) =>
      client.routes.create({
        alias: "uri route",
        routeType: "uri",
        value: "sip:16476998778@215.122.69.152:5060;transport=tcp",
        edgeStrategyId: 2,
      }),
    {},
  ],
};

/**
 * Documented, but not what this client sends: a purchase is a bare POST, as every published SDK sends it, and the change
 * of a route is never a part of one.
 */
const unsent = ["numbers.purchase.request.json", "routes.update.request.json"];

/** A 404 that is believed only when the account's list agrees: routes.test.ts. */
const doubted = ["routes.delete.404.json"];

const classes: Record<number, new (...args: never[]) => FlowrouteError> = {
  400: InvalidError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  405: InvalidError,
  422: InvalidError,
  429: RateLimitedError,
  500: UnavailableError,
  503: UnavailableError,
};

const settings = (baseUrl: string) => ({ accessKey: "key", secretKey: "secret", baseUrl });

test("every fixture of the client's calls is in one of the tables", () => {
  const known = [...Object.keys(successes), ...Object.keys(refusals), ...Object.keys(requests), ...unsent, ...doubted];
  expect(ours.map(({ file }) => file).sort()).toEqual(known.sort());
});

test.each(ours.filter(({ file }) => file in successes))("$file is read", async ({ file, status, method }) => {
  const [use, expected] = successes[file] ?? [];
  await using server = await CannedServer.start([{ status: status ?? 200, body: bodyOf(file) }]);
  expect(await use?.(new FlowrouteClient(settings(server.url)))).toStrictEqual(expected);
  expect(server.requests.map((request) => request.method)).toEqual([method]);
});

test.each(ours.filter(({ file }) => file in refusals))("$file is refused", async (entry) => {
  const error = await refusal(entry, refusals[entry.file]);
  expect(error).toBeInstanceOf(classes[entry.status ?? 0]);
  expect(error.outcome).toBe("refused");
});

test.each(ours.filter(({ file }) => file in requests))("$file is what is sent", async ({ file }) => {
  const [use, but] = requests[file] ?? [];
  await using server = await CannedServer.start([{ status: 200, body: {} }]);
  // Only what is sent counts here, not whether the empty answer can be read.
  await use?.(new FlowrouteClient(settings(server.url))).catch(() => {});
  const expected = JSON.stringify({ ...JSON.parse(bodyOf(file)), ...but });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toStrictEqual(JSON.parse(expected));
  expect(server.requests[0]?.headers).toMatchObject({ "content-type": "application/vnd.api+json" });
});

test.each(generalErrors)("$file becomes its error", async (entry) => {
  const error = await refusal(entry, (client) => client.numbers.get("12065550100"));
  const unserved = entry.file === "error.404-path.json";
  expect(error).toBeInstanceOf(unserved ? UnexpectedResponseError : classes[entry.status ?? 0]);
  expect(error).toMatchObject({
    call: "GET /v2/numbers/12065550100",
    number: "12065550100",
    status: entry.status,
    outcome: (entry.status ?? 0) >= 500 ? "unknown" : "refused",
  });
});

const words: Record<string, string> = {
  "error.400.json": "Client Error: Could not geocode this address. Please check the validity of your address.",
  "error.401.json": "Unauthorized: Authentication failed.",
  "error.403.json": "ActionNotAuthorizedError",
  "error.404-path.json": "404 Not Found: The requested URL was not found on the server.",
  "error.404-resource.json": "Could not find that resource on your account.",
  "error.405.json": "Method Not Allowed: The method is not allowed for the requested URL.",
  "error.422-object.json": "data.attributes.zip: ZIP code must be at least 4 and at most 7 digits long",
  "error.422-object-flat.json": "start_date: Missing data for required field.",
  "error.422-string.json": "Invalid area code",
  "numbers.areacodes.422.json": "could not convert string to float: *",
};
const documented = index.filter(({ file, provenance }) => provenance === "documented" && file in words);

test.each(documented)("$file is quoted, with its id for support", async (entry) => {
  const error = await refusal(entry, (client) => client.numbers.get("12065550100"));
  expect(error.serverMessage).toContain(words[entry.file]);
  expect(error.message).toContain(
    `GET /v2/numbers/12065550100 (number 12065550100): Flowroute answered ${entry.status}: `,
  );
  const { id } = JSON.parse(bodyOf(entry.file)).errors[0];
  expect(error.errorId).toBe(id);
  if (id) expect(error.message).toContain(id);
});

test("every documented general error is quoted", () => {
  const files = generalErrors.filter(({ provenance }) => provenance === "documented").map(({ file }) => file);
  expect(documented.map(({ file }) => file)).toEqual(expect.arrayContaining(files));
});

async function refusal({ file, status }: Entry, use: Use | undefined): Promise<FlowrouteError> {
  await using server = await CannedServer.start([{ status: status ?? 0, body: bodyOf(file) }]);
  const client = new FlowrouteClient(settings(server.url), { retry: { retries: 0 } });
  const error = await use?.(client).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof FlowrouteError) return error;
  throw new Error(`${file} was taken for a success, or threw something else: ${error}`);
}
