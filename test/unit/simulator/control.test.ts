import { request as httpRequest } from "node:http";
import {
  type Account,
  demoAccessKey,
  demoSecretKey,
  ownedNumber,
  type Route,
  type SimulatorOptions,
  seededAccount,
  startSimulator,
} from "../../../sandbox/simulator";
import { call, ids, send, simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
/** The control paths want no credentials. */
const control = (request: string, body?: unknown) => send(simulator().url, request, {}, body);

describe("/_simulator/account", () => {
  test("shows the whole account, as it is now", async () => {
    await ask("POST /v2/numbers/12012673307");
    expect((await control("GET /_simulator/account")).body).toEqual(simulator().account);
  });

  test("takes another account, which requests and the live object see at once", async () => {
    const { account } = simulator();
    const answer = await control("PUT /_simulator/account", { numbers: { "12065550100": { alias: "Only" } } });
    expect(answer.status).toBe(204);
    expect(ids(await ask("GET /v2/numbers"))).toEqual(["12065550100"]);
    expect(ids(await ask("GET /v2/routes"))).toEqual(["0"]);
    expect(ownedNumber(account, "12065550100")).toMatchObject({ alias: "Only", primary_route: "0", setup_cost: 1 });
    expect(account.inventory).toEqual({});
  });

  test("takes back what it showed", async () => {
    const shown = await control("GET /_simulator/account");
    expect((await control("PUT /_simulator/account", shown.body)).status).toBe(204);
    expect((await control("GET /_simulator/account")).body).toEqual(shown.body);
  });

  test.each([
    ["numbers", { numbers: { "+12065550100": {} } }],
    ["numbers.12065550100.primary_route", { numbers: { "12065550100": { primary_route: "7" } } }],
    ["numbers.12065550100", { numbers: { "12065550100": {} }, inventory: { "12065550100": {} } }],
    ["numbers.12065550100", { numbers: { "12065550100": { aliaz: "x" } } }],
    ["inventory.12065550100.setup_cost", { inventory: { "12065550100": { setup_cost: -1 } } }],
    ["routez", { routez: {} }],
    ["routes.1.route_type", { routes: { "1": { alias: "x", route_type: "fax", value: "1" } } }],
    ["", "not JSON"],
    ["", []],
  ])("says where it is wrong (%s), and keeps the account it has", async (where, account) => {
    const before = structuredClone(simulator().account);
    const answer = await control("PUT /_simulator/account", account);
    expect(answer.status).toBe(400);
    expect((answer.body as { error: string }).error).toContain(where);
    expect(simulator().account).toEqual(before);
  });
});

describe("/_simulator/requests", () => {
  test("has what was asked and answered, without credentials and without the control paths", async () => {
    await ask("GET /v2/numbers?limit=2&starts_with=%2B1206");
    await ask("PATCH /v2/numbers/12065550100", { type: "number", alias: "x" });
    await send(simulator().url, "GET /v2/nothing", {});
    const { body, text } = await control("GET /_simulator/requests");
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(body).toEqual([
      { method: "GET", path: "/v2/numbers?limit=2&starts_with=%2B1206", status: 200, body: "", time },
      {
        method: "PATCH",
        path: "/v2/numbers/12065550100",
        status: 200,
        body: '{"type":"number","alias":"x"}',
        time,
      },
      { method: "GET", path: "/v2/nothing", status: 401, body: "", time },
    ]);
    expect(body).toEqual(simulator().requests());
    for (const secret of [demoSecretKey, demoAccessKey, "Basic", "uthorization"]) expect(text).not.toContain(secret);
  });

  test("is emptied", async () => {
    await ask("GET /v2/routes");
    expect((await control("DELETE /_simulator/requests")).status).toBe(204);
    expect(simulator().requests()).toEqual([]);
    await ask("GET /v2/routes");
    simulator().clearRequests();
    expect((await control("GET /_simulator/requests")).body).toEqual([]);
  });
});

test("/_simulator/faults adds and clears", async () => {
  const fault = { match: { method: "GET", path: "/v2/routes" }, times: 3, action: "status", status: 500 };
  expect((await control("POST /_simulator/faults", fault)).status).toBe(204);
  expect((await ask("GET /v2/routes")).status).toBe(500);
  expect((await control("DELETE /_simulator/faults")).status).toBe(204);
  expect((await ask("GET /v2/routes")).status).toBe(200);
  const wrong = await control("POST /_simulator/faults", { ...fault, action: "explode" });
  expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining("action")]);
});

