import fc from "fast-check";
import { type Simulator, startSimulator } from "../../../sandbox/simulator";
import { type Answer, call, ids } from "../../support/simulator";

// Nothing here changes the account, so one simulator serves all.
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const get = (path: string) => call(simulator, `GET /v2/numbers${path}`);
const links = (answer: Answer) => (answer.body as { links: { self: string; next?: string } }).links;
const attributes = (answer: Answer) =>
  (answer.body as { data: { attributes: Record<string, unknown> }[] }).data.map((item) => item.attributes);

describe("the seeded inventory", () => {
  test("has the numbers, places, tiers and prices that programs must cope with", () => {
    const { inventory } = simulator.account;
    const offers = Object.values(inventory);
    expect(offers.length).toBeGreaterThanOrEqual(2000);
    expect(Object.keys(inventory).filter((number) => number in simulator.account.numbers)).toEqual([]);
    expect(new Set(offers.map((offer) => offer.setup_cost))).toEqual(new Set([0, 1, 3.99, 199.95, 500_000]));
    expect(new Set(offers.map((offer) => offer.monthly_cost))).toEqual(new Set([0.5, 0.85, 1.25]));
    expect(new Set(offers.map((offer) => offer.tier))).toEqual(
      new Set(["Standard", "Rare", "Priceless", "US Promo $0.0/$0.50/$0.005"]),
    );
    expect(new Set(offers.map((offer) => offer.iso_country))).toEqual(new Set(["US", "CA", "BE"]));
    expect(offers.filter((offer) => offer.number_type === "toll-free").every((offer) => offer.state === null)).toBe(
      true,
    );
  });

  test("is the same at every start", async () => {
    const other = await startSimulator();
    expect(other.account).toEqual(simulator.account);
    await other.close();
  });
});

describe("paging", () => {
  const lists = ["/available/areacodes", "/available/exchanges", "/available/tiers", "/available", ""];

  test.each(lists)("a list of %s has 10 items unless told otherwise", async (list) => {
    const answer = await get(list);
    expect(ids(answer).length).toBeLessThanOrEqual(10);
    expect(links(answer).self).toMatch(/\?limit=10&offset=0$/);
    expect("next" in links(answer)).toBe(ids(answer).length === 10);
  });

  test.each([
    ["/available/areacodes", 400],
    ["/available/exchanges", 200],
    ["/available/tiers", 200],
    ["/available", 200],
    ["", 200],
  ])("a limit above the maximum of %s counts as %d", async (list, max) => {
    const answer = await get(`${list}?limit=${max + 1}`);
    expect(answer.status).toBe(200);
    expect(links(answer).self).toMatch(new RegExp(`\\?limit=${max}&offset=0$`));
    expect(ids(answer).length).toBeLessThanOrEqual(max);
  });

  test.each(["limit=0", "limit=-1", "limit=ten", "limit=1.5", "limit=", "offset=-1", "offset=x"])(
    "%s is refused",
    async (query) => {
      for (const list of lists) expect((await get(`${list}?${query}`)).status).toBe(422);
    },
  );

  test("the last page names no next one, though it may be full", async () => {
    expect(ids(await get("/available/tiers?limit=2&offset=2"))).toHaveLength(2);
    expect(links(await get("/available/tiers?limit=2&offset=1"))).toHaveProperty("next");
    expect(links(await get("/available/tiers?limit=2&offset=2"))).not.toHaveProperty("next");
  });

  test("past the end there is an empty page without a next one", async () => {
    const answer = await get("/available?limit=10&offset=1000000");
    expect(answer.status).toBe(200);
    expect(ids(answer)).toEqual([]);
    expect(links(answer)).not.toHaveProperty("next");
  });

  test("following the next links gives every item once and in order, whatever the limit", async () => {
    const all = Object.keys(simulator.account.inventory)
      .filter((number) => number.startsWith("1425"))
      .sort();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 7, max: 200 }),
        fc.integer({ min: 0, max: all.length }),
        async (limit, offset) => {
          const seen: string[] = [];
          let path: string | undefined = `/v2/numbers/available?starts_with=425&limit=${limit}&offset=${offset}`;
          while (path !== undefined) {
            const answer = await call(simulator, `GET ${path}`);
            seen.push(...ids(answer));
            path = links(answer).next?.slice(simulator.url.length);
          }
          expect(seen).toEqual(all.slice(offset));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("area codes and exchanges", () => {
  test("only those with a number for at most the set-up cost, compared as a fraction", async () => {
    expect(ids(await get("/available/areacodes?limit=400"))).toContain("212");
    expect(ids(await get("/available/areacodes?limit=400&max_setup_cost=199.94"))).not.toContain("212");
    expect(ids(await get("/available/areacodes?limit=400&max_setup_cost=199.95"))).toContain("212");
    expect(ids(await get("/available/exchanges?areacode=201&max_setup_cost=3.98"))).toEqual(["201267", "201616"]);
    expect(ids(await get("/available/exchanges?areacode=201&max_setup_cost=3.99"))).toEqual([
      "201267",
      "201616",
      "201885",
    ]);
  });

  test("the cost is echoed without its fraction, after which come the other filters", async () => {
    expect(links(await get("/available/exchanges?areacode=201&max_setup_cost=3.98")).self).toMatch(
      /\?max_setup_cost=3&areacode=201&limit=10&offset=0$/,
    );
  });

  test("numbers of other countries have neither", async () => {
    expect(ids(await get("/available/areacodes?limit=400"))).not.toContain("225");
  });

  test.each(["2", "20", "2012", "abc", "", "101"])("area code %j is refused", async (areacode) => {
    const answer = await get(`/available/exchanges?areacode=${areacode}`);
    expect(answer.body).toMatchObject({ errors: [{ detail: "Invalid area code" }] });
  });

  test("an area code without numbers for sale has no exchanges", async () => {
    expect(ids(await get("/available/exchanges?areacode=999"))).toEqual([]);
  });

  test.each(["*", "abc", "", "1,5", "0x10", "Infinity"])("a set-up cost of %j is refused", async (cost) => {
    const answer = await get(`/available/areacodes?max_setup_cost=${cost}`);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ detail: `could not convert string to float: ${cost}` }] });
  });
});

