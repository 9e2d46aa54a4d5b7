import { type Declared, file, story, urnOf } from "../support/engine-world";

const folder = (name: string, options: Record<string, unknown> = {}): Declared => ({
  kind: "component",
  name,
  options,
});

story("components are parents, and have outputs of their own", async (world) => {
  const outer: Declared = { ...folder("outer"), outputs: { kind: "outer" } };
  const resources = [outer, folder("inner", { parent: "outer" }), file("a", {}, { parent: "inner" })];
  world.program(resources);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 3 } });
  const state = await world.stack.exportState();
  const urn = "urn:pulumi:dev::files::files:index:Folder$files:index:Folder$pulumi-nodejs:dynamic/files:File::a";
  expect(state.resources.map((resource) => resource.urn)).toContain(urn);
  expect(state.resources.find((resource) => resource.urn.endsWith("::outer"))?.outputs).toEqual({ kind: "outer" });
  expect(await world.up()).toMatchObject({ changes: { same: 3 } });
  world.program([outer]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1, delete: 2 } });
});

story("an alias keeps a renamed resource, and the children of a renamed component", async (world) => {
  world.program([
    file("a"),
    folder("old"),
    file("old-child", {}, { parent: "old" }),
    file("b", { content: "$a.size" }),
  ]);
  await world.up();
  world.calls();
  world.program([
    file("a2", { path: "a" }, { aliases: [{ name: "a" }] }),
    folder("new", { aliases: [{ name: "old" }] }),
    file("new-child", { path: "old-child" }, { parent: "new" }),
    file("b", { content: "$a2.size" }),
  ]);
  expect(await world.preview()).toMatchObject({ ok: true, changes: { same: 4 } });
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 4 } });
  expect(world.calls()).toEqual([]);
  expect(await world.resource("a2")).toMatchObject({ id: "a" });
  world.program([file("a2", { path: "a" }, { aliases: [urnOf("a")] })]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1, delete: 3 } });
});

story("explicit providers have their own configuration, secret in state, and can change it", async (world) => {
  const provider = (account: string): Declared => ({ kind: "provider", name: "p", args: { "files:account": account } });
  const resources = (account: string, content = "old") => [
    provider(account),
    file("a", { content }, { provider: "p" }),
    file("b", { content }),
  ];
  const outputs = { a: "$a.account", b: "$b.account" };
  world.program(resources("!tom-the-first"), { outputs });
  expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 3 } });
  expect(await world.up()).toMatchObject({ ok: true, outputs: { a: "tom-the-first", b: "nobody" } });
  world.program(resources("!tom-the-second", "new"), { outputs });
  expect(await world.up()).toMatchObject({ changes: { update: 3 }, outputs: { a: "tom-the-second", b: "nobody" } });
  expect(await world.stack.rawState()).not.toMatch(/"files:account": *"tom/);
  await world.refresh();
  expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 3 } });
});

story("a provider whose configuration is not known yet can be previewed", async (world) => {
  world.program([
    file("a"),
    { kind: "provider", name: "p", args: { "files:account": "$a.account" } },
    file("b", {}, { provider: "p" }),
  ]);
  expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 3 } });
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 3 } });
});

story("dependsOn orders creation and deletion", async (world) => {
  world.program([file("z"), file("a", {}, { dependsOn: ["z"] })]);
  await world.up();
  expect(world.calls()).toEqual(["create z old", "create a old"]);
  expect((await world.resource("a"))?.dependencies).toEqual([urnOf("z")]);
  await world.destroy();
  expect(world.calls()).toEqual(["delete a", "delete z"]);
});

