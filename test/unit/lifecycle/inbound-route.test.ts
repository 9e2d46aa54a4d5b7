import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "../../../provider/lifecycle/command";
import type { AccountInput } from "../../../sandbox/simulator";
import { calls, checked, create, startAccount, startCommand, writes } from "../../support/session";

const seattle = { alias: "pbx-seattle", host: "sea.pbx.example.com" };
const urn = "urn:pulumi:test::phones::pulumi-nodejs:dynamic/flowroute:InboundRoute::seattle";

/** An account with routes 101 (pbx-seattle, a host) and 102 (pbx-denver), and so many numbers on the first. */
function site(count = 2): AccountInput {
  const numbers = Array.from({ length: count }, (_, line) => `1206555${String(line).padStart(4, "0")}`);
  return {
    routes: {
      "101": { alias: "pbx-seattle", route_type: "host", value: "sea.pbx.example.com", edge_strategy_id: null },
      "102": { alias: "pbx-denver", route_type: "host", value: "den.pbx.example.com", edge_strategy_id: null },
    },
    numbers: Object.fromEntries(numbers.map((it) => [it, { primary_route: "101", failover_route: "102" }])),
  };
}

const routeOf = (simulator: Awaited<ReturnType<typeof startAccount>>, id: string) => simulator.account.routes[id];

