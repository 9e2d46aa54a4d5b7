import { frontDesk } from "../../support/accounts";
import { startAccount, startCommand } from "../../support/session";

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
