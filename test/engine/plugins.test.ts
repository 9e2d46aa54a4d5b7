import { story } from "../support/toy-world";

const config = { "toy:token": { secret: "hush" }, "toy:realm": "here", "other:key": "not for toys" };
const URN = "urn:pulumi:dev::toys::toy:index:Box::a";

story(
  "a plugin is configured, makes, changes, reads and deletes",
  async (world) => {
    world.program(`const a = new Box("a", { content: "old" });
      module.exports = { size: a.size, serial: a.serial };`);
    expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 1 }, outputs: {} });
    expect(world.calls("preview of create")).toEqual(['preview of create a {"content":"old","key":"a","mode":"rw"}']);
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1 }, outputs: { size: 3, serial: "s1" } });
    expect(world.calls("configure")).toEqual([
      'configure default {"realm":"here","token":"<<\\"hush\\">>"} in toys with {"realm":"here","token":"hush"} and no secret keys',
    ]);
    expect(await world.resource("a")).toMatchObject({ id: "a", outputs: { size: 3 } });
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1 } });
    world.program(`const a = new Box("a", { content: "newer" });
      new Box("b", { content: a.serial });`);
    expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 1, update: 1 } });
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1, update: 1 } });
    expect(world.stored("b")).toEqual({ content: "s2" });
    world.put("a", { content: "by hand" });
    expect(await world.refresh({ previewOnly: true, expectNoChanges: true })).toMatchObject({ ok: false });
    expect(await world.refresh()).toMatchObject({ ok: true, changes: { same: 1, update: 1 } });
    world.lose("b");
    expect(await world.refresh()).toMatchObject({ ok: true, changes: { same: 1, delete: 1 } });
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1, update: 1 } });
    world.program(`new Box("a", { content: "newer", key: "a2" });`);
    expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 1, delete: 1 } });
    expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 1 } });
    expect(world.stored("a2")).toBeUndefined();
  },
  { config },
);

story(
  "secrets travel as secrets, and stay what the plugin says they are",
  async (world) => {
    world.program(
      `new Box("a", { content: pulumi.secret("whisper"), label: "plain" }, { additionalSecretOutputs: ["label"] });`,
    );
    await world.preview();
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.calls("create")).toEqual([
      'create a {"content":"<<\\"whisper\\">>","key":"a","label":"plain","mode":"rw"}',
    ]);
    expect(await world.stack.rawState()).not.toMatch(/whisper|hush/);
    await world.refresh();
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1 } });
    world.program(`new Box("a", { content: pulumi.secret("whisper it"), label: "plain" });`);
    await world.up();
    expect(await world.stack.rawState()).not.toMatch(/whisper|hush/);
    await world.destroy();
  },
  { config },
);

story(
  "a plugin without handshake gets plain values and takes no part in previews",
  async (world) => {
    world.program(`const a = new Box("a", { content: pulumi.secret("whisper") });
      const b = new Box("b", { content: a.serial });`);
    expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 2 } });
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2 } });
    expect(await world.stack.rawState()).not.toContain("whisper");
    expect(await world.refresh()).toMatchObject({ ok: true, changes: { same: 2 } });
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 2 } });
    expect(world.calls("preview")).toEqual([]);
  },
  { config, env: { TOY_MODEST: "yes" } },
);

story(
  "what a plugin refuses, says and half does",
  async (world) => {
    world.program(`new Box("a", { content: "forbidden" });`);
    const refused = await world.preview();
    expect(refused.ok).toBe(false);
    expect(refused.output).toContain("must not be forbidden");
    world.program(`new Box("a", { content: "odd" });`);
    const said = await world.up();
    expect(said.output).toMatch(/toy:index:Box \(a\):\n +a is being made\n +warning: a is odd/);
    world.program(`new Box("a", { content: "odd" }); new Box("b", { content: "half" });`);
    expect(await world.up()).toMatchObject({ ok: false });
    expect(await world.resource("b")).toMatchObject({ id: "b", initErrors: ["it is half done"] });
    world.program(`new Box("a", { content: "odd" }); new Box("b", { content: "whole" });`);
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1, update: 1 } });
    world.program(`new Box("c", { content: "explode" });`);
    const exploded = await world.up();
    expect(exploded.ok).toBe(false);
    expect(exploded.output).toContain("it exploded");
  },
  { config },
);

