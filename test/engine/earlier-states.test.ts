import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Deployment } from "../../sandbox/engine";
import type { Account } from "../../sandbox/simulator";
import { engines } from "../support/engine-world";
import { World } from "../support/world";

/**
 * Stacks as an earlier version of this package left them on the real engine: what `exportState` gave, without the
 * positions in source files. They are never made anew; a version that writes other states gets a folder of its own.
 */
const states = join(__dirname, "../fixtures/states/0.1.0-dev");

/** What a file there holds. `<simulator>` stands for the simulator's address, which is another one in every test. */
interface EarlierState {
  about: string;
  /** The account as it was when the state was written. */
  account: Account;
  /** The program that wrote it, as `World.program` takes it. */
  program: string;
  deployment: Deployment;
}

const told = new Set<string>();

/**
 * Begins with an earlier version's state, the account that belongs to it, and the program that wrote it; on each engine.
 * No story: which of several numbers are read together is chance, and all that matters here is said of each engine.
 */
function earlier(name: string, title: string, tell: (world: World, earlier: EarlierState) => Promise<void>): void {
  told.add(name);
  const text = readFileSync(join(states, `${name}.json`), "utf8");
  const { account } = JSON.parse(text) as EarlierState;
  test.each(engines)(`${title}, on %s`, async (engine) => {
    const world = await World.create(engine, { simulator: { account } });
    try {
      const state = JSON.parse(text.replaceAll("<simulator>", world.simulator.url)) as EarlierState;
      await restore(world, state);
      await tell(world, state);
    } finally {
      await world.close();
    }
  });
}

/** Puts stack, account and program back to how the earlier version left them. */
async function restore(world: World, { account, deployment, program }: EarlierState): Promise<void> {
  Object.assign(world.simulator.account, structuredClone(account));
  world.program(program);
  await world.stack.importState(deployment);
}

/** The state is taken as it is: neither a plan nor a refresh nor an `up` after it finds anything to do or to say. */
async function expectNothingToDo(world: World, state: EarlierState): Promise<void> {
  await restore(world, state);
  const before = structuredClone(world.simulator.account);
  for (const command of [world.preview, world.refresh, world.up]) {
    const { ok, output } = await command({ expectNoChanges: true });
    expect(ok).toBe(true);
    expect(output).not.toContain("flowroute: ");
    expect(world.writes).toEqual([]);
  }
  expect(world.simulator.account).toEqual(before);
}

/** The program that wrote the state, with one thing changed. */
function edited({ program }: EarlierState, before: string, after: string): string {
  expect(program.split(before)).toHaveLength(2);
  return program.replace(before, after);
}

/** An `up` of another program on the state as it was, which brings these changes and these writes. */
async function expectUpdate(
  world: World,
  state: EarlierState,
  program: string,
  { changes, writes }: { changes: Record<string, number>; writes: string[] },
): Promise<void> {
  await restore(world, state);
  world.program(program);
  expect(await world.up()).toMatchObject({ ok: true, changes });
  expect(world.writes).toEqual(writes);
  expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
  expect(world.writes).toEqual([]);
}

/** A `destroy` of the state as it was, which runs the code that is in the state. */
async function expectDestroyed(world: World, state: EarlierState, writes: string[]): Promise<string> {
  await restore(world, state);
  const { ok, output } = await world.destroy();
  expect(ok).toBe(true);
  expect(world.writes).toEqual(writes);
  expect((await world.stack.exportState()).resources).toEqual([]);
  return output;
}

/** What was a secret in the state is one still, in all that commands printed and on disk. */
async function expectHidden(world: World, secret: string): Promise<void> {
  expect(world.printed).not.toContain(secret);
  expect(await world.stack.rawState()).not.toContain(secret);
}

const front = "12065550100";
const other = "12065550101";
const bought = "12065550000";
const primaryOf = (number: string) => `/v2/numbers/${number}/relationships/primary_route`;
const failoverOf = (number: string) => `/v2/numbers/${number}/relationships/failover_route`;

earlier("adopted", "numbers that version 0.1.0-dev adopted go on, and stay on the account", async (world, state) => {
  await expectNothingToDo(world, state);
  await expectUpdate(world, state, edited(state, "Front desk", "Reception"), {
    changes: { same: 2, update: 1 },
    writes: [`PATCH /v2/numbers/${front}`],
  });
  expect(world.owned(front)).toMatchObject({ alias: "Reception", cnam_lookups_enabled: true });
  await expectHidden(world, "Hush line");
  await expectDestroyed(world, state, []);
  expect(world.simulator.account).toEqual(state.account);
});

earlier(
  "bought-by-match",
  "a number that version 0.1.0-dev bought for a match is edited, renamed and pinned, and no other is bought",
  async (world, state) => {
    await expectNothingToDo(world, state);
    await expectUpdate(world, state, edited(state, "Seattle office", "Seattle shop"), {
      changes: { same: 2, update: 1 },
      writes: [`PATCH /v2/numbers/${bought}`],
    });
    const renamed = edited(state, `"line", { match`, `"main", { match`);
    const aliased = edited(
      { ...state, program: renamed },
      'office" }, { parent: this }',
      'office" }, { parent: this, aliases: [{ name: "line" }] }',
    );
    await expectUpdate(world, state, aliased, { changes: { same: 3 }, writes: [] });
    const pinned = edited(state, `match: { areaCode: "206" }`, `number: "+1 206-555-0000"`);
    await expectUpdate(world, state, pinned, { changes: { same: 2, update: 1 }, writes: [] });
    const said = await expectDestroyed(world, state, []);
    expect(said).toContain(
      `${bought} stays on the account, at $1.25 a month. To manage it again, declare number: "${bought}" (match would choose and buy another)`,
    );
    expect(world.simulator.account).toEqual(state.account);
  },
);

