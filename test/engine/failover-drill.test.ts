import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fencesBelow, read, root, saidIn } from "../support/documents";
import { asJavaScript } from "../support/programs";
import { story, type World } from "../support/world";

// docs/failover-drill.md runs as it is printed there, and says what is printed below: no line more, no line less.
const page = read("docs/failover-drill.md");
const [program] = fencesBelow(page, "The program");
const outputs = page.fences.filter(({ language }) => language === "console");
const [setUpPreview, setUp, movePreview, move, back, drift, repair, end] = outputs.map(({ code }) => code);

test("the page prints the example's program, and eight outputs", () => {
  expect(program?.code).toBe(readFileSync(join(root, "examples/failover-drill/index.ts"), "utf8"));
  expect(outputs).toHaveLength(8);
});

story(
  "docs/failover-drill.md: calls move to the other site and back as the page says, with one request each",
  async (world) => {
    const expectSaid = ({ output }: { output: string }, page = "") =>
      expect(saidIn(asOnThePage(world, output))).toEqual(saidIn(page));
    world.program(asJavaScript(program?.code ?? ""));
    expectSaid(await world.preview(), setUpPreview);
    expect(world.writes).toEqual([]);
    expectSaid(await world.up(), setUp);
    const seattle = idOf(world, "pbx-seattle");
    const numbers = JSON.stringify(world.simulator.account.numbers);
    const oneRequest = [`PATCH /v2/routes/${seattle}`];

    await world.stack.setConfig("site", "denver");
    expectSaid(await world.preview(), movePreview);
    expect(world.writes).toEqual([]);
    expectSaid(await world.up(), move);
    expect(world.writes).toEqual(oneRequest);
    await world.stack.setConfig("site", "seattle");
    expectSaid(await world.up(), back);
    expect(world.writes).toEqual(oneRequest);

    Object.assign(world.simulator.account.routes[seattle] ?? {}, { value: "den.pbx.example.com" });
    const found = await world.refresh({ previewOnly: true, expectNoChanges: true });
    expect(found.ok).toBe(false);
    expectSaid(found, drift);
    expectSaid(await world.up({ refresh: true }), repair);
    expect(world.writes).toEqual(oneRequest);

    expect(JSON.stringify(world.simulator.account.numbers)).toBe(numbers);
    expectSaid(await world.destroy(), end);
    expect(world.writes).toEqual([]);
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
  },
  { project: "flowroute-failover-drill", stack: "dev", parallel: true },
);

function idOf(world: World, alias: string): string {
  const [id] = Object.entries(world.simulator.account.routes).find(([, route]) => route.alias === alias) ?? [];
  if (id === undefined) throw new Error(`No route ${alias}.`);
  return id;
}

/** With the page's ids: which of the two routes is made first is chance. */
function asOnThePage({ simulator }: World, output: string): string {
  const page: Record<string, string> = { "pbx-seattle": "98397", "pbx-denver": "98398" };
  const ids = new Map(Object.entries(simulator.account.routes).map(([id, { alias }]) => [id, page[alias] ?? id]));
  return output.replace(/\b983\d\d\b/g, (id) => ids.get(id) ?? id);
}
