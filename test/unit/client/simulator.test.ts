import { FlowrouteClient, ForbiddenError, NotFoundError, UnauthorizedError } from "../../../provider/client";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../../sandbox/simulator";

const owned = "12065550100";

async function start(options: SimulatorOptions = {}): Promise<Simulator & AsyncDisposable> {
  const simulator = await startSimulator(options);
  return { ...simulator, [Symbol.asyncDispose]: simulator.close };
}

const clientOf = ({ url: baseUrl, accessKey, secretKey }: Simulator, retries = 6, firstDelay = 0.01) =>
  new FlowrouteClient({ baseUrl, accessKey, secretKey }, { retry: { retries, firstDelay } });

const callsOf = (simulator: Simulator) => simulator.requests().map(({ method, path }) => `${method} ${path}`);
const affordable = async (client: FlowrouteClient) => {
  for await (const offer of client.inventory.availableNumbers()) if (offer.setupCost <= 1) return offer;
  throw new Error("the inventory has nothing affordable");
};

// The simulator knows the API from its reference alone, so what the two agree on is no shared mistake of theirs.
test("every call is understood, and does what it says", async () => {
  await using simulator = await start();
  const { account } = simulator;
  const client = clientOf(simulator);

  const numbers = Object.keys(account.inventory);
  const found = await Array.fromAsync(client.inventory.availableNumbers());
  expect(found.map(({ number }) => number).sort()).toEqual(numbers.sort());
  expect(callsOf(simulator)).toHaveLength(Math.ceil(numbers.length / 200));

  const northAmerican = numbers.filter((number) => /^1\d{10}$/.test(number));
  const areaCodes = await Array.fromAsync(client.inventory.availableAreaCodes());
  expect(new Set(areaCodes.map(({ areaCode }) => areaCode))).toEqual(
    new Set(northAmerican.map((number) => number.slice(1, 4))),
  );
  const exchanges = await Array.fromAsync(client.inventory.availableExchanges({ areaCode: "206" }));
  expect(new Set(exchanges.map(({ exchange }) => exchange))).toEqual(
    new Set(northAmerican.filter((number) => number.startsWith("1206")).map((number) => number.slice(1, 7))),
  );
  const tiers = await Array.fromAsync(client.inventory.availableTiers());
  expect(new Set(tiers.map(({ name }) => name))).toEqual(
    new Set(Object.values(account.inventory).flatMap(({ tier }) => (tier === null ? [] : [tier]))),
  );

  const routes = await Array.fromAsync(client.routes.list());
  expect(routes.map(({ id }) => id).sort()).toEqual(Object.keys(account.routes).sort());
  const strategies = await client.routes.edgeStrategies();
  expect(strategies.map(({ id }) => String(id)).sort()).toEqual(Object.keys(account.edge_strategies).sort());

  const offer = await affordable(client);
  await client.numbers.purchase(offer.number);
  expect(account.numbers).toHaveProperty(offer.number);
  expect(await client.numbers.get(offer.number)).toMatchObject({ primaryRouteId: "0", setupCost: offer.setupCost });

  await client.numbers.update(offer.number, { alias: "Front desk & back", cnamLookupsEnabled: false });
  const byAlias = await Array.fromAsync(client.numbers.list({ alias: "Front desk & back" }));
  expect(byAlias).toMatchObject([{ number: offer.number, cnamLookupsEnabled: false }]);
  await client.numbers.update(offer.number, { alias: "" });
  expect((await client.numbers.get(offer.number)).alias).toBeUndefined();

  await client.numbers.setPrimaryRoute(offer.number, "83861");
  await client.numbers.setFailoverRoute(offer.number, "83834");
  const routed = await client.numbers.get(offer.number);
  expect(routed).toMatchObject({ primaryRouteId: "83861", failoverRouteId: "83834" });
  expect(routed.routes.map(({ id }) => id).sort()).toEqual(["83834", "83861"]);
  await client.numbers.removeFailoverRoute(offer.number);
  await client.numbers.removePrimaryRoute(offer.number);
  await client.numbers.removePrimaryRoute(offer.number);
  const silent = await client.numbers.get(offer.number);
  expect(silent).toMatchObject({ primaryRouteId: undefined, failoverRouteId: undefined });

  await client.numbers.release(offer.number);
  await expect(client.numbers.get(offer.number)).rejects.toBeInstanceOf(NotFoundError);
  await expect(client.numbers.release(offer.number)).rejects.toBeInstanceOf(NotFoundError);
  expect(new Set(simulator.requests().map(({ status }) => status))).toEqual(new Set([200, 201, 204, 404]));
});

