import { join } from "node:path";
import { story } from "../support/toy-world";

const config = { "toy:token": { secret: "hush" }, "toy:realm": "here" };
const handler = JSON.stringify(join(__dirname, "programs/files/handler.js"));
const DYNAMIC = "pulumi-nodejs:dynamic/toy:Box";
const NATIVE = "toy:index:Box";

/** A box of the plugin, and one that is a dynamic resource, each with the alias of the other. */
const classes = `
class Native extends pulumi.CustomResource {
  constructor(name, options) {
    super("${NATIVE}", name, { ...outputs, path: name, key: name, content: "old" }, { ...options, aliases: [{ type: "${DYNAMIC}" }] });
  }
}
class Dynamic extends pulumi.CustomResource {
  constructor(name, options) {
    const __provider = 'exports.handler = () => require(${handler});';
    const inputs = { __provider, ...outputs, path: name, key: name, content: "old" };
    super("${DYNAMIC}", name, inputs, { ...options, aliases: [{ type: "${NATIVE}" }] });
  }
}
class NativeProvider extends pulumi.ProviderResource {
  constructor(name, args) { super("toy", name, args, { aliases: [{ type: "pulumi:providers:pulumi-nodejs" }] }); }
}
class DynamicProvider extends pulumi.ProviderResource {
  constructor(name, args) { super("pulumi-nodejs", name, args); }
}`;

story(
  "a resource goes from dynamic to plugin and back, and is not replaced",
  async (world) => {
    world.program(`${classes} new Dynamic("a");`);
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1 } });
    world.program(`${classes} new Native("a");`);
    expect(await world.preview()).toMatchObject({ ok: true });
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.calls("create")).toEqual(["create a old"]);
    expect(await world.resource("a")).toMatchObject({ type: NATIVE, id: "a" });
    world.program(`${classes} new Dynamic("a");`);
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.calls("delete")).toEqual([]);
    expect(await world.resource("a")).toMatchObject({ type: DYNAMIC, id: "a" });
  },
  { config: { "toy:token": { secret: "hush" } } },
);

story(
  "a plugin may want what it takes over replaced",
  async (world) => {
    world.program(`${classes} new Dynamic("a", { provider: new DynamicProvider("p", { realm: "elsewhere" }) });`);
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2 } });
    world.program(`${classes} new Native("a");`);
    expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 1, delete: 1 } });
  },
  { config },
);

story("a provider that has the alias of another takes its place", async (world) => {
  world.program(`${classes} new Dynamic("a", { provider: new DynamicProvider("p", { "toy:realm": "here" }) });
    new Dynamic("b", { provider: new DynamicProvider("q", { "toy:realm": "here" }) });`);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 4 } });
  world.program(`${classes} new Native("a", { provider: new NativeProvider("p", { token: "mine" }) });
    new Native("b", { provider: new Toys("q2", { token: "mine" }) });`);
  expect(await world.preview()).toMatchObject({ ok: true });
  expect(await world.up()).toMatchObject({ ok: true });
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 4 } });
  expect(world.calls("delete")).toEqual([]);
});

story("what moves to a plugin of another version is made by the new and deleted by the old", async (world) => {
  world.program(
    `new Box("a", { content: "old" }, { version: "0.1.0" }); new Box("b", { content: "old" }, { version: "0.1.0" });`,
  );
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2 } });
  world.program(
    `new Box("c", { content: "old" }, { version: "0.2.0" }); new Box("b", { content: "old" }, { version: "0.2.0" });`,
  );
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1, delete: 1, same: 1 } });
  expect(world.calls("configure").map((call) => call.split(" ")[1])).toContain("default_0_2_0");
});
