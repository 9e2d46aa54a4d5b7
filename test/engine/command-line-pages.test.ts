import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { EXIT } from "../../cli/exit";
import { type Simulator, startSimulator } from "../../sandbox/simulator";
import { runCommand } from "../support/cli";
import { type Document, fencesBelow, read, root, saidIn, tableBelow } from "../support/documents";
import { engines } from "../support/engine-world";
import { keptPreviews } from "../support/previews";
import { asQuoted, madeAlike, quotedIn, wordsOf } from "../support/transcript";
import { World } from "../support/world";

// What pages print of the command line is what it prints: no line more, no line less, but where a page leaves out lines by `…`.
const readme = read("README.md");
const page = read("docs/cli.md");
const adopt = read("docs/adopt.md");
const importing = read("docs/import.md");

let folder: string;
let simulator: Simulator;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pages-"));
  copyFileSync(join(keptPreviews, "everything.json"), join(folder, "preview.json"));
  simulator = await startSimulator();
});
afterEach(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

/** What a page says happened before a command. */
const before: Record<string, () => void> = {
  "pulumi-flowroute generate --out phones --update": () => {
    const { numbers } = simulator.account;
    const support = numbers["12065550102"];
    if (support) numbers["12065550103"] = { ...structuredClone(support), alias: "Night line" };
  },
};

/** The commands of ours that a page prints, each with what it prints in this order on one account, and the page's lines. */
async function played(
  { fences }: Document,
  PATH: string | undefined,
): Promise<[printed: string[], quoted: string[]][]> {
  const commands = fences
    .filter(({ language }) => language === "console")
    .flatMap(quotedIn)
    .map(({ command, lines }) => ({ command: command.replace(/^npx /, ""), lines }))
    .filter(({ command }) => command.startsWith("pulumi-flowroute "));
  const all: [string[], string[]][] = [];
  for (const { command, lines } of commands) {
    before[command]?.();
    const undo = readdirSync(folder).find((name) => name.endsWith(".undo.json")) ?? "";
    const [, ...args] = wordsOf(command).map((word) => (word.endsWith(".undo.json") ? undo : word));
    const { stdout, stderr } = await runCommand(args, { simulator, cwd: folder, env: { PATH } });
    const printed = madeAlike(stdout + stderr, folder);
    all.push([
      [command, ...asQuoted(printed, lines)],
      [command, ...lines],
    ]);
  }
  return all;
}

const written = (dir: string, file = "index.ts") => readFileSync(join(folder, dir, file), "utf8");
const excerpts = (heading: string, language: string) =>
  fencesBelow(adopt, heading).filter((fence) => fence.language === language);

/** Those parts of an excerpt that are not in the file. */
function missingIn(text: string, excerpt: string | undefined, apart: string): string[] {
  const parts = excerpt?.trim().split(apart) ?? [];
  expect(parts.length).toBeGreaterThan(1);
  return parts.filter((part) => !text.includes(part));
}

describe.each(engines)("on %s", (engine) => {
  const PATH = engine === "pulumi" ? process.env.PATH : dirname(process.execPath);
  const generate = (out: string, ...args: string[]) =>
    runCommand(["generate", "--no-preview", "--out", out, ...args], { simulator, cwd: folder });

  test.each([readme, page, adopt, importing])("$file prints what the command line prints", async (document) => {
    const commands = await played(document, PATH);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.map(([printed]) => printed)).toEqual(commands.map(([, quoted]) => quoted));
  });

  test("what README and docs/adopt.md write comes up as README says, and writes nothing", async () => {
    await generate("phones");
    symlinkSync(join(root, "node_modules"), join(folder, "phones/node_modules"), "dir");
    const world = await World.create(engine, { programDir: join(folder, "phones") });
    try {
      const up = await world.up();
      expect(up.ok).toBe(true);
      const [, output] = readme.fences.filter(({ language }) => language === "console").flatMap(quotedIn);
      const said = saidIn(output?.lines.join("\n") ?? "");
      expect([output?.command, said.length]).toEqual(["cd phones && npm install && pulumi up", 2]);
      expect(saidIn(up.output)).toEqual(expect.arrayContaining(said));
      expect(world.writes).toEqual([]);
    } finally {
      await world.close();
    }
  });

  test("a program moves from one layout to the other as docs/adopt.md says, without a write", async () => {
    await generate("phones");
    await generate("other", "--layout", "table");
    const dir = join(folder, "phones");
    symlinkSync(join(root, "node_modules"), join(dir, "node_modules"), "dir");
    const world = await World.create(engine, { programDir: dir });
    try {
      expect(await world.up()).toMatchObject({ ok: true });
      // As they are, the old resources are in the way.
      const protectedProgram = written("phones");
      for (const file of ["index.ts", "numbers.csv"]) copyFileSync(join(folder, "other", file), join(dir, file));
      expect(await world.preview()).toMatchObject({ ok: false });
      writeFileSync(join(dir, "index.ts"), protectedProgram.replaceAll("{ protect: true }", "{ protect: false }"));
      expect(await world.up()).toMatchObject({ ok: true });
      expect(world.writes).toEqual([]);
      copyFileSync(join(folder, "other/index.ts"), join(dir, "index.ts"));
      expect(await world.up()).toMatchObject({ ok: true });
      expect(world.writes).toEqual([]);
      const { resources } = await world.stack.exportState();
      const kinds = resources.map(({ type }) => type.replace(/.*:/, ""));
      expect(kinds).toContain("NumberGroup");
      expect(kinds).not.toContain("PhoneNumber");
    } finally {
      await world.close();
    }
  });
});

