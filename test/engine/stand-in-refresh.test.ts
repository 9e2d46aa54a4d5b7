import { file, story, urnOf } from "../support/engine-world";

story("drift is shown, then taken into the state, then repaired by up", async (world) => {
  world.program([file("a"), file("b")]);
  await world.up();
  expect(await world.refresh({ previewOnly: true, expectNoChanges: true })).toMatchObject({
    ok: true,
    changes: { same: 2 },
  });

  world.meddle("a", { content: "meddled" });
  const plan = await world.refresh({ previewOnly: true, expectNoChanges: true });
  expect(plan).toMatchObject({ ok: false, changes: { update: 1, same: 1 } });
  expect(plan.output).toContain("no changes were expected");
  expect((await world.resource("a"))?.outputs).toMatchObject({ content: "old" });

  expect(await world.refresh()).toMatchObject({ ok: true, changes: { update: 1, same: 1 } });
  expect((await world.resource("a"))?.outputs).toMatchObject({ content: "meddled" });
  expect((await world.resource("a"))?.inputs).toMatchObject({ content: "old" });
  world.calls();
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1, same: 1 } });
  expect(world.calls()).toEqual(["update a meddled old"]);
  expect(world.stored("a")).toMatchObject({ content: "old" });
});

story("up --refresh finds and repairs drift in one go, preview --refresh only finds it", async (world) => {
  world.program([file("a"), file("b")]);
  await world.up();
  world.meddle("a", { content: "meddled" });
  expect(await world.preview()).toMatchObject({ changes: { same: 2 } });
  const plan = await world.preview({ refresh: true });
  expect(plan).toMatchObject({ ok: true, changes: { update: 1, same: 1 } });
  expect(plan.steps).toContainEqual({ op: "refresh", urn: urnOf("a") });
  expect(world.stored("a")).toMatchObject({ content: "meddled" });
  expect(await world.up({ refresh: true })).toMatchObject({ ok: true, changes: { update: 1, same: 1 } });
  expect(world.stored("a")).toMatchObject({ content: "old" });
  expect(await world.up({ refresh: true, expectNoChanges: true })).toMatchObject({ ok: true, changes: { same: 2 } });
});

story("what the provider's diff does not mind is no drift, but reaches the outputs", async (world) => {
  world.program([file("a")]);
  await world.up();
  world.meddle("a", { note: "by hand" });
  expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true, changes: { same: 1 } });
  expect((await world.resource("a"))?.outputs).toMatchObject({ note: "by hand" });
});

story("inputs that read returns replace the last ones", async (world) => {
  world.program([file("a", { tell: true })]);
  await world.up();
  world.meddle("a", { content: "meddled" });
  expect(await world.refresh()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect((await world.resource("a"))?.inputs).toMatchObject({ content: "meddled" });
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 } });
});

story("what is gone leaves the state, with all references to it, and is created again", async (world) => {
  const child = file("c", {}, { parent: "a" });
  world.program([file("a"), file("b", { content: "$a.size" }), child, file("d", {}, { dependsOn: ["a"] })]);
  await world.up();
  world.lose("a");
  expect(await world.refresh()).toMatchObject({ ok: true, changes: { delete: 1, same: 3 } });
  expect(await world.resource("a")).toBeUndefined();
  const { resources } = await world.stack.exportState();
  for (const { parent, dependencies, propertyDependencies } of resources)
    expect(JSON.stringify([parent, dependencies, propertyDependencies])).not.toContain(urnOf("a"));
  world.calls();
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1, same: 3 } });
  expect(world.calls()).toEqual(["create a old"]);
});

story("a read that fails fails the refresh and keeps the state; the others are refreshed", async (world) => {
  world.program([file("a"), file("b")]);
  await world.up();
  world.meddle("a", { content: "unreadable" });
  world.meddle("b", { content: "meddled" });
  const refreshed = await world.refresh();
  expect(refreshed.ok).toBe(false);
  expect(refreshed.output).toContain("it cannot be read");
  expect((await world.resource("a"))?.outputs).toMatchObject({ content: "old" });
  expect((await world.resource("b"))?.outputs).toMatchObject({ content: "meddled" });
  world.calls();
  expect(await world.up({ refresh: true })).toMatchObject({ ok: false });
  expect(world.calls().filter((call) => !call.startsWith("read"))).toEqual([]);
});

story("refresh minds ignoreChanges", async (world) => {
  world.program([file("a", {}, { ignoreChanges: ["content"] })]);
  await world.up();
  world.meddle("a", { content: "meddled" });
  await world.refresh();
  await world.up();
});

story("destroy --refresh does not delete what is gone already", async (world) => {
  world.program([file("a"), file("b")]);
  await world.up();
  world.lose("a");
  world.calls();
  expect(await world.destroy({ refresh: true })).toMatchObject({ ok: true, changes: { delete: 1 } });
  expect(world.calls().filter((call) => !call.startsWith("read"))).toEqual(["delete b"]);
});