describe("creating an InboundRoute", () => {
  test("makes it where the account has none of its alias, in one request; preview and up say so", async () => {
    await using simulator = await startAccount();
    const { inboundRoute, said } = startCommand(simulator);
    const { id, outs } = await create(inboundRoute, { ...seattle, weight: 30, onDelete: "retain" });
    expect(writes(simulator)).toEqual(["POST /v2/routes"]);
    expect(routeOf(simulator, id)).toEqual({
      alias: "pbx-seattle",
      route_type: "host",
      value: "sea.pbx.example.com;weight=30",
      edge_strategy_id: null,
    });
    expect(outs).toMatchObject({ alias: "pbx-seattle", routeType: "host", created: true });
    expect(said).toContain("flowroute: route pbx-seattle will be made, to host sea.pbx.example.com;weight=30");
  });

  test.each([
    ["a URI", { uri: "sips:desk@example.com:5061;transport=tls" }, "uri", "sips:desk@example.com:5061;transport=tls"],
    ["a number in any spelling", { number: "(647) 699-8778" }, "number", "16476998778"],
    ["an address with a port", { host: "192.0.2.10:5060" }, "host", "192.0.2.10:5060"],
  ])("makes one that leads to %s", async (_, target, route_type, value) => {
    await using simulator = await startAccount();
    const { inboundRoute } = startCommand(simulator);
    const { id } = await create(inboundRoute, { alias: "elsewhere", ...target });
    expect(routeOf(simulator, id)).toMatchObject({ route_type, value });
  });

  test("adopts the one of its alias without a write", async () => {
    await using simulator = await startAccount({ account: site() });
    const { inboundRoute, said } = startCommand(simulator);
    const made = await create(inboundRoute, { ...seattle, alias: " pbx-seattle ", host: "SEA.pbx.example.com" });
    expect(made.id).toBe("101");
    expect(made.outs).toMatchObject({ created: false });
    expect(writes(simulator)).toEqual([]);
    expect(said).toEqual(["flowroute: route 101 (pbx-seattle) is on the account and is adopted; nothing is written"]);
  });

  test("that adopts says from what to what it changes, and whose calls move; then writes only that", async () => {
    await using simulator = await startAccount({ account: site(12) });
    const { inboundRoute, said } = startCommand(simulator);
    await create(inboundRoute, { ...seattle, host: "new.pbx.example.com" });
    expect(writes(simulator)).toEqual(["PATCH /v2/routes/101"]);
    expect(said).toEqual([
      "flowroute: route 101 (pbx-seattle) will change from host sea.pbx.example.com to host new.pbx.example.com; the calls of 12 " +
        "numbers (12065550000, 12065550001, 12065550002, 12065550003, 12065550004, 12065550005, 12065550006, 12065550007, " +
        "12065550008, 12065550009 and 2 more) move with it",
    ]);
  });

  test("refuses an alias that several routes have, and names them", async () => {
    const account = site();
    account.routes = { ...account.routes, "103": { ...account.routes?.["101"], value: "other.example.com" } } as never;
    await using simulator = await startAccount({ account });
    const refused = create(startCommand(simulator).inboundRoute, seattle);
    await expect(refused).rejects.toThrow(
      'alias: 2 routes of this account have the alias "pbx-seattle": 101 (host sea.pbx.example.com), 103 (host other.example.com).',
    );
    expect(writes(simulator)).toEqual([]);
  });

  test.each([
    ["is lost after the route was made", { action: "reset", when: "after" }],
    ["is not what Flowroute promises", { action: "malformed", when: "after" }],
  ] as const)("finds the route when the answer %s", async (_, fault) => {
    await using simulator = await startAccount();
    simulator.addFault({ match: { method: "POST", path: "/v2/routes" }, ...fault });
    const { inboundRoute, said } = startCommand(simulator);
    const { id, outs } = await create(inboundRoute, seattle);
    expect(outs).toMatchObject({ created: true });
    expect(Object.values(simulator.account.routes).filter(({ alias }) => alias === "pbx-seattle")).toHaveLength(1);
    expect(said.join()).toContain(`route ${id} (pbx-seattle) was made: the answer was lost on the way`);
  });

  test("adopts the route that the alias is taken by, if it leads to the same place, and else says what it found", async () => {
    await using simulator = await startAccount();
    const before = startCommand(simulator);
    const inputs = await checked(before.inboundRoute, {}, seattle);
    // Made in the portal, after this command read the list.
    simulator.account.routes["555"] = {
      alias: "pbx-seattle",
      route_type: "host",
      value: seattle.host,
      edge_strategy_id: null,
    };
    expect(await before.inboundRoute.create(inputs)).toMatchObject({ id: "555", outs: { created: false } });
    delete simulator.account.routes["555"];
    const other = startCommand(simulator);
    await checked(other.inboundRoute, {}, seattle);
    simulator.account.routes["556"] = {
      alias: "pbx-seattle",
      route_type: "host",
      value: "x.example.com",
      edge_strategy_id: null,
    };
    await expect(other.inboundRoute.create(inputs)).rejects.toThrow(
      "route 556 (pbx-seattle) was made by somebody else a moment ago, and leads to host x.example.com. Nothing was changed.",
    );
  });

  test("is refused for the second resource of an alias", async () => {
    await using simulator = await startAccount();
    const { inboundRoute } = startCommand(simulator);
    await checked(inboundRoute, {}, { ...seattle, __urn: `${urn}-a` });
    const { failures } = await inboundRoute.check({}, { ...seattle, __urn: `${urn}-b` });
    expect(failures?.[0]?.reason).toContain(
      'Two InboundRoute resources, "seattle-a" and "seattle-b", declare the alias',
    );
  });

  test("is refused where another resource of the program has the route under its old alias, which it changes", async () => {
    await using simulator = await startAccount({ account: site() });
    const made = await create(startCommand(simulator).inboundRoute, { ...seattle, __urn: `${urn}-a` });
    const { inboundRoute } = startCommand(simulator);
    await checked(inboundRoute, made.inputs, { ...seattle, alias: "pbx-old", __urn: `${urn}-a` });
    const { failures } = await inboundRoute.check({}, { ...seattle, host: "new.example.com", __urn: `${urn}-b` });
    expect(failures?.[0]?.reason).toContain("A resource whose alias changes counts with its old one too");
    expect(writes(simulator)).toEqual([]);
  });

  test("may use one alias on each of two accounts", async () => {
    await using one = await startAccount({ accessKey: "onekey12" });
    await using other = await startAccount({ accessKey: "otherkey" });
    const home = mkdtempSync(join(tmpdir(), "flowroute-accounts-"));
    const both = [one, other].map((it) => startCommand(it, {}, { command: Command.ofEngine("127.0.0.1:1", home) }));
    for (const [index, { inboundRoute }] of both.entries())
      expect((await create(inboundRoute, { ...seattle, __urn: `${urn}-${index}` })).outs).toMatchObject({
        created: true,
      });
    rmSync(home, { recursive: true });
  });

  test("keeps a route in the state that was made, whatever fails after it", async () => {
    await using simulator = await startAccount();
    simulator.addFault({
      match: { method: "GET", path: "/v2/routes/edge_strategies" },
      action: "status",
      status: 403,
      times: 9,
    });
    const { inboundRoute } = startCommand(simulator);
    const { outs } = await create(inboundRoute, { ...seattle });
    expect(outs).toMatchObject({ created: true });
  });
});

