import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fencesBelow, read, root } from "../support/documents";
import { engines } from "../support/engine-world";
import {
  type Language,
  lackingFor,
  languages,
  OfficeFolder,
  pathWithoutPlugin,
  releaseArchive,
} from "../support/languages";
import { asJavaScript } from "../support/programs";
import { type Host, World, whoeverCameFirst } from "../support/world";

// The program of an office in each language, on the plugin as it is released: all do what the TypeScript of docs/languages.md does.
const page = read("docs/languages.md");
const office = page.fences.find(({ language, code }) => language === "ts" && code.includes("office-pbx"));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const [number, made] = ["12065550100", "98397"];

const folder = mkdtempSync(join(tmpdir(), "release-"));
const runnable = languages.filter((language) => lackingFor(language) === undefined);
let archive: string;
/** What the TypeScript program asked of its account, command by command. */
let inTypeScript: unknown[];

beforeAll(async () => {
  if (runnable.length === 0) return;
  archive = await releaseArchive(folder);
  const world = await World.create("pulumi", { project: "office", host: "plugin" });
  try {
    world.program(asJavaScript(office?.code ?? ""));
    await live(world);
    inTypeScript = asked(world);
  } finally {
    await world.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(languages)("examples/%s-office comes up, drifts and goes as the TypeScript does", async (language) => {
  const lacking = lackingFor(language);
  if (lacking !== undefined) return notRun(`examples/${language}-office`, lacking);
  const example = new OfficeFolder(language);
  try {
    await example.pulumi("plugin", "install", "resource", "flowroute", `v${version}`, "--file", archive);
    if (language !== "yaml") await example.pulumi("install");
    const world = await World.create("pulumi", { programDir: example.dir, env: { PATH: pathWithoutPlugin } });
    try {
      cpSync(example.plugins, join(world.dir, "state/home/plugins"), { recursive: true });
      await live(world);
      expect(asked(world)).toEqual(inTypeScript);
      expect(world.printed).not.toContain("warning");
    } finally {
      await world.close();
    }
  } finally {
    example.close();
  }
});

test("the examples and docs/languages.md ask for this version of the plugin", () => {
  const texts = [page.text, ...languages.map((language) => textOf(language, "Pulumi.yaml"))];
  const versions = texts.flatMap((text) => text.match(/(?<=flowroute@|flowroute v|flowroute-v)\d+\.\d+\.\d+/g) ?? []);
  expect([...new Set(versions)]).toEqual([version]);
});

test.each(languages)("docs/languages.md has the program of examples/%s-office", (language) => {
  const file = { python: "__main__.py", go: "main.go", yaml: "Pulumi.yaml" }[language];
  const shown = page.fences.filter((fence) => fence.language === language).map(({ code }) => code);
  expect(shown).toContain(textOf(language, file));
});

test("a stack moves to the plugin and back as docs/languages.md says", async () => {
  if (!engines.includes("pulumi")) return notRun("Moving a stack", "there is no pulumi on the PATH");
  const [moving, back] = fencesBelow(page, "Move a stack of Node.js").filter(({ language }) => language === "console");
  const world = await World.create("pulumi");
  const desk = `const desk = new PhoneNumber("front-desk", { number: "+1 206-555-0100", purchase: "forbid" });
    new NumberRoutes("front-desk", { number: desk.number, primaryRoute: { alias: "acme-pbx" }, failoverRoute: "83834" });`;
  const onHost = (host: Host) => {
    world.host = host;
    world.program(desk);
  };
  try {
    onHost("dynamic");
    await world.up();
    onHost("plugin");
    expect(linesIn((await world.up()).output)).toEqual(expect.arrayContaining(linesIn(moving?.code ?? "")));
    expect(world.writes).toEqual([]);
    await world.destroy();
    await world.up();
    onHost("dynamic");
    expect(linesIn((await world.preview()).output)).toEqual(expect.arrayContaining(linesIn(back?.code ?? "")));
    expect(await world.up()).toMatchObject({ ok: true, changes: { update: 2 } });
    expect(world.writes).toEqual([]);
    expect(await world.destroy()).toMatchObject({ ok: true });
  } finally {
    await world.close();
  }
});

/** The life of an office; only the second command writes. */
async function live(world: World): Promise<void> {
  const preview = await world.preview();
  expect(preview).toMatchObject({ ok: true, changes: { create: 4 } });
  const [printed] = fencesBelow(page, "Python").filter(({ language }) => language === "console");
  expect(linesIn(preview.output)).toEqual(expect.arrayContaining(linesIn(printed?.code ?? "")));
  expect(world.writes).toEqual([]);
  const up = await world.up();
  expect(up).toMatchObject({ ok: true, outputs: { numbers: [`+${number}`, expect.stringMatching(/^\+1206/)] } });
  const bought = (up.outputs.numbers as string[])[1]?.slice(1) ?? "";
  // The failover route is as declared already.
  const writes = [
    `PATCH /v2/numbers/${number}/relationships/primary_route`,
    `PATCH /v2/numbers/${bought}`,
    `POST /v2/numbers/${bought}`,
    "POST /v2/routes",
  ];
  expect(world.writes).toEqual(writes.sort());
  expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true, changes: { same: 4 } });
  expect(world.writes).toEqual([]);
  world.owned(number).primary_route = "0";
  const drift = await world.refresh({ previewOnly: true, expectNoChanges: true });
  expect(drift.ok).toBe(false);
  expect(drift.output).toContain(`${number}: primaryRoute is 0 (sip-reg) on the account, but was declared as ${made}`);
  expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 4 } });
  // The route goes, because it was made here and no number uses it any more; the numbers stay.
  expect(world.writes).toEqual([`DELETE /v2/routes/${made}`]);
  expect(Object.keys(world.simulator.account.numbers)).toEqual(expect.arrayContaining([number, bought]));
}

function asked(world: World): unknown[] {
  return world.observations
    .map(whoeverCameFirst)
    .map(({ command, changes, requests }) => ({ command, changes, requests }));
}

function textOf(language: Language, file: string): string {
  return readFileSync(join(root, `examples/${language}-office`, file), "utf8");
}

/** What is printed, without the command, and without what stands at the margin. */
function linesIn(text: string): string[] {
  const lines = text.split("\n").filter((line) => !line.startsWith("$ "));
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

function notRun(what: string, lacking: string): void {
  process.stderr.write(`${what} was not run, because ${lacking}.\n`);
}
