import { ownedNumber, type Settings } from "../../../sandbox/simulator";
import { call, ids, send, simulatorPerTest, until } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
const configure = (settings: Partial<Settings>) => simulator().configure(settings);
const owned = (number: string) => ownedNumber(simulator().account, number);

const number = "12065550100";

test("clearedAlias: an alias may become the empty text instead of null", async () => {
  configure({ clearedAlias: "" });
  await ask(`PATCH /v2/numbers/${number}`, { type: "number", alias: null });
  expect(owned(number).alias).toBe("");
});

test("limitAboveMax: too large a limit may be refused", async () => {
  configure({ limitAboveMax: 422 });
  expect((await ask("GET /v2/numbers/available/areacodes?limit=400")).status).toBe(200);
  expect((await ask("GET /v2/numbers/available/areacodes?limit=401")).status).toBe(422);
  expect((await ask("GET /v2/numbers/available/exchanges?limit=201")).status).toBe(422);
});

test("emptyList: a list with nothing in it may be a resource that is not found", async () => {
  configure({ emptyList: 404 });
  const answer = await ask("GET /v2/numbers?alias=nobody");
  expect(answer.status).toBe(404);
  expect(answer.text).toContain("Could not find that resource on your account.");
  expect((await ask("GET /v2/numbers?offset=100")).status).toBe(200);
});

test("primaryAfterDelete: a removed primary may leave the SIP registration", async () => {
  configure({ primaryAfterDelete: "0" });
  for (const name of ["primary_route", "failover_route"])
    await ask(`DELETE /v2/numbers/${number}/relationships/${name}`);
  expect(owned(number)).toMatchObject({ primary_route: "0", failover_route: null });
});

test("nullRelationship: null may unassign", async () => {
  configure({ nullRelationship: 204 });
  const path = `/v2/numbers/${number}/relationships`;
  expect((await ask(`PATCH ${path}/primary_route`, { data: null })).status).toBe(204);
  expect(owned(number).primary_route).toBeNull();
  expect((await ask(`PATCH ${path}/primary_route`, {})).status).toBe(422);
});

test.each([404, 422, 403] as const)("buyUnavailable: what is not for sale may be a %d", async (status) => {
  configure({ buyUnavailable: status });
  for (const unavailable of ["12025550100", number])
    expect((await ask(`POST /v2/numbers/${unavailable}`)).status).toBe(status);
  expect(simulator().account.charges).toEqual([]);
});

test("batchRead: the names may be those of v2, or it is not served", async () => {
  configure({ batchRead: "v2" });
  const answer = await ask("POST /v2/numbers/details", { numbers: [number] });
  expect(answer.body).toMatchObject({ data: [{ relationships: { primary_route: { data: { id: "83861" } } } }] });
  configure({ batchRead: "off" });
  expect((await ask("POST /v2/numbers/details", { numbers: [number] })).status).toBe(404);
});

test("batchMax: a batch may be too large", async () => {
  configure({ batchMax: 2 });
  const read = async (...numbers: string[]) => (await ask("POST /v2/numbers/details", { numbers })).status;
  expect(await read("12065550100", "12065550101")).toBe(200);
  expect(await read("12065550100", "12065550101", "12065550102")).toBe(422);
});

test("routeRead: single routes may be unreadable", async () => {
  configure({ routeRead: 405 });
  expect((await ask("GET /v2/routes/83834")).status).toBe(405);
});

test("includeRoutes: numbers may come without their routes", async () => {
  configure({ includeRoutes: false });
  expect((await ask(`GET /v2/numbers/${number}`)).body).not.toHaveProperty("included");
});

test("messageProvisioning: a task may stay under way until it is let go", async () => {
  configure({ messageProvisioning: "held" });
  await ask("POST /v2/numbers/12012673307", { messaging_enabled: true });
  const status = async () =>
    (await ask("GET /v2/numbers/12012673307")).body as { data: { attributes: { messaging_enabled: boolean } } };
  expect((await status()).data.attributes.messaging_enabled).toBe(false);
  configure({ messageProvisioning: "prompt" });
  expect((await status()).data.attributes.messaging_enabled).toBe(true);
});

