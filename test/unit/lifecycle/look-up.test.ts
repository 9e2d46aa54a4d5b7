import { frontDesk } from "../../support/accounts";
import { checked, create, startAccount, startCommand, writes } from "../../support/session";

const { number } = frontDesk;
const other = "12065550102";

test("a plan waits for a silent Flowroute once, for all its look-ups together, and says so once", async () => {
  await using simulator = await startAccount();
  simulator.addFault({ match: { method: "GET", path: "/**" }, action: "hang", times: 99 });
  const { phoneNumber, numberRoutes, said } = startCommand(simulator, {}, { patience: 0.2 });
  const checks = await Promise.all([
    phoneNumber.check({}, { number }),
    phoneNumber.check({}, { number: other }),
    numberRoutes.check({}, { number, primaryRoute: { alias: "acme-pbx" } }),
  ]);
  expect(checks.flatMap(({ failures }) => failures)).toEqual([]);
  // Nor does anything later in the command wait.
  expect((await phoneNumber.check({}, { number: "12065550101" })).failures).toEqual([]);
  const { changes } = await numberRoutes.diff(number, { number }, { number, primaryRoute: { alias: "acme-pbx" } });
  expect(changes).toBe(true);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^flowroute: warning: cannot tell now whether 12065550100 is on the account/);
  expect(said[0]).toContain("Flowroute has not answered for 0.2 seconds");
  expect(simulator.requests().length).toBeLessThan(9);
});

test("a slow Flowroute that answers is waited for, however long it takes in all", async () => {
  await using simulator = await startAccount();
  const numbers = Object.keys(simulator.account.numbers).slice(0, 8);
  // Each answer comes well within the patience, and all together far beyond it.
  simulator.configure({ latency: 550 });
  const { phoneNumber, said } = startCommand(simulator, {}, { patience: 4 });
  for (const it of numbers) await phoneNumber.check({}, { number: it });
  expect(said.filter((line) => line.includes("is adopted"))).toHaveLength(8);
  expect(said.join()).not.toContain("warning");
});

describe("where a plan could not look something up, what somebody changed by hand stays", () => {
  const urn = (kind: string) => `urn:pulumi:test::phones::pulumi-nodejs:dynamic/flowroute:${kind}::r`;

  /** Flowroute is silent while an unchanged resource is planned, and answers when it is updated. */
  async function expectNothingWritten(
    simulator: Awaited<ReturnType<typeof startAccount>>,
    kind: "numberRoutes" | "inboundRoute",
    { id, outs }: { id: string; outs: Record<string, unknown> },
    news: Record<string, unknown>,
  ) {
    simulator.clearRequests();
    simulator.addFault({ match: { method: "GET", path: "/**" }, action: "delay", delayMs: 1000, times: 9 });
    const { [kind]: lifecycle } = startCommand(simulator, {}, { patience: 0.2 });
    const inputs = await checked(lifecycle, news, news);
    expect(await lifecycle.diff(id, outs, inputs)).toMatchObject({ changes: true });
    simulator.clearFaults();
    await lifecycle.update(id, outs, inputs);
    expect(writes(simulator)).toEqual([]);
  }

  test("of a number's routes, whose change no plan named", async () => {
    await using simulator = await startAccount();
    const news = { number, primaryRoute: "83861", failoverRoute: { alias: "PSTNroute1" }, __urn: urn("NumberRoutes") };
    const made = await create(startCommand(simulator).numberRoutes, news);
    Object.assign(simulator.account.numbers[number] ?? {}, { primary_route: "90114" });
    await expectNothingWritten(simulator, "numberRoutes", made, news);
  });

  test("of a route", async () => {
    await using simulator = await startAccount();
    const news = { alias: "acme-pbx", host: "pbx.example.com", edgeStrategy: "US-East-VA", __urn: urn("InboundRoute") };
    const made = await create(startCommand(simulator).inboundRoute, news);
    Object.assign(simulator.account.routes[made.id] ?? {}, { value: "by-hand.example.com" });
    await expectNothingWritten(simulator, "inboundRoute", made, news);
  });
});
