import { resolve } from "node:path";
import { findPulumi } from "../../sandbox/engine";
import { story } from "../support/world";

const front = "12065550100";

if (findPulumi() === undefined) {
  test("the comparison with the real engine was skipped: there is no pulumi command on this machine", () => {
    console.log("Engine stories ran on the stand-in only; with a `pulumi` on PATH they run on both, and are compared.");
  });
}

story(
  "the quickstart example, from preview to destroy",
  async (world) => {
    const { simulator } = world;
    const before = structuredClone(simulator.account);

    const preview = await world.preview();
    expect(preview.changes).toEqual({ create: 4 });
    expect(world.writes).toEqual([]);
    expect(preview.output).toContain(`${front} (Front desk) is on the account and is adopted; nothing is bought`);
    expect(preview.output).toMatch(
      /a number that matches area code 206 will be bought; .* at \$0\.00 to set up and \$0\.50 a month/,
    );
    expect(simulator.account).toEqual(before);

    const first = await world.up();
    expect(first).toMatchObject({ ok: true, changes: { create: 4 } });
    expect(simulator.account.charges).toHaveLength(1);
    const bought = simulator.account.charges[0]?.number as string;
    expect(bought).toMatch(/^1206/);
    expect(first.outputs).toEqual({ numbers: [`+${front}`, `+${bought}`] });
    expect(world.owned(front)).toMatchObject({ primary_route: "90114", failover_route: "90126", alias: "Front desk" });
    expect(world.owned(bought)).toMatchObject({
      primary_route: "90114",
      failover_route: "90115",
      alias: "Seattle office",
    });

    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 4 } });
    expect(world.writes).toEqual([]);
    expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true, changes: { same: 4 } });
    expect(world.writes).toEqual([]);

    world.owned(front).primary_route = "0";
    const drift = await world.refresh({ previewOnly: true, expectNoChanges: true });
    expect(drift).toMatchObject({ ok: false });
    expect(drift.output).toContain(`${front}: primaryRoute is 0 (sip-reg) on the account, but was declared as 90114`);
    expect(world.writes).toEqual([]);

    expect(await world.up({ refresh: true })).toMatchObject({ ok: true, changes: { same: 3, update: 1 } });
    expect(world.writes).toEqual([`PATCH /v2/numbers/${front}/relationships/primary_route`]);
    expect(world.owned(front).primary_route).toBe("90114");

    const owned = structuredClone(simulator.account.numbers);
    const gone = await world.destroy();
    expect(gone).toMatchObject({ ok: true, changes: { delete: 4 } });
    expect(world.requests).toEqual([]);
    expect(simulator.account.numbers).toEqual(owned);
    expect(gone.output).toContain(`${front} keeps its routes, primary 90114, failover 90126`);
    expect(gone.output).toContain(`${front} stays on the account, at $1.25 a month`);
    expect(gone.output).toContain(
      `To manage it again, declare number: "${bought}" (match would choose and buy another)`,
    );

    for (const key of [simulator.accessKey, simulator.secretKey]) {
      expect(world.printed).not.toContain(key);
      expect(await world.stack.rawState()).not.toContain(key);
    }
  },
  { programDir: resolve(__dirname, "../.."), config: { mainLine: "(206) 555-0100" } },
);

story("credentials are in no state while resources are", async (world) => {
  world.program(`
    new PhoneNumber("a", { number: "${front}" });
    new NumberRoutes("a", { number: "${front}", primaryRoute: "83861", failoverRoute: "83834" });
    exports.routes = flowroute.getRoutes().then(({ routes }) => routes.length);`);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2 }, outputs: { routes: 12 } });
  expect(world.writes).toEqual([]);
  for (const key of [world.simulator.accessKey, world.simulator.secretKey]) {
    expect(world.printed).not.toContain(key);
    expect(await world.stack.rawState()).not.toContain(key);
  }
});

story("a number that comes from another resource previews", async (world) => {
  world.program(`
    const bought = new PhoneNumber("bought", { match: { areaCode: "201" } });
    new PhoneNumber("again", { number: new pulumi.dynamic.Resource({ create: async () => ({ id: "x", outs: { n: "${front}" } }) }, "maker", { n: undefined }).n });
    new NumberRoutes("bought", { number: bought.number, primaryRoute: "90114" });`);
  expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 4 } });
  expect(world.writes).toEqual([]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 4 } });
  expect(world.simulator.account.charges).toHaveLength(1);
  const bought = world.simulator.account.charges[0]?.number as string;

  // An update of the number leaves it unknown in the preview; its routes must not look as if they were replaced.
  world.program(`
    const bought = new PhoneNumber("bought", { match: { areaCode: "201" }, alias: "New name" });
    new PhoneNumber("again", { number: new pulumi.dynamic.Resource({ create: async () => ({ id: "x", outs: { n: "${front}" } }) }, "maker", { n: undefined }).n });
    new NumberRoutes("bought", { number: bought.number, primaryRoute: "90114" });`);
  const preview = await world.preview();
  expect(preview.ok).toBe(true);
  expect(preview.changes.replace ?? 0).toBe(0);
  expect(await world.up()).toMatchObject({ ok: true });
  expect(world.writes).toEqual([`PATCH /v2/numbers/${bought}`]);
  expect(world.owned(bought).alias).toBe("New name");
});