describe("an edge strategy", () => {
  test("is found by name in any case or by id, and set", async () => {
    await using simulator = await startAccount();
    const [id = "", { name } = { name: "" }] = Object.entries(simulator.account.edge_strategies)[0] ?? [];
    const { inboundRoute } = startCommand(simulator);
    const one = await create(inboundRoute, { ...seattle, edgeStrategy: name.toLowerCase() });
    expect(routeOf(simulator, one.id)?.edge_strategy_id).toBe(Number(id));
    expect(one.outs).toMatchObject({ edgeStrategyId: Number(id), edgeStrategyName: name });
    const other = await create(inboundRoute, { alias: "b", host: "b.example.com", edgeStrategy: Number(id) });
    expect(other.outs).toMatchObject({ edgeStrategyName: name });
  });

  test("that Flowroute does not have is refused, and near ones are named", async () => {
    await using simulator = await startAccount();
    const { inboundRoute } = startCommand(simulator);
    const { failures } = await inboundRoute.check({}, { ...seattle, edgeStrategy: "US-East-VAA" });
    expect(failures).toEqual([
      {
        property: "edgeStrategy",
        reason: 'Flowroute has no edge strategy "US-East-VAA"; did you mean US-East-VA or US-West-OR?',
      },
    ]);
  });

  test("that a new route does not take on is set by a change", async () => {
    await using simulator = await startAccount({ edgeOnCreate: "edge_strategy" });
    const { id } = await create(startCommand(simulator).inboundRoute, { ...seattle, edgeStrategy: "US-East-VA" });
    expect(writes(simulator)).toEqual(["POST /v2/routes", `PATCH /v2/routes/${id}`]);
    expect(routeOf(simulator, id)?.edge_strategy_id).not.toBeNull();
  });

  test("that is not declared stays as it is", async () => {
    await using simulator = await startAccount({ account: site() });
    const route = routeOf(simulator, "101");
    if (!route) throw new Error("the account has route 101");
    route.edge_strategy_id = 4;
    const { inboundRoute } = startCommand(simulator);
    const { outs, inputs } = await create(inboundRoute, { ...seattle, host: "new.example.com" });
    expect(routeOf(simulator, "101")).toMatchObject({ edge_strategy_id: 4, value: "new.example.com" });
    expect(await inboundRoute.diff("101", outs, inputs)).toMatchObject({ changes: false });
  });
});

