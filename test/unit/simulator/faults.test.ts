import { type Fault, ownedNumber } from "../../../sandbox/simulator";
import { call, simulatorPerTest, until } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
const add = (fault: Fault) => simulator().addFault(fault);
const charges = () => simulator().account.charges.length;
const statuses = () =>
  simulator()
    .requests()
    .map(({ status }) => status);

const buy = "POST /v2/numbers/12012673307";
const purchase = { method: "POST", path: "/v2/numbers/12012673307" };

describe.each([
  ["before", 0],
  ["after", 1],
] as const)("%s the change", (when, charged) => {
  test("status: answers with the status and Flowroute's own body for it", async () => {
    add({ match: purchase, when, action: "status", status: 503, retryAfter: 7 });
    const answer = await ask(buy);
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ errors: [{ status: 503, title: "Service Unavailable" }] });
    expect(answer.headers.get("Retry-After")).toBe("7");
    expect(charges()).toBe(charged);
    expect(statuses()).toEqual([503]);
  });

  test("reset: destroys the connection", async () => {
    add({ match: purchase, when, action: "reset" });
    await expect(ask(buy)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(charges()).toBe(charged);
    expect(statuses()).toEqual([null]);
  });

  test("hang: never answers, until the simulator closes", async () => {
    add({ match: purchase, when, action: "hang" });
    const failed = expect(ask(buy)).rejects.toThrow();
    await until(() => simulator().requests().length === 1 && charges() === charged);
    await simulator().close();
    await failed;
    expect(charges()).toBe(charged);
    expect(statuses()).toEqual([null]);
  });

  test("malformed: answers with half a document", async () => {
    add({ match: purchase, when, action: "malformed" });
    const answer = await ask(buy);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toBe("");
    expect(() => JSON.parse(answer.text)).toThrow(SyntaxError);
    expect(charges()).toBe(charged);
  });

  test("delay: waits before the change, or between it and the answer", async () => {
    add({ match: purchase, when, action: "delay", delayMs: 3_600_000 });
    const failed = expect(ask(buy)).rejects.toThrow();
    await until(() => simulator().requests().length === 1 && charges() === charged);
    await simulator().close();
    await failed;
    expect(charges()).toBe(charged);
  });
});

test("delay: the right answer comes in the end", async () => {
  add({ match: purchase, action: "delay", delayMs: 1 });
  add({ match: purchase, when: "after", action: "delay", delayMs: 1 });
  expect((await ask(buy)).status).toBe(201);
  expect((await ask(buy)).status).toBe(404);
  expect(statuses()).toEqual([201, 404]);
});

test("hang: other requests are answered meanwhile", async () => {
  add({ match: { method: "GET", path: "/v2/routes" }, action: "hang" });
  const hanging = expect(ask("GET /v2/routes")).rejects.toThrow();
  await until(() => simulator().requests().length === 1);
  expect((await ask("GET /v2/routes")).status).toBe(200);
  await simulator().close();
  await hanging;
});

test("a fault happens as often as it says, once by default, and then the next one", async () => {
  add({ match: { method: "GET", path: "/v2/routes" }, action: "status", status: 500 });
  add({ match: { method: "GET", path: "/v2/routes" }, times: 2, action: "status", status: 429 });
  for (let count = 0; count < 4; count += 1) await ask("GET /v2/routes");
  expect(statuses()).toEqual([500, 429, 429, 200]);
});

test("clearing takes away those still to come", async () => {
  add({ match: { method: "*", path: "/**" }, times: 5, action: "status", status: 500 });
  await ask("GET /v2/routes");
  simulator().clearFaults();
  await ask("GET /v2/routes");
  expect(statuses()).toEqual([500, 200]);
});

