import { type Declared, file, story, urnOf } from "../support/engine-world";

story("a replacement that fails leaves the old resource in place", async (world) => {
  world.program([file("a")]);
  await world.up();
  world.calls();
  world.program([file("a", { path: "b", content: "explode" })]);
  expect(await world.up()).toMatchObject({ ok: false });
  expect(await world.resource("a")).toMatchObject({ id: "a" });
  world.program([file("a", { path: "b" })]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 1 } });
  expect(world.calls()).toEqual(["create b explode", "create b old", "delete a"]);
});

story("a replacement that comes half way condemns the old resource, which the next up deletes", async (world) => {
  world.program([file("a")]);
  await world.up();
  world.calls();
  world.program([file("a", { path: "b", content: "half" })]);
  expect(await world.up()).toMatchObject({ ok: false });
  world.program([file("a", { path: "b", content: "whole" })]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect(world.calls()).toEqual(["create b half", "update b half whole", "delete a"]);
});

story("after a deletion without its replacement the next up creates it", async (world) => {
  world.program([file("a", { exclusive: true })]);
  await world.up();
  world.calls();
  world.program([file("a", { path: "b", exclusive: true, content: "explode" })]);
  expect(await world.up()).toMatchObject({ ok: false });
  expect(await world.resource("a")).toMatchObject({ id: "a", pendingReplacement: true });
  expect(await world.refresh()).toMatchObject({ ok: true });
  world.program([file("a", { path: "b", exclusive: true })]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 1 } });
  expect(world.calls()).toEqual(["delete a", "create b explode", "create b old"]);
  expect(await world.resource("a")).toMatchObject({ id: "b" });
});

story("after a deletion without its replacement the next up without it forgets it", async (world) => {
  world.program([file("a", { exclusive: true })]);
  await world.up();
  world.program([file("a", { path: "b", exclusive: true, content: "explode" })]);
  await world.up();
  world.calls();
  world.program([]);
  expect(await world.up()).toMatchObject({ ok: true });
  expect(world.calls()).toEqual([]);
  expect(await world.resource("a")).toBeUndefined();
});

story("a failed deletion of a replaced resource is made up for", async (world) => {
  world.program([file("a", { stuck: true })]);
  await world.up();
  world.program([file("a", { path: "b" })]);
  expect(await world.up()).toMatchObject({ ok: false, changes: { replace: 1 } });
  const ids = async () =>
    (await world.stack.exportState()).resources.flatMap(({ urn, id }) => (urn === urnOf("a") ? id : []));
  expect((await ids()).sort()).toEqual(["a", "b"]);
  expect(await world.up()).toMatchObject({ ok: false, changes: { same: 1 } });
});

story("a provider leaves with its resources, in the right order", async (world) => {
  const provider: Declared = { kind: "provider", name: "p", args: { "files:account": "tom" } };
  world.program([provider, file("a", {}, { provider: "p" }), file("b", { content: "$a.size" })]);
  await world.up();
  world.calls();
  world.program([]);
  const { ok, steps } = await world.up();
  expect(ok).toBe(true);
  expect(steps.map(({ urn }) => urn.split("::").at(-1))).toEqual(["b", "a", "p"]);
  expect(world.calls()).toEqual(["delete b", "delete a"]);
});

story("a resource that moves to another provider stays", async (world) => {
  const provider: Declared = { kind: "provider", name: "p", args: { "files:account": "tom" } };
  world.program([file("a")]);
  await world.up();
  world.calls();
  world.program([provider, file("a", {}, { provider: "p" })]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1, same: 1 } });
  expect(world.calls()).toEqual([]);
});

story("a resource that moves into a component is another resource, unless it says so", async (world) => {
  const folder: Declared = { kind: "component", name: "f" };
  world.program([file("a", { path: "1" }), file("b", { path: "2" })]);
  await world.up();
  world.calls();
  world.program([
    folder,
    file("a", { path: "3" }, { parent: "f" }),
    file("b", { path: "2" }, { parent: "f", aliases: [urnOf("b")] }),
  ]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2, same: 1, delete: 1 } });
  expect(world.calls()).toEqual(["create 3 old", "delete 1"]);
});

story("an error that the program only logs is told, and fails nothing", async (world) => {
  world.program([file("a")]);
  await world.up();
  world.program([], { log: { severity: "error", message: "this will not do" } });
  const result = await world.up();
  expect(result).toMatchObject({ ok: true, changes: { delete: 1 } });
  expect(result.output).toContain("error: this will not do");
});

story("reading what does not exist, or cannot be read", async (world) => {
  world.meddle("locked", { content: "unreadable" });
  world.program([{ kind: "file", name: "a", options: { id: "locked" } }]);
  const failed = await world.up();
  expect(failed.ok).toBe(false);
  expect(failed.output).toContain("it cannot be read");
  world.program([{ kind: "file", name: "a", options: { id: "nothing" } }]);
  await world.up();
});

story("a resource that is read under a managed one's name takes its place", async (world) => {
  world.program([file("a")]);
  await world.up();
  world.calls();
  world.meddle("theirs", { content: "others'", mode: "rw" });
  world.program([{ kind: "file", name: "a", options: { id: "theirs" } }]);
  await world.up();
  expect(world.calls().filter((call) => call.startsWith("delete"))).toEqual(["delete a"]);
  world.program([file("a", { path: "mine" })]);
  await world.up();
  expect(world.stored("theirs")).toBeDefined();
  expect(await world.destroy()).toMatchObject({ ok: true });
});