describe("changing an InboundRoute", () => {
  test("that this resource made says what will change, and no more", async () => {
    await using simulator = await startAccount();
    const { inboundRoute, said } = startCommand(simulator);
    const made = await create(inboundRoute, { ...seattle, weight: 5, __urn: urn });
    const news = await checked(inboundRoute, made.inputs, { ...seattle, weight: 7, __urn: urn });
    await inboundRoute.diff(made.id, made.outs, news);
    simulator.clearRequests();
    await inboundRoute.update(made.id, made.outs, news);
    expect(calls(simulator)).toEqual([`PATCH /v2/routes/${made.id}`, "GET /v2/routes?limit=200&offset=0"]);
    expect(said.slice(1)).toEqual([
      `flowroute: route ${made.id} (pbx-seattle) will change from host sea.pbx.example.com;weight=5 to host ` +
        "sea.pbx.example.com;weight=7; no number is on it",
    ]);
  });

  test("is one request, whatever the number of numbers on it; the plan says how many move, and a refresh finds nothing", async () => {
    await using simulator = await startAccount({ account: site(500) });
    const before = startCommand(simulator);
    const made = await create(before.inboundRoute, { ...seattle, __urn: urn });
    simulator.clearRequests();
    const { inboundRoute, said } = startCommand(simulator);
    const news = await checked(inboundRoute, made.inputs, { ...seattle, host: "den.pbx.example.com", __urn: urn });
    expect(await inboundRoute.diff("101", made.outs, news)).toEqual({ changes: true, replaces: [] });
    expect(said.join()).toContain(
      "will change from host sea.pbx.example.com to host den.pbx.example.com; the calls of 500 numbers",
    );
    const { outs } = await inboundRoute.update("101", made.outs, news);
    expect(writes(simulator)).toEqual(["PATCH /v2/routes/101"]);
    const later = startCommand(simulator);
    const read = await later.inboundRoute.read("101", outs);
    expect(read).toMatchObject({ id: "101", props: outs });
    expect(read.inputs).toBeUndefined();
    expect(later.said).toEqual([]);
  });

  test("is planned also where only onDelete changes and somebody changed the route by hand", async () => {
    await using simulator = await startAccount({ account: site(1) });
    const made = await create(startCommand(simulator).inboundRoute, { ...seattle, __urn: urn });
    Object.assign(routeOf(simulator, "101") ?? {}, { value: "by-hand.example.com" });
    const { inboundRoute, said } = startCommand(simulator);
    const news = await checked(inboundRoute, made.inputs, { ...seattle, onDelete: "retain", __urn: urn });
    expect(await inboundRoute.diff("101", made.outs, news)).toMatchObject({ changes: true });
    expect(said.join()).toContain(
      "will change from host by-hand.example.com to host sea.pbx.example.com; the calls of 1 number",
    );
  });

  test("never replaces it: a new alias and another type are edits too", async () => {
    await using simulator = await startAccount({ account: site() });
    const { inboundRoute } = startCommand(simulator);
    const made = await create(inboundRoute, seattle);
    const news = await checked(inboundRoute, made.inputs, { alias: "mobile", number: "+1 647-699-8778" });
    expect(await inboundRoute.diff("101", made.outs, news)).toEqual({ changes: true, replaces: [] });
    await inboundRoute.update("101", made.outs, news);
    expect(routeOf(simulator, "101")).toMatchObject({ alias: "mobile", route_type: "number", value: "16476998778" });
  });

  test("leaves everything as it was when the account refuses the type, and says so", async () => {
    await using simulator = await startAccount({ account: site(), routeTypeChange: 422 });
    const { inboundRoute } = startCommand(simulator);
    const made = await create(inboundRoute, seattle);
    const news = await checked(inboundRoute, made.inputs, { alias: "pbx-seattle", uri: "sip:a@example.com" });
    await expect(inboundRoute.update("101", made.outs, news)).rejects.toThrow(
      "route 101 (pbx-seattle) was not changed and still leads to host sea.pbx.example.com: Flowroute refused to change its type from host to uri",
    );
    expect(routeOf(simulator, "101")).toMatchObject({ route_type: "host", value: "sea.pbx.example.com" });
  });

  test("names the alias that another route has", async () => {
    await using simulator = await startAccount({ account: site() });
    const { inboundRoute } = startCommand(simulator);
    const made = await create(inboundRoute, seattle);
    const news = await checked(inboundRoute, made.inputs, { ...seattle, alias: "pbx-denver" });
    await expect(inboundRoute.update("101", made.outs, news)).rejects.toThrow(
      "Most likely another route has the alias pbx-denver already",
    );
    // Nothing of it is in the state, also of a route that was made here.
    const own = await create(inboundRoute, { alias: "own", host: "own.example.com" });
    const refused = inboundRoute.update(own.id, own.outs, { ...own.inputs, alias: "pbx-denver" });
    await expect(refused).rejects.not.toHaveProperty("id");
  });

  test("is done when the answer is lost and the account shows it", async () => {
    await using simulator = await startAccount({ account: site() });
    const { inboundRoute } = startCommand(simulator);
    const made = await create(inboundRoute, seattle);
    simulator.addFault({ match: { method: "PATCH", path: "/v2/routes/101" }, action: "malformed", when: "after" });
    const news = await checked(inboundRoute, made.inputs, { ...seattle, host: "b.example.com" });
    expect((await inboundRoute.update("101", made.outs, news)).outs).toMatchObject({ value: "b.example.com" });
  });

  test("of a route that is gone says what to do", async () => {
    await using simulator = await startAccount({ account: { ...site(0), numbers: {} } });
    const before = startCommand(simulator);
    const made = await create(before.inboundRoute, seattle);
    delete simulator.account.routes["101"];
    const { inboundRoute } = startCommand(simulator);
    const news = await checked(inboundRoute, made.inputs, { ...seattle, host: "b.example.com" });
    await expect(inboundRoute.update("101", made.outs, news)).rejects.toThrow(
      "Run `pulumi refresh`, which takes it out",
    );
  });
});