earlier(
  "routes",
  "routes that version 0.1.0-dev wrote go on, and are taken away where the state says so",
  async (world, state) => {
    await expectNothingToDo(world, state);
    const without = edited(state, ` failoverRoute: { alias: "pbx-backup" },`, "");
    await expectUpdate(world, state, without, {
      changes: { same: 3, update: 1 },
      writes: [`DELETE ${failoverOf(front)}`],
    });
    expect(world.owned(front)).toMatchObject({ primary_route: "101", failover_route: null });
    const rerouted = edited(
      state,
      `kept.number, primaryRoute: { alias: "pbx-main" }`,
      `kept.number, primaryRoute: "102"`,
    );
    await expectUpdate(world, state, rerouted, {
      changes: { same: 3, update: 1 },
      writes: [`PATCH ${primaryOf(other)}`],
    });
    const said = await expectDestroyed(world, state, [
      `DELETE /v2/numbers/${front}`,
      `DELETE ${failoverOf(front)}`,
      `DELETE ${primaryOf(front)}`,
    ]);
    expect(said).toContain(`${other} keeps its routes, primary 101, failover none`);
    expect(world.simulator.account.numbers).toEqual({ [other]: state.account.numbers[other] });
  },
);

for (const { name, title, drift, purchases } of [
  {
    name: "purchase-bought",
    title: "a purchase that version 0.1.0-dev could not read back is settled, and not paid for again",
    drift: { update: 1 },
    purchases: [],
  },
  {
    name: "purchase-unclear-made",
    title: "a purchase whose answer version 0.1.0-dev lost is settled, and not paid for again if it was made",
    drift: { update: 1 },
    purchases: [],
  },
  {
    name: "purchase-unclear-not-made",
    title: "a purchase whose answer version 0.1.0-dev lost is made by the next up if it was not, of that very number",
    drift: { delete: 1 },
    purchases: [`POST /v2/numbers/${bought}`],
  },
]) {
  earlier(name, title, async (world, state) => {
    const refreshed = await world.refresh({ previewOnly: true });
    expect(refreshed).toMatchObject({ ok: true, changes: drift });
    expect(world.writes).toEqual([]);
    await expectUpdate(world, state, state.program, {
      changes: { update: 1 },
      writes: [`PATCH /v2/numbers/${bought}`, ...purchases],
    });
    expect(world.simulator.account.charges).toEqual([{ number: bought, setup_cost: 1, monthly_cost: 1.25 }]);
    expect(world.simulator.account.numbers).toEqual({ [bought]: expect.objectContaining({ alias: "Bought" }) });
    const { resources } = await world.stack.exportState();
    const [settled] = resources.filter(({ id }) => id === bought);
    expect(settled?.outputs).toMatchObject({ alias: "Bought" });
    expect(settled?.outputs).not.toHaveProperty("purchaseUnconfirmed");
    expect(settled?.initErrors ?? []).toEqual([]);
    await expectDestroyed(world, state, []);
    expect(world.simulator.account).toEqual(state.account);
  });
}

earlier(
  "purchase-bought",
  "a purchase that version 0.1.0-dev could not read back stays in the state while the account does not show it, and is not made again",
  async (world, state) => {
    const numbers = world.simulator.account.numbers;
    world.simulator.account.numbers = {};
    for (const command of [world.refresh, world.up]) {
      const { ok, output } = await command();
      expect(ok).toBe(false);
      expect(output).toContain(`${bought} was bought, but this account still does not show it`);
      expect(world.writes).toEqual([]);
    }
    world.simulator.account.numbers = numbers;
    expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 }, outputs: { number: bought } });
    expect(world.writes).toEqual([`PATCH /v2/numbers/${bought}`]);
    expect(world.simulator.account.charges).toEqual(state.account.charges);
  },
);

earlier(
  "half-written",
  "routes and an alias that version 0.1.0-dev wrote in part are written in full by the next up, and nothing else is",
  async (world, state) => {
    expect(await world.refresh()).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
    expect(await world.up()).toMatchObject({ ok: true, changes: { update: 2 } });
    const missing = [`PATCH /v2/numbers/${bought}`, `PATCH ${failoverOf(front)}`];
    expect(world.writes).toEqual(missing);
    await expectUpdate(world, state, state.program, { changes: { update: 2 }, writes: missing });
    expect(world.owned(front)).toMatchObject({ primary_route: "101", failover_route: "102" });
    expect(world.owned(bought).alias).toBe("Bought");
    await expectDestroyed(world, state, []);
    expect(world.simulator.account).toEqual(state.account);
  },
);

earlier(
  "explicit-provider",
  "resources that version 0.1.0-dev gave a provider of their own go on with its keys and its settings",
  async (world, state) => {
    await expectNothingToDo(world, state);
    await expectUpdate(world, state, edited(state, `alias: "Support"`, `alias: "Help desk"`), {
      changes: { same: 3, update: 1 },
      writes: [`PATCH /v2/numbers/${other}`],
    });
    for (const key of [world.simulator.accessKey, world.simulator.secretKey]) await expectHidden(world, key);
    await expectDestroyed(world, state, [
      `DELETE /v2/numbers/${other}`,
      `DELETE ${failoverOf(other)}`,
      `DELETE ${primaryOf(other)}`,
    ]);
    expect(world.simulator.account.numbers).toEqual({ [front]: state.account.numbers[front] });
  },
);

test("every state of an earlier version is run", () => {
  expect([...told].sort()).toEqual(
    readdirSync(states)
      .map((file) => basename(file, ".json"))
      .sort(),
  );
});
