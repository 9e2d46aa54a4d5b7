import fc from "fast-check";
import { type Fault, ownedNumber } from "../../../sandbox/simulator";
import { frontDesk, silentNumber, unknownNumber } from "../../support/accounts";
import { calls, create, onTheWire, startAccount, startCommand, writes } from "../../support/session";

const { number } = frontDesk;
const relationship = (name: "primary" | "failover", of: string = number) =>
  `/v2/numbers/${of}/relationships/${name}_route`;
const primary = relationship("primary");
const failover = relationship("failover");

test("routes that are as declared are adopted without a write, with one look-up for each alias of a command", async () => {
  await using simulator = await startAccount();
  const { numberRoutes } = startCommand(simulator);
  const news = { number, primaryRoute: { alias: "acme-pbx" }, failoverRoute: { alias: "PSTNroute1" } };
  const { id, outs } = await create(numberRoutes, news);
  expect(id).toBe(number);
  expect(outs).toMatchObject({ number, e164: `+${number}`, primaryRoute: "83861", failoverRoute: "83834" });
  expect(calls(simulator)).toEqual(["GET /v2/routes?limit=200&offset=0", `GET /v2/numbers/${number}`]);
});

test.each([
  [{ primaryRoute: "90114", failoverRoute: "83834" }, [`PATCH ${primary}`]],
  [{ primaryRoute: "83861", failoverRoute: "90115" }, [`PATCH ${failover}`]],
  [{ primaryRoute: "83861" }, [`DELETE ${failover}`]],
  [{ primaryRoute: "90114" }, [`PATCH ${primary}`, `DELETE ${failover}`]],
  [{ primaryRoute: "83834", failoverRoute: "83861" }, [`PATCH ${primary}`, `PATCH ${failover}`]],
  [{ primaryRoute: "0", failoverRoute: "0" }, [`PATCH ${primary}`, `PATCH ${failover}`]],
])("to reach %j it writes only what differs, the primary first and in one request", async (routes, expected) => {
  await using simulator = await startAccount();
  await create(startCommand(simulator).numberRoutes, { number, ...routes });
  expect(writes(simulator)).toEqual(expected);
});

test("at no moment of any change is a number without a primary, once it has one", async () => {
  await using simulator = await startAccount();
  const owned = ownedNumber(simulator.account, number);
  const moments: (string | null)[] = [];
  let now: string | null = owned.primary_route;
  const record = (route: string | null) => {
    now = route;
    moments.push(route);
  };
  Object.defineProperty(owned, "primary_route", { get: () => now, set: record, enumerable: true });
  const route = fc.constantFrom("0", "83834", "83861", "90114");
  const routing = fc.record({ primaryRoute: route, failoverRoute: route }, { requiredKeys: ["primaryRoute"] });
  await fc.assert(
    fc.asyncProperty(routing, async (routes) => {
      await create(startCommand(simulator).numberRoutes, { number, ...routes });
      expect(moments).not.toContain(null);
      expect(simulator.account.numbers[number]).toMatchObject({ primary_route: routes.primaryRoute });
    }),
    { numRuns: 30 },
  );
  expect(moments.length).toBeGreaterThan(0);
});

test("a number without routes gets its primary before its failover", async () => {
  await using simulator = await startAccount();
  await create(startCommand(simulator).numberRoutes, {
    number: silentNumber,
    primaryRoute: "0",
    failoverRoute: "83834",
  });
  const [first, second] = writes(simulator);
  expect([first, second]).toEqual(
    [relationship("primary", silentNumber), relationship("failover", silentNumber)].map((path) => `PATCH ${path}`),
  );
});

const failures: [string, object, string | null][] = [
  ["refused", { action: "status", status: 403 }, "83834"],
  ["carried out, and its answer lost for good", { action: "malformed", when: "after" }, "90115"],
  ["lost before it was carried out", { action: "malformed", when: "before" }, "83834"],
];

test.each(failures)("when the second write is %s, the state has what is true", async (_, fault, now) => {
  await using simulator = await startAccount();
  simulator.addFault({ match: { method: "PATCH", path: failover }, ...fault } as Fault);
  const { numberRoutes } = startCommand(simulator);
  const news = { number, primaryRoute: "90114", failoverRoute: "90115", __provider: "the handler" };
  const failure = await numberRoutes.create(news).catch((error) => error);
  expect(failure).toMatchObject({ name: "PartialFailure", id: number, reasons: [expect.stringContaining(failover)] });
  const { __provider, ...outs } = onTheWire(failure.properties);
  expect(__provider).toBe("the handler");
  expect(outs).toMatchObject({ primaryRoute: "90114", failoverRoute: now });
  expect(simulator.account.numbers[number]).toMatchObject({ primary_route: "90114", failover_route: now });

  simulator.clearRequests();
  const next = startCommand(simulator).numberRoutes;
  const { outs: repaired } = await next.update(number, outs, news);
  expect(repaired).toMatchObject({ primaryRoute: "90114", failoverRoute: "90115" });
  expect(writes(simulator)).toEqual(now === "90115" ? [] : [`PATCH ${failover}`]);
});

test("when the first write is refused, nothing has changed and nothing is kept", async () => {
  await using simulator = await startAccount();
  simulator.addFault({ match: { method: "PATCH", path: primary }, action: "status", status: 403 });
  const attempt = startCommand(simulator).numberRoutes.create({ number, primaryRoute: "90114" });
  await expect(attempt).rejects.toMatchObject({ name: "ForbiddenError" });
  expect(writes(simulator)).toEqual([`PATCH ${primary}`]);
});

test("a write whose answer is lost is repeated, since it says the same again", async () => {
  await using simulator = await startAccount();
  simulator.addFault({ match: { method: "PATCH", path: primary }, action: "reset", when: "after" });
  const { outs } = await create(startCommand(simulator).numberRoutes, { number, primaryRoute: "90114" });
  expect(outs).toMatchObject({ primaryRoute: "90114" });
});

test("a number that is not on the account cannot be routed, and the error says what to do", async () => {
  await using simulator = await startAccount();
  const { numberRoutes } = startCommand(simulator);
  const news = { number: unknownNumber, primaryRoute: "0" };
  await expect(create(numberRoutes, news)).rejects.toThrow(`${unknownNumber} is not on this account`);
  await expect(numberRoutes.update(unknownNumber, {}, news)).rejects.toThrow("pulumi refresh");
  expect(writes(simulator)).toEqual([]);
});

test.each([
  [
    "an alias that no route has",
    { alias: "pbx-mian" },
    'no route of this account has the alias "pbx-mian". Near to it: pbx-main',
  ],
  ["an alias like none", { alias: "zzzzzzzz" }, "The account has sip-reg"],
  ["an id that no route has", "12345", "no route of this account has the id 12345. The account has 0 (sip-reg)"],
])("%s is refused when it is looked up, before anything is written", async (_, failoverRoute, reason) => {
  await using simulator = await startAccount();
  const news = { number, primaryRoute: "83861", failoverRoute };
  const { failures: refused } = await startCommand(simulator).numberRoutes.check({}, news);
  expect(refused).toEqual([{ property: "failoverRoute", reason: expect.stringContaining(reason) }]);
  expect(writes(simulator)).toEqual([]);
});

test("ids that the state has already are not looked up again", async () => {
  await using simulator = await startAccount();
  const { inputs } = await create(startCommand(simulator).numberRoutes, { number, primaryRoute: "83861" });
  simulator.clearRequests();
  expect((await startCommand(simulator).numberRoutes.check(inputs, inputs)).failures).toEqual([]);
  expect(simulator.requests()).toEqual([]);
});