describe("reading an InboundRoute", () => {
  test("finds what was changed by hand, and names it", async () => {
    await using simulator = await startAccount({ account: site() });
    const made = await create(startCommand(simulator).inboundRoute, { ...seattle, weight: 5 });
    Object.assign(routeOf(simulator, "101") ?? {}, {
      route_type: "uri",
      value: "sip:a@b.example.com",
      alias: "renamed",
    });
    const { inboundRoute, said } = startCommand(simulator);
    const read = await inboundRoute.read("101", made.outs);
    expect(read.props).toMatchObject({ alias: "renamed", routeType: "uri", value: "sip:a@b.example.com" });
    expect(read.inputs).toEqual({ alias: "renamed", uri: "sip:a@b.example.com" });
    expect(said.join()).toContain(
      "route 101 (renamed) leads to uri sip:a@b.example.com as renamed on the account, but was declared as host " +
        "sea.pbx.example.com;weight=5 as pbx-seattle",
    );
    // The refresh's own comparison is no plan.
    await inboundRoute.diff("101", read.props ?? {}, made.inputs);
    expect(said).toHaveLength(1);
  });

  test("takes out of the state only a route that several looks do not find", async () => {
    await using simulator = await startAccount({ account: { ...site(0), numbers: {} } });
    const made = await create(startCommand(simulator).inboundRoute, seattle);
    const route = routeOf(simulator, "101");
    delete simulator.account.routes["101"];
    const { inboundRoute, said, pauses } = startCommand(simulator);
    expect(await inboundRoute.read("101", made.outs)).toEqual({});
    expect(pauses).toHaveLength(2);
    expect(said).toEqual(["flowroute: route 101 (pbx-seattle) is not on the account any more and leaves the state"]);
    if (route) simulator.account.routes["101"] = route;
  });

  test("believes no list without any route", async () => {
    await using simulator = await startAccount({ account: { ...site(0), numbers: {} } });
    const made = await create(startCommand(simulator).inboundRoute, seattle);
    simulator.addFault({
      match: { method: "GET", path: "/v2/routes" },
      action: "status",
      status: 200,
      body: { data: [], links: {} },
      times: 9,
    });
    await expect(startCommand(simulator).inboundRoute.read("101", made.outs)).rejects.toThrow(
      "Flowroute lists no routes",
    );
  });

  test("of one that is not on the account, or of route 0, is an error", async () => {
    await using simulator = await startAccount();
    const { inboundRoute } = startCommand(simulator);
    await expect(inboundRoute.read("999999", {})).rejects.toThrow("There is no route 999999 on this account");
    await expect(inboundRoute.read("0", {})).rejects.toThrow("use REGISTRATION_ROUTE");
  });
});

