import { story } from "../support/toy-world";

const config = { "toy:token": { secret: "hush" } };
const type = "toy:index:Box";

story(
  "pulumi import takes resources into the stack as they are",
  async (world) => {
    world.put("a", { content: "old" });
    world.put("b", { content: "forbidden" });
    expect(await world.import([{ type, name: "a", id: "a" }])).toMatchObject({ ok: true, changes: { import: 1 } });
    expect(world.calls("read")).toEqual(["read a - -"]);
    expect(await world.resource("a")).toMatchObject({ id: "a", inputs: { content: "old" }, outputs: { size: 3 } });
    world.program(`new Box("a", { content: "old" });`);
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 1 } });
    const odd = await world.import([{ type, name: "b", id: "b" }]);
    expect(odd).toMatchObject({ ok: true, changes: { same: 1, import: 1 } });
    expect(odd.output).toContain("must not be forbidden");
    const missing = await world.import([{ type, name: "c", id: "c" }]);
    expect(missing.ok).toBe(false);
    expect(missing.output).toContain("resource 'c' does not exist");
    const taken = await world.import([{ type, name: "a", id: "b" }]);
    expect(taken.ok).toBe(false);
    expect(taken.output).toContain("already exists");
    expect(await world.import([{ type, name: "a", id: "a" }])).toMatchObject({ ok: true });
  },
  { config },
);

story("a resource is imported with its parent's and its provider's name", async (world) => {
  world.put("a", { content: "old" });
  world.program(`new Toys("p", { token: "mine" }); new pulumi.ComponentResource("toys:index:Shelf", "shelf");`);
  await world.up();
  const [provider, parent] = [(await world.resource("p"))?.urn ?? "", (await world.resource("shelf"))?.urn ?? ""];
  expect(await world.import([{ type, name: "a", id: "a", provider, parent }])).toMatchObject({ ok: true });
  world.program(`const provider = new Toys("p", { token: "mine" });
    const parent = new pulumi.ComponentResource("toys:index:Shelf", "shelf");
    new Box("a", { content: "old" }, { parent, provider });`);
  expect(await world.up()).toMatchObject({ ok: true, changes: { same: 3 } });
});

story(
  "a program's own import is followed by what brings the resource to the program's inputs",
  async (world) => {
    for (const id of ["a", "b", "c"]) world.put(id, { content: "old" });
    world.program(`new Box("a", { content: "old" }, { import: "a" });
      new Box("b", { content: "newer" }, { import: "b" });`);
    expect(await world.preview()).toMatchObject({ ok: true });
    expect(world.stored("b")).toEqual({ content: "old" });
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.stored("b")).toEqual({ content: "newer" });
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 2 } });
    world.program(`new Box("a", { content: "old" }); new Box("b", { content: "newer" });`);
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 2 } });
    world.program(`new Box("a", { content: "old" }); new Box("b", { content: "old", key: "c" }, { import: "c" });`);
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.stored("b")).toBeUndefined();
    world.program(`new Box("d", { content: "old" }, { import: "d" });`);
    const missing = await world.up();
    expect(missing.ok).toBe(false);
    expect(missing.output).toContain("resource 'd' does not exist");
  },
  { config },
);