story("a configuration that a plugin refuses", async (world) => {
  world.program(`new Box("a", { content: "old" });`);
  await world.stack.setConfig("toy:realm", "nowhere");
  const checked = await world.up();
  expect(checked.ok).toBe(false);
  expect(checked.output).toContain("must be somewhere");
  await world.stack.setConfig("toy:realm", "here");
  await world.stack.setConfig("toy:token", "refused");
  const configured = await world.up();
  expect(configured.ok).toBe(false);
  expect(configured.output).toContain("the token is refused");
});

story(
  "default providers take up a change of the configuration, and may have to be replaced for it",
  async (world) => {
    world.program(`new Box("a", { content: "old" });`);
    await world.up();
    await world.stack.setConfig("toy:token", { secret: "hush hush" });
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1 } });
    await world.stack.setConfig("toy:realm", "there");
    expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 1 } });
    await world.destroy();
  },
  { config },
);

story(
  "explicit providers, and providers of a version, have processes and names of their own",
  async (world) => {
    world.program(`const p = new Toys("p", { token: pulumi.secret("mine") }, { version: "0.1.0" });
      const a = new Box("a", { content: "old" }, { provider: p });
      new Box("b", { content: "old" }, { version: "0.1.0" });
      const q = new Toys("q", { token: a.serial });
      new Box("c", { content: "old" }, { provider: q });`);
    expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 5 } });
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 5 } });
    expect(await world.resource("default_0_1_0")).toMatchObject({ type: "pulumi:providers:toy" });
    expect((await world.resource("p"))?.inputs).toMatchObject({ version: "0.1.0", __internal: {} });
    // What asks for no version gets the newest in the state.
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 4, update: 1 } });
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 5 } });
    await world.refresh();
    expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 5 } });
  },
  { config },
);

story(
  "a resource that is somebody else's can be read",
  async (world) => {
    world.put("theirs", { content: "others'" });
    world.program(`const mine = Box.get("mine", "theirs"); module.exports = { content: mine.content };`);
    await world.preview();
    expect(await world.up()).toMatchObject({ ok: true, outputs: { content: "others'" } });
    expect(world.calls("read").at(-1)).toBe("read theirs {} {}");
    world.put("theirs", { content: "changed" });
    await world.refresh();
    world.lose("theirs");
    const gone = await world.up();
    expect(gone.ok).toBe(false);
    expect(gone.output).toContain("resource 'theirs' does not exist");
  },
  { config },
);

story(
  "functions are called with what is known",
  async (world) => {
    world.program(`const a = new Box("a", { content: "old" });
      const p = new Toys("p", { token: "mine" });
      module.exports = {
        plain: measure({ text: "four" }),
        secret: measureOutput({ text: pulumi.secret("hidden") }),
        later: measureOutput({ text: a.serial }),
        named: measure({ text: "four" }, { provider: p }),
      };`);
    expect(await world.preview()).toMatchObject({ ok: true });
    expect(await world.up()).toMatchObject({
      ok: true,
      outputs: { plain: { length: 4, by: "hush" }, later: { length: 2 }, named: { by: "mine" } },
    });
    world.program(`module.exports = { wrong: pulumi.runtime.invoke("toy:index:fail", {}) };`);
    const failed = await world.up();
    expect(failed.ok).toBe(false);
    expect(failed.output).toContain("it cannot be measured");
    world.program(`module.exports = { wrong: measure({ text: "" }) };`);
    const refused = await world.up();
    expect(refused.ok).toBe(false);
    expect(refused.output).toContain("must not be empty");
  },
  { config },
);

story(
  "a plugin on the PATH is used, with a warning",
  async (world) => {
    world.program(`new Box("a", { content: "old" });`);
    const result = await world.up();
    expect(result).toMatchObject({ ok: true, changes: { create: 1 } });
    expect(result.output).toMatch(/using pulumi-resource-toy from \$PATH/);
  },
  { plugin: "path" },
);

story(
  "a plugin that is not there is an error that says so",
  async (world) => {
    world.program(`new Box("a", { content: "old" });`);
    const result = await world.preview();
    expect(result.ok).toBe(false);
    expect(result.output).toContain("no resource plugin 'pulumi-resource-toy' found in the workspace or on your $PATH");
  },
  { plugin: "nowhere" },
);

story("an interrupted command cancels at the plugin at once, which ends what it does", async (world) => {
  world.program(`new Box("a", { content: "slow" });`);
  const interrupt = new AbortController();
  const running = world.up({ interrupt: interrupt.signal });
  await world.called("create a");
  interrupt.abort();
  await world.called("cancel");
  world.go();
  expect(await running).toMatchObject({ ok: false });
  expect(await world.resource("a")).toMatchObject({ urn: URN, id: "a" });
});