describe("deleting an InboundRoute", () => {
  const made = async (simulator: Awaited<ReturnType<typeof startAccount>>, more = {}) =>
    create(startCommand(simulator).inboundRoute, { ...seattle, ...more });

  test("deletes it after a refresh of the same command too", async () => {
    await using simulator = await startAccount();
    const { id, outs, inputs } = await made(simulator, { __urn: urn });
    const { inboundRoute } = startCommand(simulator);
    await inboundRoute.read(id, outs);
    await inboundRoute.diff(id, outs, { ...inputs, __urn: urn });
    await inboundRoute.delete(id, outs);
    expect(routeOf(simulator, id)).toBeUndefined();
  });

  test("deletes one that was made here and that no number uses", async () => {
    await using simulator = await startAccount();
    const { id, outs } = await made(simulator);
    const { inboundRoute, said } = startCommand(simulator);
    await inboundRoute.delete(id, outs);
    expect(routeOf(simulator, id)).toBeUndefined();
    expect(said).toEqual([`flowroute: route ${id} (pbx-seattle) was deleted: no number used it`]);
  });

  test("leaves one that a number uses, as primary or as failover, and names the numbers", async () => {
    await using simulator = await startAccount();
    const { id, outs } = await made(simulator);
    const [one = "", other = ""] = Object.keys(simulator.account.numbers);
    Object.assign(simulator.account.numbers[one] ?? {}, { primary_route: id });
    Object.assign(simulator.account.numbers[other] ?? {}, { failover_route: id });
    simulator.clearRequests();
    const { inboundRoute, said } = startCommand(simulator);
    await inboundRoute.delete(id, outs);
    expect(writes(simulator)).toEqual([]);
    expect(said.join()).toContain(
      `route ${id} (pbx-seattle) stays on the account: 2 numbers (${one}, ${other}) still use it`,
    );
  });

  test.each([
    ["the list of numbers", "GET", "/v2/numbers"],
    ["the number's details", "GET", "/v2/numbers/12065550000"],
    ["the details of all", "POST", "/v2/numbers/details"],
  ])("leaves one that a number uses, though a wrong 404 comes in place of %s", async (_, method, path) => {
    await using simulator = await startAccount({ account: site(1) });
    const { outs } = await made(simulator, { onDelete: "remove" });
    simulator.clearRequests();
    simulator.addFault({ match: { method, path }, action: "status", status: 404, times: 1 });
    await expect(startCommand(simulator).inboundRoute.delete("101", outs)).rejects.toThrow(
      "12065550000) still uses it",
    );
    expect(writes(simulator)).toEqual([]);
  });

  test.each([
    ["one that was adopted", {}, {}, "this resource adopted it and did not make it"],
    ["one that says retain", { onDelete: "retain" }, { onDelete: "remove" }, 'onDelete is "retain"'],
  ])("leaves %s", async (_, own, settings, reason) => {
    await using simulator = await startAccount({ account: { ...site(0), numbers: {} } });
    const { outs } = await made(simulator, own);
    const { inboundRoute, said } = startCommand(simulator, settings);
    await inboundRoute.delete("101", outs);
    expect(routeOf(simulator, "101")).toBeDefined();
    expect(said.join()).toContain(reason);
  });

  test("leaves one that was made here when the stack says retain", async () => {
    await using simulator = await startAccount();
    const { id, outs } = await made(simulator);
    const { inboundRoute, said } = startCommand(simulator, { onDelete: "retain" });
    await inboundRoute.delete(id, outs);
    expect(routeOf(simulator, id)).toBeDefined();
    expect(said.join()).toContain('stays on the account: onDelete is "retain"');
  });

  test.each([
    ["the resource", { onDelete: "remove" }, {}],
    ["the stack", {}, { onDelete: "remove" }],
  ])("deletes an adopted one when %s says remove", async (_, own, settings) => {
    await using simulator = await startAccount({ account: { ...site(0), numbers: {} } });
    const { outs } = await made(simulator, own);
    await startCommand(simulator, settings).inboundRoute.delete("101", outs);
    expect(routeOf(simulator, "101")).toBeUndefined();
  });

  test("fails when told to remove a route that a number uses, and names it", async () => {
    await using simulator = await startAccount({ account: site(1) });
    const { outs } = await made(simulator, { onDelete: "remove" });
    await expect(startCommand(simulator).inboundRoute.delete("101", outs)).rejects.toThrow(
      "route 101 (pbx-seattle) stays on the account: 1 number (12065550000) still uses it. Point the numbers at another route first",
    );
    expect(routeOf(simulator, "101")).toBeDefined();
  });

  test("leaves one that another resource of the program stands for, by id or by alias, or that it reads", async () => {
    await using simulator = await startAccount();
    const { id, outs } = await made(simulator);
    const renamed = startCommand(simulator);
    await create(renamed.inboundRoute, { ...seattle, __urn: `${urn}-new` });
    await renamed.inboundRoute.delete(id, outs);
    const planned = startCommand(simulator);
    await planned.inboundRoute.check({}, { ...seattle, __urn: `${urn}-new` });
    await planned.inboundRoute.delete(id, outs);
    const reading = startCommand(simulator);
    await reading.inboundRoute.read(id, {});
    await reading.inboundRoute.delete(id, outs);
    expect(routeOf(simulator, id)).toBeDefined();
    for (const { said } of [renamed, planned, reading])
      expect(said.join()).toContain("stays on the account: the program still");
  });

  test("believes Flowroute when it says that a number uses the route", async () => {
    await using simulator = await startAccount();
    const { id, outs } = await made(simulator);
    const inUse = { title: "This Route has numbers still associated to it.", status: 403 };
    const match = { method: "DELETE", path: `/v2/routes/${id}` };
    simulator.addFault({ match, action: "status", status: 403 });
    await expect(startCommand(simulator).inboundRoute.delete(id, outs)).rejects.toThrow(`DELETE /v2/routes/${id}`);
    simulator.addFault({ match, action: "status", status: 403, body: { errors: [inUse] } });
    const { inboundRoute, said } = startCommand(simulator);
    await inboundRoute.delete(id, outs);
    expect(said.join()).toContain("Flowroute says that a number still uses it");
  });

  test("is done when the route is gone, or its deletion was carried out without an answer", async () => {
    await using simulator = await startAccount();
    const { id, outs } = await made(simulator);
    simulator.addFault({ match: { method: "DELETE", path: `/v2/routes/${id}` }, action: "reset", when: "after" });
    await startCommand(simulator).inboundRoute.delete(id, outs);
    await startCommand(simulator).inboundRoute.delete(id, outs);
    expect(routeOf(simulator, id)).toBeUndefined();
  });
});