test("/_simulator/settings shows and changes", async () => {
  expect((await control("PATCH /_simulator/settings", { nestedPurchase: true, clearedAlias: "" })).status).toBe(204);
  expect((await control("GET /_simulator/settings")).body).toMatchObject({
    nestedPurchase: true,
    clearedAlias: "",
    limitAboveMax: "clamp",
    rateLimit: null,
  });
  const wrong = await control("PATCH /_simulator/settings", { nestedPurchase: "yes" });
  expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining("nestedPurchase")]);
  expect((await control("PATCH /_simulator/settings", [])).status).toBe(400);
});

test("a control path that does not exist is named", async () => {
  const answer = await control("POST /_simulator/account");
  expect(answer.status).toBe(404);
  expect(answer.text).toContain("POST /_simulator/account");
});

describe("startSimulator", () => {
  const route: Route = { alias: "one", route_type: "host", value: "192.0.2.1", edge_strategy_id: null };
  const started = async (
    options: SimulatorOptions,
    use: (it: Awaited<ReturnType<typeof startSimulator>>) => unknown,
  ) => {
    const it = await startSimulator(options);
    try {
      await use(it);
    } finally {
      await it.close();
    }
  };

  test("takes keys, an account and settings together", () =>
    started(
      {
        accessKey: "mine",
        secretKey: "also mine",
        account: { numbers: { "12065550100": {} } },
        includeRoutes: false,
      },
      async (it) => {
        const answer = await call(it, "GET /v2/numbers/12065550100");
        expect(answer.status).toBe(200);
        expect(answer.body).not.toHaveProperty("included");
        const demo = Buffer.from(`${demoAccessKey}:${demoSecretKey}`).toString("base64");
        expect((await send(it.url, "GET /v2/numbers", { Authorization: `Basic ${demo}` })).status).toBe(401);
      },
    ));

  test("works on a copy of the account it is given", async () => {
    const mine: Account = seededAccount();
    await started({ account: mine }, (it) => call(it, "DELETE /v2/numbers/12065550100"));
    expect(mine).toEqual(seededAccount());
  });

  test("gives every simulator an account of its own, in all its parts", async () => {
    const input = { numbers: { "12065550100": {} }, routes: { "1": { ...route } }, inventory: { "12065550101": {} } };
    await started({ account: input }, (first) =>
      started({ account: input }, (second) => {
        const untouched = structuredClone(second.account);
        Object.assign(first.account.routes["0"] ?? {}, { alias: "changed" });
        Object.assign(first.account.routes["1"] ?? {}, { alias: "changed" });
        ownedNumber(first.account, "12065550100").alias = "changed";
        first.account.edge_strategies["1"] = { name: "changed", description: "", firewall_rules: "", naptr: "" };
        first.account.charges.push({ number: "12065550100", setup_cost: 1, monthly_cost: 1 });
        delete first.account.inventory["12065550101"];
        expect(second.account).toEqual(untouched);
        expect(first.account).not.toEqual(untouched);
      }),
    );
    expect(input.routes["1"]).toEqual(route);
  });

  test("has keys of Flowroute's lengths where none are given", () => {
    expect([demoAccessKey.length, demoSecretKey.length]).toEqual([8, 32]);
    expect(simulator()).toMatchObject({ accessKey: demoAccessKey, secretKey: demoSecretKey });
  });

  test.each(["localhost", "127.0.0.1"])("listens on %s and shows it in links", (host) =>
    started({ host }, async (it) => {
      expect(it.url).toMatch(new RegExp(`^http://${host}:\\d+$`));
      expect((await call(it, "GET /v2/numbers?limit=1")).text).toContain(
        `"self":"${it.url}/v2/numbers?limit=1&offset=0"`,
      );
    }),
  );

  test("listens on no other machine's behalf", async () => {
    for (const host of ["0.0.0.0", "::", "192.0.2.1", "example.com"])
      await expect(startSimulator({ host })).rejects.toThrow(/this machine only/);
  });

  test("says when the port is taken", async () => {
    const port = Number(new URL(simulator().url).port);
    await expect(startSimulator({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  test("refuses wrong settings and accounts", async () => {
    await expect(startSimulator({ latency: -1 })).rejects.toThrow(/latency/);
    await expect(startSimulator({ account: { numbers: { abc: {} } } })).rejects.toThrow(/numbers/);
  });

  test("stops though a connection is kept alive, and can be closed twice", async () => {
    const { url } = simulator();
    const ended = new Promise<void>((resolve) => {
      const idle = httpRequest(`${url}/_simulator/requests`, { headers: { Connection: "keep-alive" } });
      idle.on("socket", (socket) => socket.once("close", () => resolve()));
      idle.on("response", (response) => response.resume().once("end", () => simulator().close()));
      idle.end();
    });
    await ended;
    await simulator().close();
    await expect(fetch(url)).rejects.toThrow();
  });
});
