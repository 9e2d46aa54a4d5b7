import { story } from "../support/world";

const front = "12065550100";
const support = "12065550102";

story("a renamed number is adopted anew and never released", async (world) => {
  world.program(`
    const n = new PhoneNumber("old", { number: "${front}", onDelete: "release" });
    new NumberRoutes("old", { number: n.number, primaryRoute: "83861", failoverRoute: "83834", onDelete: "detach" });`);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2 } });
  world.program(`
    const n = new PhoneNumber("new", { number: "${front}", onDelete: "release" });
    new NumberRoutes("new", { number: n.number, primaryRoute: "83861", failoverRoute: "83834", onDelete: "detach" });`);
  const renamed = await world.up();
  expect(renamed).toMatchObject({ ok: true, changes: { create: 2, delete: 2 } });
  expect(world.writes).toEqual([]);
  expect(renamed.output).toContain(`${front} stays on the account: the program still declares it`);
  expect(renamed.output).toContain(`${front} keeps its routes: the program still declares it`);
  expect(world.owned(front)).toMatchObject({ primary_route: "83861", failover_route: "83834" });
});

story("moved into a component: nothing is written; with an alias it is not even a step", async (world) => {
  const component = `class Office extends pulumi.ComponentResource {
    constructor(name, aliases) {
      super("story:index:Office", name);
      new PhoneNumber(name, { number: "${front}", onDelete: "release" }, { parent: this, aliases });
    }
  }`;
  world.program(`new PhoneNumber("front", { number: "${front}", onDelete: "release" });`);
  expect(await world.up()).toMatchObject({ ok: true });
  world.program(`${component} new Office("front", [{ parent: pulumi.rootStackResource }]);`);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1, same: 1 } });
  expect(world.writes).toEqual([]);
  world.program(`${component} new Office("desk");`);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2, delete: 2 } });
  expect(world.writes).toEqual([]);
  world.owned(front);
});

story(
  "another number: the new one is there before the old one goes, and the old one stays by default",
  async (world) => {
    world.program(`new PhoneNumber("line", { number: "${front}" });`);
    expect(await world.up()).toMatchObject({ ok: true });
    world.program(`new PhoneNumber("line", { number: "12065014722" });`);
    const preview = await world.preview();
    expect(preview).toMatchObject({ ok: true, changes: { replace: 1 } });
    expect(preview.output).toContain(
      "12065014722 is not on the account and will be bought, at $0.00 to set up and $0.50 a month",
    );
    expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 1 } });
    expect(world.writes).toEqual(["POST /v2/numbers/12065014722"]);
    world.owned(front);
    world.owned("12065014722");
  },
);

story("two resources swap their numbers: both are kept", async (world) => {
  const swap = (a: string, b: string) => `
    new PhoneNumber("a", { number: "${a}", onDelete: "release" });
    new PhoneNumber("b", { number: "${b}", onDelete: "release" });`;
  world.program(swap(front, support));
  expect(await world.up()).toMatchObject({ ok: true });
  world.program(swap(support, front));
  expect(await world.up()).toMatchObject({ ok: true, changes: { replace: 2 } });
  expect(world.writes).toEqual([]);
  world.owned(front);
  world.owned(support);
});

story("release and detach happen when asked for, and only then", async (world) => {
  world.program(`
    const n = new PhoneNumber("n", { number: "${front}", onDelete: "release" });
    new NumberRoutes("n", { number: n.number, primaryRoute: "83861", failoverRoute: "83834", onDelete: "detach" });
    new NumberRoutes("kept", { number: "${support}", primaryRoute: "90114", failoverRoute: "0" });`);
  expect(await world.up()).toMatchObject({ ok: true, changes: { create: 3 } });
  const gone = await world.destroy();
  expect(gone).toMatchObject({ ok: true, changes: { delete: 3 } });
  expect(world.writes).toEqual([
    `DELETE /v2/numbers/${front}`,
    `DELETE /v2/numbers/${front}/relationships/failover_route`,
    `DELETE /v2/numbers/${front}/relationships/primary_route`,
  ]);
  expect(gone.output).toContain(`${front} was released`);
  expect(world.simulator.account.numbers[front]).toBeUndefined();
  expect(world.owned(support)).toMatchObject({ primary_route: "90114", failover_route: "0" });
});

story("the stack setting onDelete changes the default of resources that say nothing", async (world) => {
  world.program(`
    new PhoneNumber("test", { number: "${front}" });
    new PhoneNumber("precious", { number: "${support}", onDelete: "retain" });`);
  expect(await world.up()).toMatchObject({ ok: true });
  await world.stack.setConfig("flowroute:onDelete", "remove");
  // The engine destroys with the configuration of the last `up`, so the setting counts from the next one on.
  expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
  expect(await world.destroy()).toMatchObject({ ok: true });
  expect(world.writes).toEqual([`DELETE /v2/numbers/${front}`]);
});

story("protect and retainOnDelete are honoured", async (world) => {
  world.program(`new PhoneNumber("a", { number: "${front}", onDelete: "release" }, { protect: true });
    new PhoneNumber("b", { number: "${support}", onDelete: "release" }, { retainOnDelete: true });`);
  expect(await world.up()).toMatchObject({ ok: true });
  expect(await world.destroy()).toMatchObject({ ok: false });
  expect(world.writes).toEqual([]);
  world.owned(front);
  world.owned(support);
});

story("two resources for one number are an error", async (world) => {
  world.program(`
    const dependsOn = new NumberRoutes("a", { number: "(206) 555-0100", primaryRoute: "83861", failoverRoute: "83834" });
    new NumberRoutes("b", { number: "+1 206 555 0100", primaryRoute: "0" }, { dependsOn });`);
  const both = await world.preview();
  expect(both.ok).toBe(false);
  expect(both.output).toContain('Two NumberRoutes resources, "a" and "b", declare the number +1 206 555 0100');
  expect(world.writes).toEqual([]);
});

story("a number is read without being managed", async (world) => {
  world.program(`
    const n = PhoneNumber.get("n", "${front}");
    const r = NumberRoutes.get("r", "${front}");
    exports.alias = n.alias; exports.primary = r.primaryRoute;`);
  expect(await world.up()).toMatchObject({ ok: true, outputs: { alias: "Front desk", primary: "83861" } });
  expect(await world.destroy()).toMatchObject({ ok: true });
  expect(world.writes).toEqual([]);
});