describe("search", () => {
  test("country code 1 is put in front of a prefix, once", async () => {
    for (const prefix of ["646", "1646", "%2B1646", "+1646"]) {
      const answer = await get(`/available?starts_with=${prefix}`);
      expect(ids(answer)[0]).toBe("16463435000");
    }
    expect(links(await get("/available?starts_with=646")).self).toMatch(/\?starts_with=1646&/);
    expect(links(await get("/available?starts_with=1646")).self).toMatch(/\?starts_with=1646&/);
  });

  test("another country code follows a plus sign, and the links keep it", async () => {
    const answer = await get("/available?starts_with=%2B32&limit=2");
    expect(ids(answer)).toEqual(["3225551001", "3225551002"]);
    expect(links(answer).next).toMatch(/\?starts_with=%2B32&limit=2&offset=2$/);
    expect(ids(await get("/available?starts_with=32"))).toEqual([]);
  });

  test("parts are looked for in the whole number, country code included", async () => {
    expect(ids(await get("/available?contains=12012673307"))).toEqual(["12012673307"]);
    expect(ids(await get("/available?ends_with=12012673307"))).toEqual(["12012673307"]);
    expect(ids(await get("/available?starts_with=12012673307"))).toEqual(["12012673307"]);
  });

  test("filters apply together, and are echoed in order", async () => {
    const answer = await get(
      "/available?order_by=tn,desc&iso_country=us&number_type=longcode&rate_center=Seattle&state=wa&starts_with=206&ends_with=7&contains=50&limit=200",
    );
    expect(ids(answer).length).toBeGreaterThan(0);
    for (const number of ids(answer)) expect(number).toMatch(/^1206.*7$/);
    expect(links(answer).self).toMatch(
      /\?contains=50&ends_with=7&starts_with=1206&state=WA&rate_center=SEATTLE&number_type=longcode&iso_country=US&order_by=tn%2Cdesc&limit=200&offset=0$/,
    );
  });

  test("by type, country and tier", async () => {
    const kinds = async (query: string, field: string) =>
      new Set(attributes(await get(`/available?limit=200&${query}`)).map((found) => found[field]));
    expect(await kinds("number_type=toll-free", "number_type")).toEqual(new Set(["toll-free"]));
    expect(await kinds("iso_country=be", "iso_country")).toEqual(new Set(["BE"]));
    const promo = "US Promo $0.0/$0.50/$0.005";
    expect(await kinds(`tier=${encodeURIComponent(promo)}`, "tier")).toEqual(new Set([promo]));
  });

  test("a set-up cost is not a filter of the search", async () => {
    const costs = attributes(await get("/available?limit=200&max_setup_cost=1")).map((found) => found.setup_cost);
    expect(costs).toContain(3.99);
  });

  test("ordered by number, or by the field asked for, what has none of it last", async () => {
    const numbers = ids(await get("/available?starts_with=425&limit=200"));
    expect(numbers).toEqual([...numbers].sort());
    for (const field of ["number", "value", "tn"])
      expect(ids(await get(`/available?starts_with=425&limit=200&order_by=${field},desc`))).toEqual(
        [...numbers].reverse(),
      );
    const costs = attributes(await get("/available?order_by=monthly_cost&limit=200")).map(
      (found) => found.monthly_cost,
    );
    expect(costs[0]).toBe(0.5);
    const total = Object.keys(simulator.account.inventory).length;
    const states = attributes(await get(`/available?order_by=state,asc&limit=1&offset=${total - 1}`)).map(
      (found) => found.state,
    );
    expect(states).toEqual([null]);
  });

  test.each([
    "starts_with=20a",
    "starts_with=",
    "contains=%2B1",
    "ends_with=x",
    "state=Washington",
    "state=1",
    "rate_center=",
    "number_type=mobile",
    "iso_country=USA",
    "order_by=colour",
    "order_by=tn,up",
    "order_by=tn,asc,desc",
    "order_by=constructor",
  ])("%s is refused", async (query) => {
    const answer = await get(`/available?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ detail: expect.any(String), status: 422 }] });
  });
});