test("a host that is a secret shows in no line, also with another weight or in capitals", async () => {
  await using simulator = await startAccount({ account: site(0) });
  const secret = { ...seattle, weight: 50, __secret: { of: "site", properties: ["host"] }, __urn: urn };
  const { outs } = await create(startCommand(simulator).inboundRoute, secret);
  Object.assign(routeOf(simulator, "101") ?? {}, { value: "SEA.pbx.example.com;weight=70" });
  const { inboundRoute, said } = startCommand(simulator);
  await inboundRoute.read("101", outs);
  expect(said.join()).toContain("the host of site;weight=70");
  expect(said.join()).not.toMatch(/sea\.pbx/i);
});

describe("an answer that cannot be right", () => {
  test("to who is on a route refuses its edit, because nobody was shown whose calls move", async () => {
    await using simulator = await startAccount({ account: site(2) });
    const { outs } = await create(startCommand(simulator).inboundRoute, { ...seattle, __urn: urn });
    const { inboundRoute } = startCommand(simulator);
    const news = await checked(inboundRoute, seattle, { ...seattle, host: "other.example.com", __urn: urn });
    simulator.addFault({ match: { method: "GET", path: "/v2/numbers" }, action: "status", status: 403, times: 9 });
    await expect(inboundRoute.diff("101", outs, news)).rejects.toThrow("403");
  });

  test("a list without any route, makes no second route", async () => {
    await using simulator = await startAccount({ account: site(0) });
    const empty = { data: [], links: { self: "" } };
    simulator.addFault({
      match: { method: "GET", path: "/v2/routes" },
      action: "status",
      status: 200,
      body: empty,
      times: 9,
    });
    const { inboundRoute } = startCommand(simulator);
    const { failures } = await inboundRoute.check({}, { ...seattle, __urn: urn });
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining("Flowroute lists no routes") }]);
    await expect(inboundRoute.create({ ...seattle, __urn: urn })).rejects.toThrow("Flowroute lists no routes");
    expect(writes(simulator)).toEqual([]);
  });
});

// Ids are those of one account: with another's keys, the route of that id is one that this resource never saw.
describe("where the keys have become those of another account", () => {
  const theirs: AccountInput = {
    routes: { "101": { alias: "billing", route_type: "host", value: "billing.example.com", edge_strategy_id: null } },
    numbers: {},
  };
  const state = { alias: "pbx-seattle", routeType: "host", value: "sea.pbx.example.com", created: true };
  const declared = { alias: "pbx-seattle", routeType: "host", value: "sea.pbx.example.com", onDelete: "remove" };
  const props = { ...state, onDelete: "remove", declared };

  test("an update changes no route", async () => {
    await using simulator = await startAccount({ account: theirs });
    const { inboundRoute } = startCommand(simulator);
    const news = { ...seattle, host: "new.pbx.example.com", onDelete: "remove" };
    await expect(inboundRoute.update("101", props, news)).rejects.toThrow(
      "on this account the route of that id is host billing.example.com as billing, of which the state knows neither alias nor target",
    );
    expect(writes(simulator)).toEqual([]);
  });

  test("a delete leaves the route there", async () => {
    await using simulator = await startAccount({ account: theirs });
    const { inboundRoute, said } = startCommand(simulator);
    await inboundRoute.delete("101", props);
    expect(writes(simulator)).toEqual([]);
    expect(said.join("\n")).toContain("the route of that id is host billing.example.com as billing, another one");
  });

  test("a route of which only the target was changed by hand is still the resource's", async () => {
    const routes = {
      "101": {
        alias: "pbx-seattle",
        route_type: "host" as const,
        value: "den.pbx.example.com",
        edge_strategy_id: null,
      },
    };
    await using simulator = await startAccount({ account: { routes, numbers: {} } });
    const { inboundRoute } = startCommand(simulator);
    await inboundRoute.delete("101", props);
    expect(writes(simulator)).toEqual(["DELETE /v2/routes/101"]);
  });
});