test("messageProvisioning: without the service a number is changed, but messaging stays as it was", async () => {
  configure({ messageProvisioning: "unavailable" });
  const answer = await ask("PATCH /v2/numbers/12012673227", { type: "number", alias: "New", messaging_enabled: true });
  expect(answer.status).toBe(207);
  expect(answer.body).toMatchObject({ data: { attributes: { alias: "New" } }, errors: [{ status: 503 }] });
  expect(owned("12012673227")).toMatchObject({ alias: "New", messaging_enabled: false, message_provision: null });
});

test("attributeSet: inventory and numbers may look as they did", async () => {
  configure({ attributeSet: "legacy" });
  const answer = await ask("GET /v2/numbers/18005550199");
  expect(answer.body).toMatchObject({ data: { attributes: { number_type: "tollfree" } } });
  expect(answer.text).not.toContain("edge_strategy_id");
});

test("readDelay: each write is unseen by that many reads, and no longer", async () => {
  configure({ readDelay: 2 });
  const aliasRead = async () =>
    ((await ask(`GET /v2/numbers/${number}`)).body as { data: { attributes: { alias: string } } }).data.attributes
      .alias;
  await ask(`PATCH /v2/numbers/${number}`, { type: "number", alias: "first" });
  expect(await aliasRead()).toBe("Front desk");
  await ask(`PATCH /v2/numbers/${number}`, { type: "number", alias: "second" });
  expect(await aliasRead()).toBe("Front desk");
  expect(await aliasRead()).toBe("first");
  expect(await aliasRead()).toBe("second");
});

test("readDelay: an account put in the place of this one is read at once", async () => {
  configure({ readDelay: 5 });
  await ask(`DELETE /v2/numbers/${number}`);
  await send(simulator().url, "PUT /_simulator/account", {}, { numbers: { "12065550101": {} } });
  expect(ids(await ask("GET /v2/numbers"))).toEqual(["12065550101"]);
});

test("readDelay: a bought number is not there, and still for sale, until then; but it cannot be bought twice", async () => {
  configure({ readDelay: 2 });
  expect((await ask("POST /v2/numbers/12012673307")).status).toBe(201);
  expect((await ask("POST /v2/numbers/12012673307")).status).toBe(404);
  expect((await ask("GET /v2/numbers/12012673307")).status).toBe(404);
  expect(ids(await ask("GET /v2/numbers/available?starts_with=12012673307"))).toEqual(["12012673307"]);
  expect((await ask("GET /v2/numbers/12012673307")).status).toBe(200);
});

test.each([
  ["seconds", /^\d+$/],
  ["date", /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/],
  ["none", undefined],
] as const)("rateLimit: above it the answer is 429, with a retryAfter in %s", async (retryAfter, shape) => {
  configure({ rateLimit: 0.001, retryAfter });
  expect((await ask("GET /v2/routes")).status).toBe(200);
  const answer = await ask("POST /v2/numbers/12012673307");
  expect(answer.status).toBe(429);
  expect(answer.body).toMatchObject({ errors: [{ status: 429 }] });
  const header = answer.headers.get("Retry-After");
  if (shape) expect(header).toMatch(shape);
  else expect(header).toBeNull();
  expect(simulator().account.charges).toEqual([]);
});

test("latency: every answer waits, and closing does not wait for it", async () => {
  configure({ latency: 3_600_000 });
  const answer = ask(`DELETE /v2/numbers/${number}`);
  const failed = expect(answer).rejects.toThrow();
  await until(() => simulator().requests().length === 1);
  expect(simulator().requests()[0]?.status).toBeNull();
  await simulator().close();
  await failed;
  expect(simulator().account.numbers).toHaveProperty(number);
});

test("a wrong or unknown setting is refused by name, and changes nothing", () => {
  const wrong = { readDelay: -1, colour: "blue" } as Partial<Settings>;
  expect(() => configure(wrong)).toThrow(/colour[\s\S]*readDelay|readDelay[\s\S]*colour/);
  expect(() => configure({ rateLimit: 0 })).toThrow(/rateLimit/);
});
