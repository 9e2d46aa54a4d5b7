import { selling } from "../support/accounts";
import { until } from "../support/simulator";
import { type Host, story, type World } from "../support/world";

const front = "12065550100";
const calls = `primaryRoute: "83861", failoverRoute: "83834"`;

// Each story says by itself which host is next.
const byTurns = { hosts: ["dynamic"] as Host[] };

const site = `
  const line = new PhoneNumber("line", { number: "${front}", onDelete: "release" });
  const any = new PhoneNumber("any", { match: { areaCode: "206" }, maxSetupCost: 1, onDelete: "release" });
  const pbx = new InboundRoute("pbx", { alias: "pbx-new", host: "new.example.com", onDelete: "remove" });
  new NumberRoutes("line", { number: line.number, primaryRoute: pbx, failoverRoute: "83834", onDelete: "detach" });
  new flowroute.NumberGroup("group", { numbers: ["12065550102"], primaryRoute: "90114", onDelete: "detach" });
  exports.any = any.e164;`;

/** A command with the program on this host. */
function on(world: World, host: Host, source: string): void {
  world.host = host;
  world.program(source);
}

story(
  "a stack moves to the plugin and back, each in one up that asks little and writes nothing",
  async (world) => {
    on(world, "dynamic", site);
    const { outputs } = await world.up();
    on(world, "plugin", site);
    expect(await world.preview()).toMatchObject({ ok: true, changes: { same: 5 } });
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 5 }, outputs });
    expect(world.writes).toEqual([]);
    expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
    on(world, "dynamic", site);
    // What the plugin has not written yet has the code still.
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 5 }, outputs });
    expect(world.writes).toEqual([]);
    expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
  },
  byTurns,
);

story(
  "a stack that began on the plugin moves to dynamic resources, whose code its state then has",
  async (world) => {
    on(world, "plugin", site);
    const { outputs } = await world.up();
    on(world, "dynamic", site);
    expect(await world.up()).toMatchObject({ ok: true, changes: { update: 5 }, outputs });
    expect(world.writes).toEqual([]);
    expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
    on(world, "plugin", site);
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 5 }, outputs });
    expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
  },
  byTurns,
);

const renamed = (name: string, options = "{}") => `
  const n = new PhoneNumber("${name}", { number: "${front}", onDelete: "release" }, ${options});
  new NumberRoutes("${name}", { number: n.number, ${calls}, onDelete: "detach" }, ${options});`;

story(
  "renamed and moved to the other host at once, a number and its routes are given up by none",
  async (world) => {
    on(world, "dynamic", renamed("one"));
    expect(await world.up()).toMatchObject({ ok: true });
    for (const [host, name] of [
      ["plugin", "two"],
      ["dynamic", "three"],
    ] as const) {
      on(world, host, renamed(name));
      const moved = await world.up();
      expect(moved).toMatchObject({ ok: true, changes: { create: 2, delete: 2 } });
      expect(moved.output).toContain(`${front} stays on the account: the program still declares it`);
      expect(world.writes).toEqual([]);
    }
    expect(world.owned(front)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
  },
  byTurns,
);

story(
  "renamed while the version of the plugin changes, a number and its routes are given up by none",
  async (world) => {
    on(world, "plugin", renamed("one", `{ version: "0.0.1" }`));
    expect(await world.up()).toMatchObject({ ok: true });
    on(world, "plugin", renamed("two", `{ version: "0.1.0" }`));
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2, delete: 2 } });
    expect(world.writes).toEqual([]);
    expect(world.owned(front)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
  },
  byTurns,
);

const account = (world: World) => {
  const { accessKey, secretKey, url } = world.simulator;
  return JSON.stringify({ accessKey, secretKey, baseUrl: url });
};

story(
  "a provider instance moves with its resources to the other host, and writes nothing",
  async (world) => {
    const program = `
      const own = new flowroute.Provider("own", ${account(world)});
      ${renamed("line", "{ provider: own }")}`;
    on(world, "dynamic", program);
    expect(await world.up()).toMatchObject({ ok: true });
    for (const host of ["plugin", "dynamic"] as const) {
      on(world, host, program);
      const moved = await world.up();
      expect(moved.ok).toBe(true);
      expect(moved.changes.replace ?? 0).toBe(0);
      expect(moved.changes.delete ?? 0).toBe(0);
      expect(world.writes).toEqual([]);
      expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
    }
    expect(world.owned(front)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
  },
  byTurns,
);

story(
  "both hosts in one program: what one of them declares, the other gives up in no way",
  async (world) => {
    const one = `{ number: "${front}", onDelete: "release" }`;
    on(world, "dynamic", `new PhoneNumber("a", ${one});`);
    expect(await world.up()).toMatchObject({ ok: true });
    on(world, "dynamic", `const native = require("pulumi-flowroute/native"); new native.PhoneNumber("b", ${one});`);
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
    on(
      world,
      "dynamic",
      `const native = require("pulumi-flowroute/native");
       new native.PhoneNumber("b", ${one}); new PhoneNumber("a", ${one});`,
    );
    // How much of the rest is done before the refusal is chance.
    world.simulator.clearRequests();
    const twice = await world.stack.up();
    expect(twice.ok).toBe(false);
    expect(twice.output).toContain(
      `Two PhoneNumber resources, "b" and "a", declare the number ${front}. Keep one of them.`,
    );
    expect(world.simulator.requests()).toEqual([]);
    world.owned(front);
  },
  byTurns,
);

story(
  "a purchase that one host began and a pulled plug cut off belongs to the same resource of the other",
  async (world) => {
    world.simulator.addFault({ match: { method: "POST", path: "/v2/numbers/*" }, when: "after", action: "hang" });
    const program = `exports.number = new PhoneNumber("any", { match: { areaCode: "206" }, maxSetupCost: 1 }).number;`;
    on(world, "dynamic", program);
    const plug = new AbortController();
    const up = world.up({ signal: plug.signal });
    await until(() => world.simulator.account.charges.length === 1);
    plug.abort();
    expect((await up).ok).toBe(false);
    world.simulator.clearFaults();
    on(world, "plugin", program);
    const again = await world.up();
    expect(again).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
    expect(world.simulator.account.charges.map(({ number }) => number)).toEqual([again.outputs.number]);
  },
  byTurns,
);

story(
  "Ctrl-C while the plugin buys: the purchase under way ends and is in the state, and no other begins",
  async (world) => {
    const buying = { method: "POST", path: "/v2/numbers/*" };
    world.simulator.addFault({ match: buying, when: "before", action: "delay", delayMs: 4000 });
    world.program(`
      new PhoneNumber("a", { match: { areaCode: "206" } });
      new PhoneNumber("b", { match: { areaCode: "206" } });`);
    const ctrlC = new AbortController();
    const up = world.up({ interrupt: ctrlC.signal });
    await until(() => world.simulator.requests().some(({ method }) => method === "POST"));
    ctrlC.abort();
    expect((await up).ok).toBe(false);
    expect(world.simulator.account.charges).toHaveLength(1);
    world.simulator.clearFaults();
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.simulator.account.charges).toHaveLength(2);
    expect(Object.keys(world.simulator.account.numbers)).toHaveLength(2);
  },
  { hosts: ["plugin"], simulator: { account: selling(4) }, parallel: true },
);