test("a number that the code puts together is declared twice by an update, and the proof says so", async () => {
  const run = (...args: string[]) => runCommand(["generate", "--out", "phones", ...args], { simulator, cwd: folder });
  await run("--no-preview");
  const apart = written("phones").replace('number: "+1 206-555-0100"', 'number: "+1 206-555-" + "0100"');
  writeFileSync(join(folder, "phones/index.ts"), apart);
  const { code, stdout, stderr } = await run("--update");
  expect(stdout).toContain("Only on the account: 1 (12065550100)");
  expect({ code, stderr }).toEqual({
    code: EXIT.failed,
    stderr: expect.stringMatching(/Two PhoneNumber resources, .*front-desk.*, declare the number \+1 206-555-0100/),
  });
});

test("the code and the table that docs/adopt.md prints are of what is written", async () => {
  for (const [out, ...args] of [["phones"], ["table", "--layout", "table"]] as [string, ...string[]][])
    await runCommand(["generate", "--no-preview", "--out", out, ...args], { simulator, cwd: folder });
  expect(missingIn(written("phones"), excerpts("Write the program", "ts")[0]?.code, "\n\n")).toEqual([]);
  expect(missingIn(written("table"), excerpts("As a table", "ts")[0]?.code, "\n\n")).toEqual([]);
  expect(missingIn(written("table", "numbers.csv"), excerpts("As a table", "csv")[0]?.code, "\n")).toEqual([]);
});

test("the entry that docs/import.md prints is one of the file for imports", async () => {
  const args = ["generate", "--no-preview", "--out", "phones", "--import-file", "imports.json"];
  await runCommand(args, { simulator, cwd: folder });
  const [entry] = importing.fences.filter(({ language }) => language === "json");
  expect(JSON.parse(written(".", "imports.json"))).toMatchObject({
    resources: expect.arrayContaining([JSON.parse(entry?.code ?? "")]),
  });
});

test("docs/cli.md has the exit codes that there are", () => {
  const described = tableBelow(page, "What all commands share").map(([code]) => Number(code));
  expect(described).toEqual(Object.values(EXIT).sort((a, b) => a - b));
});

test("docs/cli.md has a section for each command", async () => {
  const { stdout } = await runCommand(["--help"]);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name]) => name);
  expect(commands.length).toBeGreaterThan(5);
  expect([...page.text.matchAll(/^## ([a-z]+)$/gm)].map(([, name]) => name)).toEqual(commands);
});
