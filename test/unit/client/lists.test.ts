import fc from "fast-check";
import { type AvailableNumbersQuery, FlowrouteClient, UnexpectedResponseError } from "../../../provider/client";
import { CannedServer, type Recorded } from "../../support/canned";

const clientOf = (server: { url: string }) =>
  new FlowrouteClient({ accessKey: "key", secretKey: "secret", baseUrl: server.url }, { retry: { retries: 0 } });

const queryOf = ({ path }: Recorded) => new URLSearchParams(path.split("?")[1]);
const pageOf = (ids: (string | number)[], more = false) => ({
  body: { data: ids.map((id) => ({ id })), links: { self: "", ...(more && { next: "/never/followed" }) } },
});
const resource404 = {
  status: 404,
  body: { errors: [{ detail: "Could not find that resource on your account.", status: 404 }] },
};

type Ids = (client: FlowrouteClient, limit?: number) => AsyncGenerator<{ areaCode: string } | { exchange: string }>;
const areaCodes: Ids = (client, limit) =>
  client.inventory.availableAreaCodes({ ...(limit !== undefined && { limit }) });
const exchanges: Ids = (client, limit) =>
  client.inventory.availableExchanges({ ...(limit !== undefined && { limit }) });

test.each([
  ["area codes", 400, areaCodes],
  ["exchanges", 200, exchanges],
])("%s come each once, over as many pages as it takes and no more", async (_, pageMax, list) => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1500 }),
      fc.integer({ min: 60, max: 500 }),
      fc.option(fc.integer({ min: 0, max: 1600 }), { nil: undefined }),
      async (total, serverMax, limit) => {
        await using server = await CannedServer.start((request) => {
          const query = queryOf(request);
          const offset = Number(query.get("offset"));
          const size = Math.min(Number(query.get("limit")), serverMax);
          const end = Math.min(total, offset + size);
          const ids = Array.from({ length: end - offset }, (_, index) => String(100000 + offset + index));
          return pageOf(ids, end < total);
        });
        const items = await Array.fromAsync(list(clientOf(server), limit));

        const wanted = Math.min(limit ?? total, total);
        const ids = items.map((item) => ("exchange" in item ? item.exchange : item.areaCode));
        expect(ids).toEqual(Array.from({ length: wanted }, (_, index) => String(100000 + index)));
        const pages = limit === 0 ? 0 : Math.max(1, Math.ceil(wanted / Math.min(pageMax, serverMax)));
        expect(server.requests).toHaveLength(pages);
        let left = limit ?? Number.POSITIVE_INFINITY;
        for (const request of server.requests) {
          expect(queryOf(request).get("limit")).toBe(String(Math.min(pageMax, left)));
          left -= Math.min(pageMax, serverMax);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("a page is asked for only when its first item is wanted", async () => {
  await using server = await CannedServer.start([pageOf([201, 202], true), pageOf([203])]);
  const codes = clientOf(server).inventory.availableAreaCodes();
  expect(server.requests).toHaveLength(0);
  await codes.next();
  await codes.next();
  expect(server.requests).toHaveLength(1);
  expect((await codes.next()).value).toEqual({ areaCode: "203" });
  expect(server.requests).toHaveLength(2);
});

test("an item that moved over a page's edge meanwhile is given once", async () => {
  await using server = await CannedServer.start([pageOf([201, 202], true), pageOf([202, 203])]);
  const items = await Array.fromAsync(clientOf(server).inventory.availableAreaCodes());
  expect(items.map(({ areaCode }) => areaCode)).toEqual(["201", "202", "203"]);
});

test("a server that sends more than asked for is cut off at the limit", async () => {
  await using server = await CannedServer.start([pageOf([201, 202, 203], true)]);
  expect(await Array.fromAsync(clientOf(server).inventory.availableAreaCodes({ limit: 2 }))).toHaveLength(2);
});

test.each([
  ["an empty page", pageOf([], true)],
  ["a 404 of a resource", resource404],
])("%s ends a list", async (_, last) => {
  await using server = await CannedServer.start([pageOf([201], true), last]);
  expect(await Array.fromAsync(clientOf(server).inventory.availableAreaCodes())).toEqual([{ areaCode: "201" }]);
});

test("a 404 of a resource is an empty list, a 404 of anything else is not", async () => {
  await using empty = await CannedServer.start([resource404, resource404]);
  expect(await Array.fromAsync(clientOf(empty).numbers.list())).toEqual([]);
  const sentence = "404 Not Found: The requested URL was not found on the server.";
  for (const body of ["<h1>Not Found</h1>", { errors: [{ status: sentence }] }, ""]) {
    await using astray = await CannedServer.start([{ status: 404, body }]);
    await expect(Array.fromAsync(clientOf(astray).numbers.list())).rejects.toThrow(UnexpectedResponseError);
  }
});

describe("routes", () => {
  const routes = Array.from({ length: 450 }, (_, index) => ({
    id: index,
    attributes: { alias: `route ${index}`, route_type: index % 3 === 0 ? "HOST" : "uri", value: index },
  }));
  const serve = () =>
    CannedServer.start((request) => {
      const query = queryOf(request);
      const offset = Number(query.get("offset"));
      const end = offset + Number(query.get("limit"));
      return { body: { data: routes.slice(offset, end), links: end < routes.length ? { next: "/" } : {} } };
    });

  test("of an account do not look like none after one wrong 404", async () => {
    const page = { body: { data: routes.slice(0, 2), links: {} } };
    await using server = await CannedServer.start([resource404, page]);
    expect(await Array.fromAsync(clientOf(server).routes.list())).toHaveLength(2);
  });

  test("of one type are picked out of full pages", async () => {
    await using server = await serve();
    const hosts = await Array.fromAsync(clientOf(server).routes.list({ routeType: "host" }));
    expect(hosts.map(({ id }) => Number(id))).toEqual(Array.from({ length: 150 }, (_, index) => index * 3));
    expect(hosts[1]).toEqual({ id: "3", alias: "route 3", routeType: "host", value: "3", edgeStrategyId: undefined });
    expect(server.requests).toHaveLength(3);
  });

  test("of one type stop at the limit, without a page too many", async () => {
    await using server = await serve();
    expect(await Array.fromAsync(clientOf(server).routes.list({ routeType: "host", limit: 60 }))).toHaveLength(60);
    expect(server.requests).toHaveLength(1);
    expect(await Array.fromAsync(clientOf(server).routes.list({ routeType: "host", limit: 0 }))).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
});

test("filters arrive as given, by the API's names, before limit and offset", async () => {
  await using server = await CannedServer.start(() => ({ body: { data: [] } }));
  const text = fc.option(fc.string({ unit: "grapheme", minLength: 1 }), { nil: undefined });
  const filters = fc.record({
    startsWith: text,
    contains: text,
    endsWith: text,
    rateCenter: text,
    state: text,
    numberType: text,
    isoCountry: text,
    tier: text,
    orderBy: fc.constantFrom(undefined, "number", "monthly_cost,asc"),
  }) as fc.Arbitrary<AvailableNumbersQuery>;
  await fc.assert(
    fc.asyncProperty(filters, async (query) => {
      server.requests.length = 0;
      await Array.fromAsync(clientOf(server).inventory.availableNumbers(query));
      const [request] = server.requests as [Recorded];
      const expected = {
        starts_with: query.startsWith,
        contains: query.contains,
        ends_with: query.endsWith,
        rate_center: query.rateCenter,
        state: query.state,
        number_type: query.numberType,
        iso_country: query.isoCountry,
        tier: query.tier,
        order_by: query.orderBy,
        limit: "200",
        offset: "0",
      };
      const sent = Object.entries(expected).filter(([, value]) => value !== undefined);
      expect([...queryOf(request)]).toEqual(sent);
      // A space is %20, which every server reads, and never +, which only some do.
      expect(request.path).not.toContain("+");
    }),
    { numRuns: 60 },
  );
});

test.each<[string, (client: FlowrouteClient) => AsyncGenerator, string]>([
  [
    "area codes",
    (client) => client.inventory.availableAreaCodes({ maxSetupCost: 3.25, limit: 3 }),
    "/v2/numbers/available/areacodes?max_setup_cost=3.25&limit=3&offset=0",
  ],
  [
    "exchanges",
    (client) => client.inventory.availableExchanges({ areaCode: "347", maxSetupCost: 1 }),
    "/v2/numbers/available/exchanges?areacode=347&max_setup_cost=1&limit=200&offset=0",
  ],
  ["tiers", (client) => client.inventory.availableTiers(), "/v2/numbers/available/tiers?limit=200&offset=0"],
  [
    "numbers",
    (client) => client.numbers.list({ startsWith: "1206", contains: "55", endsWith: "00", alias: "Front & back" }),
    "/v2/numbers?starts_with=1206&contains=55&ends_with=00&alias=Front%20%26%20back&limit=200&offset=0",
  ],
  ["routes", (client) => client.routes.list({ limit: 5 }), "/v2/routes?limit=5&offset=0"],
])("the request for %s", async (_, list, path) => {
  await using server = await CannedServer.start([{ body: { data: [] } }]);
  await Array.fromAsync(list(clientOf(server)));
  expect(server.calls).toEqual([`GET ${path}`]);
});
