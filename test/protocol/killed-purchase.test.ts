import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../sandbox/simulator";
import { selling } from "../support/accounts";
import { Provider } from "../support/provider";
import { startAccount, writes } from "../support/session";
import { until } from "../support/simulator";

/** What the resource chooses among numbers at one price. */
const first = "12065550002";
const buyer = "urn:pulumi:test::protocol-test::pulumi-nodejs:dynamic/flowroute:PhoneNumber::resource";
const news = { match: { areaCode: "206" }, alias: "Seattle", __urn: buyer };

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "flowroute-killed-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const start = (simulator: Simulator) => Provider.on(simulator, {}, { XDG_STATE_HOME: home });

/** Kills a provider process between the request that buys a number and its answer. */
async function killWhileBuying(simulator: Simulator, when: "before" | "after"): Promise<void> {
  simulator.addFault({ match: { method: "POST", path: "/v2/numbers/*" }, when, action: "hang" });
  await using provider = await start(simulator);
  const { inputs } = await provider.check("PhoneNumber", news);
  const created = provider.create("PhoneNumber", inputs).then(
    () => "created",
    (error: Error) => error.message,
  );
  await until(() => writes(simulator).length === 1 && (when === "before" || simulator.account.charges.length === 1));
  await provider.crash();
  expect(await created).not.toBe("created");
  simulator.clearRequests();
}

test.each([
  ["before the number is bought", "before", [`POST /v2/numbers/${first}`], "an earlier command that did not finish"],
  ["after the number is bought", "after", [], "is taken over; nothing is bought"],
] as const)("a process killed %s: the next one has the same number, paid once", async (_, when, purchases, plan) => {
  await using simulator = await startAccount({ account: selling(3) });
  await killWhileBuying(simulator, when);

  const next = await start(simulator);
  const { inputs, failures } = await next.check("PhoneNumber", news);
  expect(failures).toEqual([]);
  expect(writes(simulator)).toEqual([]);
  const made = await next.create("PhoneNumber", inputs);
  expect(made).toMatchObject({ id: first, outputs: { number: first, alias: "Seattle", setupCost: 1 } });
  expect(writes(simulator)).toEqual([...purchases, `PATCH /v2/numbers/${first}`]);
  expect(simulator.account.charges).toHaveLength(1);
  expect(await next.close()).toContain(plan);

  // Known from the state from now on: for the same match a resource of that name buys again.
  await using later = await start(simulator);
  expect(await later.diff("PhoneNumber", first, made.outputs, inputs)).toMatchObject({ changes: false });
  expect((await later.create("PhoneNumber", inputs)).id).not.toBe(first);
});

test("killed again and again, on either side of the purchase, it is one purchase", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  await killWhileBuying(simulator, "before");
  await killWhileBuying(simulator, "before");
  await killWhileBuying(simulator, "after");
  await using provider = await start(simulator);
  expect((await provider.create("PhoneNumber", news)).id).toBe(first);
  expect(simulator.account.charges).toHaveLength(1);
});
