import { findPulumi } from "../../sandbox/engine";
import { file, story, urnOf } from "../support/engine-world";

test("comparison with Pulumi itself", () => {
  const found = findPulumi();
  if (found === undefined) console.log("SKIPPED: no pulumi command here, so the stand-in is not compared with it.");
  expect(found === undefined || found.length > 0).toBe(true);
});

story("a resource is created, kept, updated, replaced and deleted", async (world) => {
  world.program([file("a")], { outputs: { size: "$a.size" } });
  expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 1 }, outputs: {} });
  expect(world.calls()).toEqual([]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1 }, outputs: { size: 3 } });
  expect(world.calls()).toEqual(["create a old"]);
  expect(await world.resource("a")).toMatchObject({
    id: "a",
    inputs: { path: "a", content: "old", mode: "rw" },
    outputs: { path: "a", content: "old", mode: "rw", size: 3, account: "nobody" },
  });

  expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true, changes: { same: 1 } });
  expect(world.calls()).toEqual([]);

  world.program([file("a", { content: "newer" })], { outputs: { size: "$a.size" } });
  const plan = await world.preview({ expectNoChanges: true });
  expect(plan).toMatchObject({ ok: false, changes: { update: 1 }, steps: [{ op: "update", urn: urnOf("a") }] });
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 }, outputs: { size: 5 } });
  expect(world.calls()).toEqual(["update a old newer"]);

  world.program([file("a", { path: "b" })]);
  expect(await world.preview()).toMatchObject({ changes: { replace: 1 } });
  expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 1 }, outputs: {} });
  expect(world.calls()).toEqual(["create b old", "delete a"]);

  world.program([]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { delete: 1 } });
  expect(world.calls()).toEqual(["delete b"]);
});

story("values of resources to be created are unknown in a preview", async (world) => {
  const program = (content: string) =>
    world.program([file("a", { content }), file("b", { content: "$a.size" })], { outputs: { size: "$b.size" } });
  program("old");
  expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 2 } });
  expect(await world.up()).toMatchObject({ ok: true, outputs: { size: 1 } });
  expect((await world.resource("b"))?.inputs).toMatchObject({ content: 3 });
  expect((await world.resource("b"))?.dependencies).toEqual([urnOf("a")]);

  program("new");
  expect(await world.preview()).toMatchObject({ ok: true, changes: { update: 2 } });
  world.calls();
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1, same: 1 } });
  expect(world.calls()).toEqual(["update a old new"]);
});

story("deletion goes against the direction of dependency", async (world) => {
  world.program([file("a"), file("b", { content: "$a.size" }), file("c", {}, { dependsOn: ["b"] })]);
  await world.up();
  world.calls();
  expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 3 }, outputs: {} });
  expect(world.calls()).toEqual(["delete c", "delete b", "delete a"]);
  expect((await world.stack.exportState()).resources).toEqual([]);
});

story("steps that do not depend on each other run at the same time", async (world) => {
  const names = ["a", "b", "c", "d"];
  // Each create waits until all four have begun.
  world.program(names.map((name) => file(name, { meet: names.length })));
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 4 } });
});

story(
  "secrets are secret in state and output, in configuration and in resources",
  async (world) => {
    world.program([file("a", { content: "?password", label: "!hush-hush" })], {
      outputs: { content: "$a.content", plain: "$a.path" },
    });
    const planned = await world.preview();
    const applied = await world.up();
    expect(applied).toMatchObject({ ok: true, outputs: { content: "correct-horse", plain: "a" } });
    expect(world.calls()).toEqual(["create a correct-horse"]);
    await world.stack.setConfig("password", { secret: "battery-staple" });
    const changed = await world.up();
    expect(changed).toMatchObject({ changes: { update: 1 }, outputs: { content: "battery-staple" } });
    const refreshed = await world.refresh();
    const everything = [await world.stack.rawState(), ...[planned, applied, changed, refreshed].map((r) => r.output)];
    for (const text of everything) expect(text).not.toMatch(/correct-horse|battery-staple|hush-hush/);
  },
  { password: { secret: "correct-horse" }, account: "me" },
);

story("the default provider gets the stack's and the project's configuration", async (world) => {
  world.program([file("a")], { outputs: { account: "$a.account" } });
  expect(await world.up()).toMatchObject({ outputs: { account: "nobody" } });
  await world.stack.setConfig("files:account", "somebody");
  world.program([file("a", { content: "new" })], { outputs: { account: "$a.account" } });
  expect(await world.up()).toMatchObject({ outputs: { account: "somebody" } });
  const { resources } = await world.stack.exportState();
  expect(resources.find((resource) => resource.urn.endsWith("::default"))?.inputs).toEqual({
    "files:account": "somebody",
    "files:shared": "from the project",
  });
});

story("an input that check refuses fails the command before anything is done", async (world) => {
  world.program([file("a", { content: "forbidden" }), file("b", { content: "$a.size" })]);
  for (const result of [await world.preview(), await world.up()]) {
    expect(result.ok).toBe(false);
    for (const words of ["content", "must not be forbidden"]) expect(result.output).toContain(words);
  }
  expect(world.calls()).toEqual([]);
  expect(await world.resource("a")).toBeUndefined();
});

story("a provider that does not say what changed leaves it to the inputs", async (world) => {
  world.program([file("a", { undecided: true })]);
  await world.up();
  expect(await world.up()).toMatchObject({ changes: { same: 1 } });
  world.program([file("a", { undecided: true, content: "new" })]);
  expect(await world.up()).toMatchObject({ changes: { update: 1 } });
});

story("a resource that gets another name is created first, then deleted under the old", async (world) => {
  world.program([file("a", { path: "1" })]);
  await world.up();
  world.calls();
  world.program([file("b", { path: "2" })]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1, delete: 1 } });
  expect(world.calls()).toEqual(["create 2 old", "delete 1"]);
});
