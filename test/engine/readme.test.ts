import { type Fence, fencesBelow, read, saidIn } from "../support/documents";
import { asJavaScript } from "../support/programs";
import { story } from "../support/world";

// The programs of README run as they are printed there, and say what is printed below them: no line more, no line less.
const readme = read("README.md");
const names = { project: "phones", stack: "dev" };
const quoted: Fence[] = [];
const first = example(undefined);
const [buying = "", pinned = ""] = programs(fencesBelow(readme, "Buy a number"));
const [routing = "", site = ""] = programs(fencesBelow(readme, "Where calls go"));
const moving = outputBelow("Where calls go");
const drifting = outputBelow("Drift");

story(
  "README's first program previews as README says",
  async (world) => {
    world.program(first.program);
    const preview = await world.preview();
    expect(preview.ok).toBe(true);
    expect(saidIn(preview.output)).toEqual(saidIn(first.output.code));
    expect(world.writes).toEqual([]);
    expect(await world.up()).toMatchObject({ ok: true });
  },
  names,
);

story(
  "README's program that buys previews as the first one does; pinned as README says, it changes nothing",
  async (world) => {
    world.program(buying);
    const preview = await world.preview();
    const announced = saidIn(first.output.code).filter((line) => line.includes("will be bought"));
    expect(saidIn(preview.output)).toEqual(announced);
    const bought = await world.up();
    expect(world.simulator.account.charges).toHaveLength(1);
    world.program(pinned);
    expect(await world.up()).toMatchObject({ ok: true, outputs: bought.outputs });
    expect(world.writes).toEqual([]);
    expect(world.simulator.account.charges).toHaveLength(1);
  },
  names,
);

story(
  "README's program of routes writes nothing; drift of it is reported as README says",
  async (world) => {
    world.program(routing);
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
    world.owned("12065550100").primary_route = "0";
    const drift = await world.refresh({ previewOnly: true, expectNoChanges: true });
    expect(drift.ok).toBe(false);
    expect(saidIn(drift.output)).toEqual(saidIn(drifting.code));
    // The stand-in's sentence ends differently.
    for (const text of [drift.output, drifting.code]) expect(text).toContain("error: no changes were expected");
  },
  names,
);

story(
  "README's program of a site previews an edit of its host as README says; the edit is one request",
  async (world) => {
    world.program(site);
    expect(await world.up()).toMatchObject({ ok: true });
    world.program(site.replace("sea.pbx", "den.pbx"));
    expect(saidIn((await world.preview()).output)).toEqual(saidIn(moving.code));
    expect(await world.up()).toMatchObject({ ok: true });
    expect(world.writes).toEqual(["PATCH /v2/routes/98397"]);
  },
  names,
);

test("every output of a Pulumi command that README prints is compared above", () => {
  const printed = readme.fences.filter(isOfPulumi);
  expect(quoted.map(({ line }) => line).sort()).toEqual(printed.map(({ line }) => line).sort());
});

/** The first program below a heading, and what README prints for it. */
function example(heading: string | undefined): { program: string; output: Fence } {
  const [program = ""] = programs(fencesBelow(readme, heading));
  return { program, output: outputBelow(heading) };
}

function outputBelow(heading: string | undefined): Fence {
  const output = fencesBelow(readme, heading).find(isOfPulumi);
  if (output === undefined) throw new Error(`README prints nothing below ${heading}.`);
  quoted.push(output);
  return output;
}

/** Those of the command line are in command-line-pages.test.ts. */
function isOfPulumi({ language, code }: Fence): boolean {
  return language === "console" && code.startsWith("$ pulumi ");
}

/** The programs among these, as the world runs them. */
function programs(fences: Fence[]): string[] {
  return fences.filter(({ language }) => language === "ts").map(({ code }) => asJavaScript(code));
}
