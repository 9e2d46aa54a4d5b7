import { type Declared, EngineWorld, engines, file, story } from "../support/engine-world";

type Command = EngineWorld["up"] | EngineWorld["refresh"] | EngineWorld["destroy"];

/** Interrupts the command (Ctrl-C) while a call of its provider is under way, which may end only after that. */
async function interrupt(world: EngineWorld, command: Command, call: string) {
  world.calls();
  world.go(false);
  const ctrlC = new AbortController();
  const running = command({ interrupt: ctrlC.signal });
  await world.called(call);
  ctrlC.abort();
  await world.said(/^Interrupted|\^C received/m);
  world.go();
  return running;
}

/** Kills the command's provider process while a call is under way. */
async function killProvider(world: EngineWorld, command: Command, call: string) {
  world.calls();
  world.go(false);
  const running = command();
  await world.called(call);
  await world.stack.killProviders();
  const result = await running;
  world.go();
  return result;
}

const slow = (name: string, options: Record<string, unknown> = {}) => file(name, { content: "slow" }, options);

/** Each of them waits for the one before. */
const chain: Declared[] = [file("a"), slow("b", { dependsOn: ["a"] }), file("c", { content: "$b.size" })];

const pending = async (world: EngineWorld) => (await world.stack.exportState()).pending_operations;

story(
  "an interrupted up ends the step under way and keeps what it made; the next goes on from there",
  async (world) => {
    world.program(chain, { outputs: { size: "$b.size" } });
    const up = await interrupt(world, world.up, "create b");
    expect(up).toMatchObject({ ok: false, changes: { create: 2 }, outputs: {} });
    expect(up.output).toContain("update canceled");
    expect(await world.resource("b")).toMatchObject({ id: "b" });
    expect(await pending(world)).toEqual([]);
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 2, create: 1 }, outputs: { size: 4 } });
  },
);

story("an up that is interrupted while it deletes leaves the rest for the next", async (world) => {
  world.go();
  world.program(chain.slice(0, 2));
  await world.up();
  world.program([file("n")], { outputs: { size: "$n.size" } });
  expect(await interrupt(world, world.up, "delete b")).toMatchObject({
    ok: false,
    changes: { create: 1, delete: 1 },
    outputs: { size: 3 },
  });
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1, delete: 1 } });
});

story("an interrupted refresh keeps what it has read", async (world) => {
  world.go();
  world.program([file("a"), slow("b")]);
  await world.up();
  world.meddle("b", { mode: "r" });
  const refresh = await interrupt(world, world.refresh, "read b");
  expect(refresh).toMatchObject({ ok: false, changes: { same: 1, update: 1 } });
  expect(refresh.output).toContain("update canceled");
  expect(await world.resource("b")).toMatchObject({ outputs: { mode: "r" } });
});

test.each(engines)("an interrupted refresh begins no other read, on %s", async (engine) => {
  const world = await EngineWorld.open(engine);
  world.go();
  world.program(Array.from({ length: 40 }, (_, i) => slow(`s${i}`)));
  await world.up();
  const refresh = await interrupt(world, world.refresh, "read s");
  expect(refresh).toMatchObject({ ok: false, changes: { same: world.calls().length } });
  expect(refresh.changes.same).toBeLessThan(40);
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 40 } });
  await world.close();
});

// A trap of Pulumi's (3.260): scripts that go by the exit code take the stack for deleted.
story("an interrupted destroy reports success, with what it had not begun to delete still there", async (world) => {
  world.go();
  world.program(chain);
  await world.up();
  expect(await interrupt(world, world.destroy, "delete b")).toMatchObject({ ok: true, changes: { delete: 2 } });
  expect(await world.resource("a")).toBeDefined();
  expect(await pending(world)).toEqual([]);
  expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 1 } });
});

story("a provider that dies fails its step, of which no note is left in the state", async (world) => {
  world.program(chain);
  expect(await killProvider(world, world.up, "create b")).toMatchObject({ ok: false, changes: { create: 1 } });
  expect(await world.resource("b")).toBeUndefined();
  expect(await pending(world)).toEqual([]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1, create: 2 } });

  expect(await killProvider(world, world.destroy, "delete b")).toMatchObject({ ok: false, changes: { delete: 1 } });
  expect(await world.resource("b")).toBeDefined();
  expect(await pending(world)).toEqual([]);
  expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 2 } });
});

story("a provider that dies while it reads changes nothing", async (world) => {
  world.go();
  world.program([slow("b")]);
  await world.up();
  expect(await killProvider(world, world.refresh, "read b")).toMatchObject({ ok: false, changes: {} });
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1 } });
});