story("a protected resource is neither deleted nor replaced nor destroyed", async (world) => {
  world.program([file("a"), file("b", { content: "$a.size" }, { protect: true }), file("c")]);
  await world.up();
  world.calls();
  world.program([file("a"), file("c")]);
  for (const result of [await world.preview(), await world.up()]) {
    expect(result.ok).toBe(false);
    expect(result.output).toContain("protect");
  }
  world.program([file("a"), file("b", { path: "b2", content: "$a.size" }, { protect: true }), file("c")]);
  expect(await world.up()).toMatchObject({ ok: false });
  expect(world.calls()).toEqual([]);
  // What the protected one depends on stays too.
  expect(await world.destroy()).toMatchObject({ ok: false });
  expect(world.calls()).toEqual(["delete c"]);
  world.program([file("a"), file("b", { content: "$a.size" })]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 2 } });
  expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 2 } });
});

story("retainOnDelete forgets without deleting", async (world) => {
  world.program([file("a", {}, { retainOnDelete: true }), file("b", {}, { retainOnDelete: true })]);
  await world.up();
  world.calls();
  world.program([file("a", { path: "a2" }, { retainOnDelete: true })]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 1, delete: 1 } });
  expect(world.calls()).toEqual(["create a2 old"]);
  expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 1 } });
  expect(world.calls()).toEqual([]);
});

story("ignoreChanges keeps the old input", async (world) => {
  const program = (content: string, label: { deep: unknown[] }, ignoreChanges: string[]) =>
    world.program([file("a", { content, label, undecided: true }, { ignoreChanges })]);
  program("old", { deep: [1, { er: 1 }] }, []);
  await world.up();
  const paths = ["content", "label.deep[1].er"];
  program("new", { deep: [1, { er: 2 }] }, paths);
  expect(await world.up()).toMatchObject({ changes: { same: 1 } });
  program("new", { deep: [2, { er: 2 }] }, paths);
  expect(await world.up()).toMatchObject({ changes: { update: 1 } });
  expect((await world.resource("a"))?.inputs).toMatchObject({ content: "old", label: { deep: [2, { er: 1 }] } });
});

story("deleteBeforeReplace deletes first, with the dependents that must be replaced too", async (world) => {
  const program = (path: string) =>
    world.program([
      file("a", { path, exclusive: true }),
      file("b", { path: "$a.path", prefix: "b-" }),
      file("c", { path: "c", content: "$a.path" }),
      file("d", { path: `d-of-${path}` }, { deleteBeforeReplace: true }),
    ]);
  program("one");
  await world.up({ parallel: 1 });
  world.calls();
  program("two");
  expect(await world.preview()).toMatchObject({ ok: true, changes: { replace: 3, update: 1 } });
  expect(await world.up({ parallel: 1 })).toMatchObject({ ok: true, changes: { replace: 3, update: 1 } });
  const calls = world.calls();
  expect(calls.indexOf("delete b-one")).toBeLessThan(calls.indexOf("delete one"));
  expect(calls.indexOf("delete one")).toBeLessThan(calls.indexOf("create two old"));
  expect(calls.indexOf("delete d-of-one")).toBeLessThan(calls.indexOf("create d-of-two old"));
});

story("a resource can be read by its id, and is never touched", async (world) => {
  world.program([file("a")]);
  await world.up();
  world.meddle("theirs", { content: "others'", mode: "rw" });
  const mine: Declared = { kind: "file", name: "mine", options: { id: "theirs" } };
  world.program([file("a"), mine], { outputs: { content: "$mine.content" } });
  expect(await world.preview()).toMatchObject({ ok: true, changes: { same: 1 } });
  expect(await world.up()).toMatchObject({ ok: true, outputs: { content: "others'" } });
  expect(await world.resource("mine")).toMatchObject({ id: "theirs", external: true });
  world.meddle("theirs", { content: "changed" });
  await world.refresh();
  expect(await world.up()).toMatchObject({ ok: true, outputs: { content: "changed" } });
  world.program([file("a")]);
  await world.up();
  expect(world.stored("theirs")).toBeDefined();
  expect(world.calls().filter((call) => call.startsWith("delete"))).toEqual([]);
});
