import fc from "fast-check";
import type { Properties } from "../../../provider/lifecycle/lifecycle";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { ownedNumber, type Simulator } from "../../../sandbox/simulator";
import { frontDesk } from "../../support/accounts";
import { checked, create, onTheWire, startAccount, startCommand, writes } from "../../support/session";

let simulator: Simulator & AsyncDisposable;
beforeAll(async () => {
  simulator = await startAccount();
});
afterAll(() => simulator[Symbol.asyncDispose]());

const { number: id } = frontDesk;
const spellings = fc.constantFrom("+1 206-555-0100", "(206) 555-0100", "2065550100", "12065550100");
const cost = fc.integer({ min: 0, max: 50_000 }).map((cents) => cents / 100);
const settings = {
  alias: fc.string({ maxLength: 64 }),
  cnamLookupsEnabled: fc.boolean(),
  messagingEnabled: fc.boolean(),
  maxSetupCost: cost,
  maxMonthlyCost: cost,
  purchase: fc.constantFrom("allow", "forbid"),
  onDelete: fc.constantFrom("retain", "release"),
};
const program = fc.record({ number: spellings, ...settings }, { requiredKeys: ["number"] }) as fc.Arbitrary<Properties>;

test("a program that stays the same changes nothing, in whatever spelling, before and after a refresh", async () => {
  await fc.assert(
    fc.asyncProperty(program, spellings, async (news, number) => {
      const { outs, inputs } = await create(startCommand(simulator).phoneNumber, news);
      simulator.clearRequests();
      const { phoneNumber, said } = startCommand(simulator);
      const again = await checked(phoneNumber, inputs, { ...news, number });
      expect(again).toEqual(inputs);
      expect(await phoneNumber.diff(id, outs, again)).toEqual({ changes: false, replaces: [] });
      expect(simulator.requests()).toEqual([]);

      const now = await phoneNumber.read(id, outs);
      // Without inputs the engine keeps those it has.
      expect(now).toEqual({ id, props: outs });
      expect(await phoneNumber.diff(id, onTheWire(now.props ?? {}), again)).toMatchObject({ changes: false });
      expect(said).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test("each setting that changes is a change of its own, and no reason to replace the number", async () => {
  const changes = fc.constantFrom(...Object.keys(settings)).chain((name) =>
    fc.record({
      name: fc.constant(name),
      value: fc.oneof(fc.constant(undefined), settings[name as keyof typeof settings] as fc.Arbitrary<unknown>),
    }),
  );
  await fc.assert(
    fc.asyncProperty(program, changes, async (news, { name, value }) => {
      fc.pre(news[name] !== value);
      const { outs, inputs } = await create(startCommand(simulator).phoneNumber, news);
      const { phoneNumber } = startCommand(simulator);
      const { [name]: _, ...rest } = inputs;
      const changed = value === undefined ? rest : { ...rest, [name]: value };
      expect(await phoneNumber.diff(id, outs, changed)).toEqual({ changes: true, replaces: [] });
      const updated = await phoneNumber.update(id, outs, changed);
      expect(await phoneNumber.diff(id, onTheWire(updated.outs ?? {}), changed)).toMatchObject({ changes: false });
    }),
    { numRuns: 40 },
  );
});

test("what the account changes by itself is drift only where the program has a say", async () => {
  const byHand = fc.constantFrom(
    { name: "alias", set: { alias: "By hand" } },
    { name: "alias", set: { alias: null } },
    { name: "cnamLookupsEnabled", set: { cnam_lookups_enabled: false } },
    { name: "note", set: { note: "By hand" } },
    { name: "monthlyCost", set: { monthly_cost: 7 } },
  );
  await fc.assert(
    fc.asyncProperty(program, byHand, async (news, { name, set }) => {
      const declared = { ...news, ...("alias" in news && { alias: "Program" }), cnamLookupsEnabled: true };
      const { outs, inputs } = await create(startCommand(simulator).phoneNumber, declared);
      Object.assign(ownedNumber(simulator.account, id), set);
      const { phoneNumber, said } = startCommand(simulator);
      const { props = {} } = await phoneNumber.read(id, outs);
      const managed = name in declared;
      expect((await phoneNumber.diff(id, onTheWire(props), inputs)).changes).toBe(managed);
      expect(said.some((line) => line.includes(`${name} is`))).toBe(managed);
      expect(props[name] ?? null).toBe(Object.values(set)[0]);
      Object.assign(ownedNumber(simulator.account, id), { note: null, monthly_cost: 1.25 });
    }),
    { numRuns: 30 },
  );
});

test("only another number replaces one", async () => {
  const { outs } = await create(startCommand(simulator).phoneNumber, { number: id });
  const { phoneNumber } = startCommand(simulator);
  const replaced = { changes: true, replaces: ["number"] };
  expect(await phoneNumber.diff(id, outs, { number: "12065550101" })).toEqual(replaced);
  // Kept by what chose it, a number stays.
  expect(await phoneNumber.diff(id, outs, { match: { areaCode: "425" } })).toMatchObject({ replaces: [] });
});

test("unknown values are a change at any place, and never a fault", async () => {
  const { outs } = await create(startCommand(simulator).phoneNumber, { number: id, alias: "Program" });
  const { phoneNumber } = startCommand(simulator);
  for (const name of Object.keys(settings)) {
    const news = { number: id, alias: "Program", [name]: UNKNOWN };
    expect((await phoneNumber.check({ number: id }, news)).failures).toEqual([]);
    expect(await phoneNumber.diff(id, outs, news)).toEqual({ changes: true, replaces: [] });
  }
  expect(await phoneNumber.diff(id, outs, { number: UNKNOWN })).toEqual({ changes: true, replaces: [] });
  simulator.clearRequests();
  for (const news of [{ number: UNKNOWN }, { match: { areaCode: UNKNOWN } }, { match: UNKNOWN }])
    expect(await phoneNumber.check({}, news)).toEqual({ inputs: news, failures: [] });
  expect(simulator.requests()).toEqual([]);
});

test("a match that changes later changes nothing, asks nothing and says so", async () => {
  await using shop = await startAccount();
  const { id: chosen, outs, inputs } = await create(startCommand(shop).phoneNumber, { match: { areaCode: "206" } });
  shop.clearRequests();
  const { phoneNumber, said } = startCommand(shop);
  const news = await checked(phoneNumber, inputs, { match: { areaCode: "425" } });
  expect(await phoneNumber.diff(chosen, outs, news)).toEqual({ changes: false, replaces: [] });
  expect(said).toEqual([expect.stringContaining("match was changed from area code 206 to area code 425")]);
  expect(shop.requests()).toEqual([]);
});

test("a number of another country stays itself, adopted and read", async () => {
  const belgian = "3225551001";
  await using account = await startAccount({ account: { numbers: { [belgian]: { iso_country: "BE" } } } });
  const made = await create(startCommand(account).phoneNumber, { number: "+32 2 555 10 01", alias: "Brussels" });
  expect(made.id).toBe(belgian);
  const { phoneNumber } = startCommand(account);
  const { props = {}, ...read } = await phoneNumber.read(belgian, made.outs);
  expect({ props, ...read }).toEqual({ id: belgian, props: made.outs });
  expect(await phoneNumber.diff(belgian, props, await checked(phoneNumber, made.inputs, made.inputs))).toEqual({
    changes: false,
    replaces: [],
  });
  expect(writes(account)).toHaveLength(1);
});
