import { join } from "node:path";
import { openStack } from "../../sandbox/engine";
import { story, type World } from "../support/world";

const front = "12065550100";
const support = "12065550102";

/** Routes that both numbers of the stories have already, so that any write of them is one too many. */
const routes = `primaryRoute: "83861", failoverRoute: "83834"`;

/** A second stack on the account of a world, which runs what the world's program is at the time. */
async function neighbour({ stack, dir, simulator }: World) {
  return openStack(stack.engine, {
    programDir: join(dir, "program"),
    stack: "neighbour",
    stateDir: join(dir, "neighbour"),
    env: { XDG_STATE_HOME: join(dir, "home") },
    config: {
      "flowroute:accessKey": { secret: simulator.accessKey },
      "flowroute:secretKey": { secret: simulator.secretKey },
      "flowroute:baseUrl": simulator.url,
    },
  });
}

/** What was written to the account since the last command of the world began, and by whichever stack. */
const writes = ({ simulator }: World) =>
  simulator.requests().flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path}`]));

story("renamed and moved with aliases, a number, a match and routes are not even a step", async (world) => {
  world.program(`
    const n = new PhoneNumber("n", { number: "${front}", onDelete: "release" });
    const m = new PhoneNumber("m", { match: { areaCode: "206" }, onDelete: "release" });
    for (const it of [n, m]) new NumberRoutes(it === n ? "n" : "m", { number: it.number, ${routes}, onDelete: "detach" });`);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 4 } });
  world.program(`
    const office = new pulumi.ComponentResource("story:index:Office", "office");
    const was = (name) => ({ parent: office, aliases: [{ name, parent: pulumi.rootStackResource }] });
    const n = new PhoneNumber("number", { number: "(206) 555-0100", onDelete: "release" }, was("n"));
    const m = new PhoneNumber("chosen", { match: { areaCode: "206" }, onDelete: "release" }, was("m"));
    for (const it of [n, m])
      new NumberRoutes(it === n ? "of-number" : "of-chosen", { number: it.number, ${routes}, onDelete: "detach" }, was(it === n ? "n" : "m"));`);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1, same: 4 } });
  expect(world.writes).toEqual([]);
});

story(
  "moved between components without aliases, a number and its routes change hands without a write",
  async (world) => {
    const offices = (...names: string[]) => `
    for (const name of ${JSON.stringify(names)}) {
      const parent = new pulumi.ComponentResource("story:index:Office", name);
      if (name !== "${names.at(-1)}") continue;
      const n = new PhoneNumber(name, { number: "${front}", onDelete: "release" }, { parent });
      new NumberRoutes(name, { number: n.number, ${routes}, onDelete: "detach" }, { parent });
    }`;
    world.program(offices("north", "south"));
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 4 } });
    world.program(offices("south", "north"));
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2, delete: 2, same: 2 } });
    expect(world.writes).toEqual([]);
    expect(world.owned(front)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
  },
);

story("a match that is renamed without an alias buys another, and the first keeps its calls", async (world) => {
  const named = (name: string) => `
    const m = new PhoneNumber("${name}", { match: { areaCode: "206" }, onDelete: "release" });
    new NumberRoutes("m", { number: m.number, ${routes} });
    exports.number = m.number;`;
  world.program(named("old"));
  const { outputs } = await world.up();
  world.program(named("new"));
  const renamed = await world.up();
  expect(renamed).toMatchObject({ ok: true, changes: { create: 1, replace: 1, delete: 1 } });
  expect(world.writes.filter((it) => it.startsWith("DELETE"))).toEqual([]);
  expect(world.owned(`${outputs.number}`)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
  expect(world.simulator.account.charges).toHaveLength(2);
  // As the output says to.
  expect(renamed.output).toContain(`To have it back instead, declare number: "${outputs.number}"`);
  world.program(named("new").replace(`match: { areaCode: "206" }`, `number: "${outputs.number}"`));
  expect(await world.up()).toMatchObject({ ok: true, outputs });
  expect(world.simulator.account.charges).toHaveLength(2);
});

for (const order of ["the old one is destroyed first", "the new one adopts first"]) {
  story(`moved to another stack, numbers and routes are written by none of the two; ${order}`, async (world) => {
    world.program(`
      const n = new PhoneNumber("n", { number: "${front}" });
      const m = new PhoneNumber("m", { match: { areaCode: "206" } });
      for (const it of [n, m]) new NumberRoutes(it === n ? "n" : "m", { number: it.number, ${routes} });
      exports.chosen = m.number;`);
    const { outputs } = await world.up();
    const successor = await neighbour(world);
    const destroy = async () => {
      expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 4 } });
      expect(world.writes).toEqual([]);
    };
    if (order.startsWith("the old")) await destroy();
    world.simulator.clearRequests();
    world.program(`
      for (const number of ["${front}", "${outputs.chosen}"]) {
        new PhoneNumber(number, { number, purchase: "forbid" });
        new NumberRoutes(number, { number, ${routes} });
      }`);
    expect(await successor.up()).toMatchObject({ ok: true, changes: { create: 4 } });
    expect(writes(world)).toEqual([]);
    if (order.startsWith("the new")) await destroy();
    for (const number of [front, `${outputs.chosen}`])
      expect(world.owned(number)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
    await successor.close();
  });
}

story(
  "one number in two stacks: each shows what the other writes as drift, and misses what it gives up",
  async (world) => {
    const declaring = (alias: string, onDelete: string) =>
      world.program(
        `new PhoneNumber("n", { number: "${front}", purchase: "forbid", alias: "${alias}", onDelete: "${onDelete}" });`,
      );
    declaring("ours", "retain");
    expect(await world.up()).toMatchObject({ ok: true });
    const other = await neighbour(world);
    declaring("theirs", "release");
    expect(await other.up()).toMatchObject({ ok: true });

    const drift = await world.refresh({ previewOnly: true, expectNoChanges: true });
    expect(drift.ok).toBe(false);
    expect(drift.output).toContain(`${front}: alias is "theirs" on the account, which is not what was declared`);
    declaring("ours", "retain");
    expect(await world.up({ refresh: true })).toMatchObject({ ok: true, changes: { update: 1 } });
    expect(await other.refresh({ previewOnly: true, expectNoChanges: true })).toMatchObject({ ok: false });

    // Neither stack knows of the other: what one says to release is released.
    expect(await other.destroy()).toMatchObject({ ok: true });
    expect(world.simulator.account.numbers[front]).toBeUndefined();
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1 } });
    const refreshed = await world.refresh();
    expect(refreshed.output).toContain(`${front} is not on this account any more and leaves the state`);
    const missing = await world.up();
    expect(missing.ok).toBe(false);
    expect(missing.output).toContain(`${front} is not on this account, and purchase is "forbid"`);
    await other.close();
  },
);

story(
  "a number spelled otherwise is no step; replaced by another and back, no call of it is touched",
  async (world) => {
    const line = (number: string) =>
      world.program(`
      const n = new PhoneNumber("n", { number: "${number}", purchase: "forbid" });
      new NumberRoutes("n", { number: n.number, ${routes} });`);
    line(front);
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2 } });
    line("+1 206-555-0100");
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true, changes: { same: 2 } });
    line(support);
    expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 2 } });
    const touched = world.writes;
    expect(touched.length).toBeGreaterThan(0);
    for (const write of touched) expect(write).toContain(support);
    expect(world.owned(front)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
    line(front);
    expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 2 } });
    expect(world.writes).toEqual([]);
    expect(world.owned(support)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
  },
);

story(
  "two resources for one number change nothing, and what is gone from the program beside them stays",
  async (world) => {
    world.program(`
    const m = new PhoneNumber("m", { match: { areaCode: "206" } });
    new NumberRoutes("m", { number: m.number, ${routes} });
    new PhoneNumber("beside", { number: "${support}", onDelete: "release" });
    exports.number = m.number;`);
    const { outputs } = await world.up();
    const chosen = `${outputs.number}`;
    const m = `const m = new PhoneNumber("m", { match: { areaCode: "206" } });`;
    // One waits for the other, so that what is done before the mistake is heard of is the same on every engine.
    const twice: [string, string][] = [
      [`${m} new PhoneNumber("n", { number: m.number });`, `Two PhoneNumber resources stand for ${chosen}: "m"`],
      [
        `const n = new PhoneNumber("n", { number: "${chosen}" });
        new PhoneNumber("m", { match: { areaCode: "206" } }, { dependsOn: n });`,
        `Two PhoneNumber resources stand for ${chosen}: "m"`,
      ],
      [
        `${m} const dependsOn = new NumberRoutes("m", { number: m.number, ${routes} });
        new NumberRoutes("n", { number: "${chosen}", ${routes} }, { dependsOn });`,
        `declare the number ${chosen}. Keep one of them.`,
      ],
      [
        `const dependsOn = new PhoneNumber("a", { number: "${front}" });
        new PhoneNumber("b", { number: "${front}" }, { dependsOn });`,
        `Two PhoneNumber resources, "a" and "b", declare the number ${front}. Keep one of them.`,
      ],
    ];
    for (const [program, message] of twice) {
      world.program(program);
      const preview = await world.preview();
      expect(preview.ok).toBe(false);
      expect(preview.output).toContain(message);
      // The first of the two may be adopted before the second is heard of.
      const up = await world.stack.up();
      expect(up.ok).toBe(false);
      expect(up.output).toContain(message);
      expect(writes(world)).toEqual([]);
    }
    for (const number of [chosen, support, front]) world.owned(number);
  },
);

story("deleted first, retained or protected: by default a number and its calls stay", async (world) => {
  const line = (number: string, options: string) =>
    world.program(`
      const n = new PhoneNumber("n", { number: "${number}" }, { ${options} });
      new NumberRoutes("n", { number: n.number, ${routes} }, { ${options} });`);
  line(front, "deleteBeforeReplace: true");
  expect(await world.up()).toMatchObject({ ok: true });
  line(support, "deleteBeforeReplace: true");
  expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 2 } });
  for (const write of world.writes) expect(write).toContain(support);
  line(front, "retainOnDelete: true");
  expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 2 } });
  expect(world.writes).toEqual([]);
  line(support, "protect: true");
  expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 2 } });
  expect(world.writes).toEqual([]);
  line(front, "protect: true");
  expect(await world.up()).toMatchObject({ ok: false });
  expect(await world.destroy()).toMatchObject({ ok: false });
  for (const number of [front, support])
    expect(world.owned(number)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
});
