import fc from "fast-check";
import type { Properties } from "../../../provider/lifecycle/lifecycle";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { ownedNumber, type Simulator } from "../../../sandbox/simulator";
import { frontDesk } from "../../support/accounts";
import { checked, create, onTheWire, startAccount, startCommand } from "../../support/session";

let simulator: Simulator & AsyncDisposable;
beforeAll(async () => {
  simulator = await startAccount();
});
afterAll(() => simulator[Symbol.asyncDispose]());

const { number: id } = frontDesk;
const routes = ["0", "83834", "83861", "90114"];
const route = fc.constantFrom<unknown>(...routes, { alias: "pbx-main" }, { alias: "sip-reg" });
const spellings = fc.constantFrom("+1 206-555-0100", "(206) 555-0100", "2065550100", "12065550100");
const settings = { primaryRoute: route, failoverRoute: route, onDelete: fc.constantFrom("retain", "detach") };
const program = fc.record(
  { number: spellings, ...settings },
  { requiredKeys: ["number", "primaryRoute"] },
) as fc.Arbitrary<Properties>;

test("a program that stays the same changes nothing, by id or alias, before and after a refresh", async () => {
  await fc.assert(
    fc.asyncProperty(program, spellings, async (news, number) => {
      const { outs, inputs } = await create(startCommand(simulator).numberRoutes, news);
      const { numberRoutes, said } = startCommand(simulator);
      const again = await checked(numberRoutes, inputs, { ...news, number });
      expect(again).toEqual(inputs);
      expect(await numberRoutes.diff(id, outs, again)).toEqual({ changes: false, replaces: [] });
      const now = await numberRoutes.read(id, outs);
      // Without inputs the engine keeps those it has.
      expect(now).toEqual({ id, props: outs });
      expect(await numberRoutes.diff(id, onTheWire(now.props ?? {}), again)).toEqual({ changes: false, replaces: [] });
      expect(said).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("each setting that changes is a change, which an update makes true, and never a replacement", async () => {
  await fc.assert(
    fc.asyncProperty(program, program, async (before, after) => {
      const { outs, inputs } = await create(startCommand(simulator).numberRoutes, before);
      const { numberRoutes } = startCommand(simulator);
      const news = await checked(numberRoutes, inputs, after);
      const same = JSON.stringify(sorted(news)) === JSON.stringify(sorted(inputs));
      expect(await numberRoutes.diff(id, outs, news)).toEqual({ changes: !same, replaces: [] });
      const updated = await numberRoutes.update(id, outs, news);
      expect(await numberRoutes.diff(id, onTheWire(updated.outs ?? {}), news)).toEqual({
        changes: false,
        replaces: [],
      });
      expect(simulator.account.numbers[id]).toMatchObject({
        primary_route: news.primaryRoute,
        failover_route: news.failoverRoute ?? null,
      });
    }),
    { numRuns: 60 },
  );
});

const sorted = (properties: Properties) => Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));

test("routes changed by hand are drift, told by name, until they are put right", async () => {
  const byHand = fc.record({
    primary_route: fc.constantFrom(null, ...routes),
    failover_route: fc.constantFrom(null, ...routes),
  });
  await fc.assert(
    fc.asyncProperty(program, byHand, async (news, now) => {
      const { outs, inputs } = await create(startCommand(simulator).numberRoutes, news);
      Object.assign(ownedNumber(simulator.account, id), now);
      const moved = {
        primaryRoute: now.primary_route !== inputs.primaryRoute,
        failoverRoute: now.failover_route !== (inputs.failoverRoute ?? null),
      };
      const drifted = Object.values(moved).some(Boolean);
      const { numberRoutes, said } = startCommand(simulator);
      const { props = {} } = await numberRoutes.read(id, outs);
      expect(await numberRoutes.diff(id, onTheWire(props), inputs)).toEqual({ changes: drifted, replaces: [] });
      for (const [property, changed] of Object.entries(moved))
        expect(said.some((line) => line.includes(`${property} is`))).toBe(changed);
      expect(props).toMatchObject(now.primary_route === null ? {} : { primaryRoute: now.primary_route });
      // A refresh that was saved does not silence it.
      expect(await startCommand(simulator).numberRoutes.diff(id, props, inputs)).toEqual({
        changes: drifted,
        replaces: [],
      });
    }),
    { numRuns: 60 },
  );
});

test("another number replaces the resource", async () => {
  const { outs } = await create(startCommand(simulator).numberRoutes, { number: id, primaryRoute: "0" });
  const { numberRoutes } = startCommand(simulator);
  const news = { number: "12065550101", primaryRoute: "0" };
  expect(await numberRoutes.diff(id, outs, news)).toEqual({ changes: true, replaces: ["number"] });
});

test.each([
  { number: UNKNOWN },
  { primaryRoute: UNKNOWN },
  { primaryRoute: { alias: UNKNOWN } },
  { failoverRoute: { alias: UNKNOWN } },
  { onDelete: UNKNOWN },
])("with %j unknown, a preview shows a change without a replacement, and asks for nothing", async (unknown) => {
  const { outs, inputs } = await create(startCommand(simulator).numberRoutes, { number: id, primaryRoute: "0" });
  simulator.clearRequests();
  const { numberRoutes } = startCommand(simulator);
  const news = { ...inputs, ...unknown };
  expect(await numberRoutes.check(inputs, news)).toEqual({ inputs: news, failures: [] });
  expect(await numberRoutes.diff(id, outs, news)).toEqual({ changes: true, replaces: [] });
  expect(simulator.requests()).toEqual([]);
});

test("a number of another country keeps its routes through a refresh", async () => {
  const belgian = "3225551001";
  await using account = await startAccount({ account: { numbers: { [belgian]: { iso_country: "BE" } } } });
  const news = { number: "+32 2 555 10 01", primaryRoute: "0" };
  const { id: made, outs } = await create(startCommand(account).numberRoutes, news);
  expect(made).toBe(belgian);
  expect(await startCommand(account).numberRoutes.read(made, outs)).toEqual({ id: belgian, props: outs });
});