test.each<[string, SimulatorOptions]>([
  ["the older attributes", { attributeSet: "legacy" }],
  ["lists that answer 404 when empty", { emptyList: 404 }],
  ["limits above the maximum refused", { limitAboveMax: 422 }],
  ["aliases cleared to an empty text, primaries to the registration", { clearedAlias: "", primaryAfterDelete: "0" }],
  ["purchases answered in a nested document", { nestedPurchase: true }],
  ["details without the routes", { includeRoutes: false }],
])("an account with %s is understood", async (_, options) => {
  await using simulator = await start(options);
  const client = clientOf(simulator);
  expect(await Array.fromAsync(client.numbers.list())).toHaveLength(Object.keys(simulator.account.numbers).length);
  expect(await Array.fromAsync(client.numbers.list({ alias: "nobody's alias" }))).toEqual([]);
  const { number } = await affordable(client);
  await client.numbers.purchase(number);
  await client.numbers.update(number, { alias: "x" });
  await client.numbers.update(number, { alias: "" });
  expect(await client.numbers.get(number)).toMatchObject({ number, alias: undefined });
  await client.numbers.removePrimaryRoute(owned);
  expect([undefined, "0"]).toContain((await client.numbers.get(owned)).primaryRouteId);
});

test.each(["seconds", "date", "none"] as const)(
  "a rate limit that tells when to return by %s is kept",
  async (retryAfter) => {
    // One a second, of four at once: a machine would have to stand still for a second between any two to meet no limit.
    await using simulator = await start({ rateLimit: 1, retryAfter });
    // Where the server does not say when, its own waits have to outlast the limit.
    const client = clientOf(simulator, 6, 0.3);
    const numbers = await Promise.all(Array.from({ length: 4 }, () => client.numbers.get(owned)));
    expect(numbers).toHaveLength(4);
    expect(simulator.requests().some(({ status }) => status === 429)).toBe(true);
  },
);

test("a purchase whose answer is lost is made once, and its outcome is unknown", async () => {
  await using simulator = await start();
  const client = clientOf(simulator);
  const { number } = await affordable(client);
  simulator.addFault({ match: { method: "POST", path: `/v2/numbers/${number}` }, when: "after", action: "reset" });
  await expect(client.numbers.purchase(number)).rejects.toMatchObject({ outcome: "unknown" });
  expect(simulator.account.charges.filter((charge) => charge.number === number)).toHaveLength(1);
  expect((await client.numbers.get(number)).number).toBe(number);
});

test("removing a route is right even if the first answer is lost", async () => {
  await using simulator = await start();
  simulator.addFault({ match: { method: "DELETE", path: "/v2/numbers/**" }, when: "after", action: "reset" });
  await clientOf(simulator).numbers.removeFailoverRoute(owned);
  expect(simulator.account.numbers[owned]?.failover_route).toBeNull();
});

test("provisioning for messages that cannot begin is a warning", async () => {
  await using simulator = await start({ messageProvisioning: "unavailable" });
  const { warning } = await clientOf(simulator).numbers.update("12065550101", { messagingEnabled: true });
  expect(warning).toEqual(expect.any(String));
});

test("wrong keys and a lack of funds are different errors", async () => {
  const forSale = "12065550177";
  await using simulator = await start({ account: { balance: 0, inventory: { [forSale]: {} } } });
  await expect(clientOf({ ...simulator, secretKey: "wrong" }).numbers.get(owned)).rejects.toBeInstanceOf(
    UnauthorizedError,
  );
  await expect(clientOf(simulator).numbers.purchase(forSale)).rejects.toBeInstanceOf(ForbiddenError);
  expect(simulator.account.charges).toEqual([]);
});

test("types in the words of API 2.1 are understood", async () => {
  await using simulator = await start({ routeTypes: "upper" });
  const { routes } = clientOf(simulator);
  const types = new Set((await Array.fromAsync(routes.list())).map(({ routeType }) => routeType));
  expect(types).toEqual(new Set(Object.values(simulator.account.routes).map(({ route_type }) => route_type)));
  const numbers = await Array.fromAsync(routes.list({ routeType: "number" }));
  expect(numbers).toContainEqual(expect.objectContaining({ routeType: "number" }));
  expect(
    await routes.update("90115", { alias: "Front desk", routeType: "number", value: "12065550177" }),
  ).toMatchObject({
    routeType: "number",
  });
});
