import { findPulumi } from "../../sandbox/engine";
import { type Declared, EngineWorld, file } from "../support/engine-world";

const program: Declared[] = [
  { kind: "provider", name: "p", args: { "files:account": "!tom" } },
  file("a", { label: "!hidden" }, { provider: "p" }),
  file("b", { content: "$a.size" }, { protect: true }),
];

test("state goes out and in again", async () => {
  const world = await EngineWorld.open("stand-in");
  world.program(program);
  await world.up();
  const state = await world.stack.exportState();
  await world.stack.importState({ ...state, resources: [] });
  expect((await world.stack.exportState()).resources).toEqual([]);
  await world.stack.importState(state);
  expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true, changes: { same: 3 } });
  expect(await world.stack.rawState()).not.toContain("hidden");
  await world.close();
});

// Only where there is a CLI to exchange with; the lifecycle tests say so where there is none.
if (findPulumi() !== undefined) {
  test.each([
    ["stand-in", "pulumi"],
    ["pulumi", "stand-in"],
  ] as const)("a stack made on %s goes on on %s", async (from, to) => {
    const [one, other] = [await EngineWorld.open(from), await EngineWorld.open(to)];
    one.program(program);
    await one.up();
    await other.stack.importState(await one.stack.exportState());
    other.program(program);
    expect(await other.up({ expectNoChanges: true })).toMatchObject({ ok: true, changes: { same: 3 } });
    expect((await other.resource("a"))?.inputs).toEqual((await one.resource("a"))?.inputs);
    await one.close();
    await other.close();
  });
}