test.each<[pattern: string, request: string, matches: boolean]>([
  ["GET /v2/routes", "GET /v2/routes?limit=1", true],
  ["GET /v2/routes", "GET /v2/routes/", true],
  ["GET /v2/routes/", "GET /v2/routes", true],
  ["get /v2/routes", "GET /v2/routes", true],
  ["GET /v2/routes", "POST /v2/routes", false],
  ["* /v2/routes", "POST /v2/routes", true],
  ["GET /v2/routes", "GET /v2/routes/0", false],
  ["GET /v2/numbers/*", "GET /v2/numbers/12065550100", true],
  ["GET /v2/numbers/1206*", "GET /v2/numbers/12065550100", true],
  ["GET /v2/numbers/1206*", "GET /v2/numbers/12125550110", false],
  ["DELETE /v2/numbers/*", "DELETE /v2/numbers/12065550100/relationships/failover_route", false],
  ["DELETE /v2/numbers/*/relationships/*", "DELETE /v2/numbers/12065550100/relationships/failover_route", true],
  ["DELETE /v2/**", "DELETE /v2/numbers/12065550100/relationships/failover_route", true],
  ["GET /v2/routes?limit=1", "GET /v2/routes?limit=1", true],
  ["GET /v2/routes?limit=1", "GET /v2/routes?limit=10", false],
  ["GET /v2/numbers?*offset=10", "GET /v2/numbers?limit=10&offset=10", true],
  ["GET /v2/rout.s", "GET /v2/routes", false],
])("%s against %s: %p", async (pattern, request, matches) => {
  const [method = "", path = ""] = pattern.split(" ");
  add({ match: { method, path }, action: "status", status: 502 });
  expect((await ask(request)).status === 502).toBe(matches);
});

test("a fault is not used up by a request without the right credentials", async () => {
  add({ match: { method: "GET", path: "/v2/routes" }, action: "status", status: 500 });
  expect((await fetch(`${simulator().url}/v2/routes`)).status).toBe(401);
  expect((await ask("GET /v2/routes")).status).toBe(500);
});

test("a body of one's own is JSON, or text as a proxy sends it; a redirect says where to", async () => {
  const match = { method: "GET", path: "/v2/routes" };
  add({ match, action: "status", status: 500, body: { errors: [] } });
  add({ match, action: "status", status: 502, body: "<h1>Bad gateway</h1>" });
  add({ match, action: "status", status: 302, location: "http://192.0.2.1/" });
  add({ match, action: "status", status: 204 });
  expect((await ask("GET /v2/routes")).body).toEqual({ errors: [] });
  const page = await ask("GET /v2/routes");
  expect([page.status, page.text, page.headers.get("Content-Type")]).toEqual([
    502,
    "<h1>Bad gateway</h1>",
    "text/html",
  ]);
  const redirect = await ask("GET /v2/routes");
  expect([redirect.status, redirect.headers.get("Location")]).toEqual([302, "http://192.0.2.1/"]);
  expect((await ask("GET /v2/routes")).status).toBe(204);
});

test("after: a request that is refused anyway changes nothing, and its answer is lost all the same", async () => {
  const number = "12065550100";
  const before = { ...ownedNumber(simulator().account, number) };
  add({ match: { method: "PATCH", path: `/v2/numbers/${number}` }, when: "after", action: "status", status: 500 });
  expect((await ask(`PATCH /v2/numbers/${number}`, { alias: "no type" })).status).toBe(500);
  expect(ownedNumber(simulator().account, number)).toEqual(before);
});

test("a wrong fault is refused by name", () => {
  const match = { method: "GET", path: "/v2/routes" };
  expect(() => add({ match, action: "explode" } as unknown as Fault)).toThrow(/action/);
  expect(() => add({ match, action: "status" } as unknown as Fault)).toThrow(/status/);
  expect(() => add({ match, action: "reset", times: 0 })).toThrow(/times/);
  expect(() => add({ match: { method: "GET", path: "v2" }, action: "reset" })).toThrow(/path/);
  expect(() => add({ match, action: "reset", delay: 1 } as unknown as Fault)).toThrow(/delay/);
});
