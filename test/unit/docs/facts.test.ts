import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { z } from "zod";
import { Cli } from "../../../cli/cli";
import { programOf } from "../../../cli/main";
import { Terminal } from "../../../cli/terminal";
import * as published from "../../../provider";
import { readSettings } from "../../../provider/client";
import { criteriaShape } from "../../../provider/lifecycle/criteria-inputs";
import { readStackSettings } from "../../../provider/lifecycle/stack-settings";
import { startSimulator } from "../../../sandbox/simulator";
import { codeIn, type Document, documents, read, root, tableBelow } from "../../support/documents";
import { startAccount } from "../../support/session";

const manifest = z
  .object({ scripts: z.record(z.string(), z.string()), bin: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
const readme = read("README.md");
const simulatorPage = read("docs/simulator.md");
const commands = documents().flatMap((document) => commandsOf(document).map((command) => ({ ...document, command })));

test.each(documents())("links of $file lead somewhere", ({ file, text }) => {
  const targets = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
  const lost = targets.filter(([, path = "", anchor]) => {
    const target = path === "" ? file : normalize(join(dirname(file), path));
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
  });
  expect(lost.map(([link]) => link)).toEqual([]);
});

test("paths that DESIGN.md names are there", () => {
  const named = codeIn(read("DESIGN.md").text).filter((code) =>
    /^(provider|cli|sandbox|test|scripts|docs|examples)\/[\w./-]+$/.test(code),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const cut = codeIn(read("DESIGN.md").text).filter(
    (code) => /^[\w-]+(\/[\w-]+)*\.m?ts$/.test(code) && !named.includes(code),
  );
  expect(cut.filter((path) => path !== "resource.ts")).toEqual([]);
});

test("commands are there to be found", () => {
  expect(commands.length).toBeGreaterThan(10);
});

test.each(commands)("$file: $command", ({ file, command }) => {
  const [program = "", ...words] = command.split(/\s+/);
  expect(["npm", "npx", "pulumi", "curl"]).toContain(program);
  if (program === "npm" && words[0] === "run") expect(Object.keys(manifest.scripts)).toContain(words[1]);
  if (program === "npx") expect(flagsOf(...words)).toEqual(expect.arrayContaining(longFlags(words)));
  if (command.startsWith("pulumi config set"))
    expect(file.startsWith("examples/") ? [...settings(), ...configOf(dirname(file))] : settings()).toContain(
      words.slice(2).find((word) => !word.startsWith("-")),
    );
});

test("the table of stack settings has every setting, and no other", () => {
  const described = tableBelow(readme, "Stack settings").map(([name = ""]) => codeIn(name)[0]);
  expect(described.sort()).toEqual(settings().sort());
});

test("every setting named anywhere is one", () => {
  const named = documents().flatMap(({ text }) => text.match(/\bflowroute:(?!index:|get[A-Z])[a-z]\w+/g) ?? []);
  expect([...new Set(named)].filter((name) => !settings().includes(name))).toEqual([]);
});

test("every variable named anywhere is read", () => {
  const named = documents().flatMap(({ text }) => text.match(/\bFLOWROUTE_\w+/g) ?? []);
  expect([...new Set(named)].filter((name) => !sources("provider").includes(name))).toEqual([]);
});

test("the table of functions has every function, and no other", () => {
  const described = tableBelow(readme, "Functions")
    .flatMap(([names = ""]) => codeIn(names))
    .flatMap((name) => [name, `${name}Output`]);
  expect(described.sort()).toEqual(
    Object.keys(published)
      .filter((name) => name.startsWith("get"))
      .sort(),
  );
});

test("match is described with every criterion", () => {
  const [, sentence = ""] = readme.text.match(/`match` takes (.*?),\s+alone and together/s) ?? [];
  expect(codeIn(sentence).sort()).toEqual(Object.keys(criteriaShape).sort());
});

test("the simulator's options are those it has", () => {
  const described = tableBelow(simulatorPage, "Start it").flatMap(([names = ""]) => codeIn(names));
  expect(described.sort()).toEqual(flagsOf("flowroute-simulator").sort());
});

test("the simulator serves the control paths, and has the numbers that are described", async () => {
  const simulator = await startSimulator();
  try {
    for (const [request = ""] of tableBelow(simulatorPage, "Look at it and change it")) {
      const [method = "", path = ""] = codeIn(request)[0]?.split(" ") ?? [];
      if (path === "") continue;
      const { status } = await fetch(simulator.url + path, { method });
      // A change without a body is refused, by the path that would make it.
      expect([request, status]).toEqual([request, method === "GET" ? 200 : method === "DELETE" ? 204 : 400]);
    }
    const { numbers, routes } = simulator.account;
    for (const [number = "", name, primary = "", failover = ""] of tableBelow(simulatorPage, "The seeded account")) {
      const owned = numbers[codeIn(number)[0] ?? ""];
      const alias = (route: string | null | undefined) => (route ? routes[route]?.alias : undefined);
      expect([number, owned?.alias ?? "", alias(owned?.primary_route), alias(owned?.failover_route)]).toEqual([
        number,
        name,
        codeIn(primary)[0],
        codeIn(failover)[0],
      ]);
    }
  } finally {
    await simulator.close();
  }
});

const settingRows = tableBelow(simulatorPage, "Settings").map(([name = "", byDefault = "", others = ""]) => ({
  name: codeIn(name)[0] ?? "",
  byDefault: codeIn(byDefault)[0],
  others: others === "a number" ? ["7"] : codeIn(others),
}));

test("the table of the simulator's settings has every setting with its default, and no other", async () => {
  await using simulator = await startAccount();
  const answer = await fetch(`${simulator.url}/_simulator/settings`);
  const defaults = Object.entries((await answer.json()) as object).map(([name, value]) => [name, String(value)]);
  expect(settingRows.map(({ name, byDefault }) => [name, byDefault]).sort()).toEqual(defaults.sort());
});

test.each(settingRows)("the simulator's setting $name takes $others", async ({ name, others }) => {
  await using simulator = await startAccount();
  expect(others).not.toEqual([]);
  for (const value of others.map(asValue)) expect(() => simulator.configure({ [name]: value })).not.toThrow();
});

/** Lines of shell blocks, and what a workflow runs. */
function commandsOf({ fences }: Document): string[] {
  return fences.flatMap(({ language, code }) => {
    if (language === "sh") return code.trim().split("\n");
    // Scripts of several lines are run by the test of their page.
    return language === "yaml" ? [...code.matchAll(/run: (?![|])(.*)/g)].map(([, command = ""]) => command) : [];
  });
}

/** What a program would write for a value in a table: what JSON knows as it is, words as strings. */
function asValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Headings as GitHub turns them into anchors. */
function anchorsOf({ text }: Document): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

/** Every `flowroute:` setting that the package asks for. */
function settings(): string[] {
  const asked = new Set<string>();
  const get = (name: string) => {
    asked.add(`flowroute:${name}`);
    return name.endsWith("Key") ? "x" : undefined;
  };
  readSettings(get, {});
  readStackSettings(get);
  return [...asked];
}

/** Configuration that an example's program asks for. */
function configOf(example: string): string[] {
  const program = readFileSync(join(root, example, "index.ts"), "utf8");
  return [...program.matchAll(/config\.\w+\("(\w+)"[,)]/g)].map(([, key = ""]) => key);
}

/** The options of one of the package's commands; of the command line, those of its subcommand. */
function flagsOf(command?: string, subcommand?: string): string[] {
  if (command === "pulumi-flowroute") {
    const terminal = new Terminal(process.stdin, process.stdout, process.stderr, {});
    const { commands } = programOf(new Cli(terminal, root, new AbortController().signal));
    const found = commands.find((it) => it.name() === subcommand);
    if (found === undefined) throw new Error(`The command line has no command ${subcommand}.`);
    return found.options.map(({ long }) => long ?? "");
  }
  const file = manifest.bin[command ?? ""];
  if (file === undefined) throw new Error(`The package has no command ${command}.`);
  const source = readFileSync(join(root, file.replace("dist/", "").replace(/js$/, "ts")), "utf8");
  return [...source.matchAll(/ption\("(--[\w-]+)/g)].map(([, flag = ""]) => flag);
}

function longFlags(words: string[]): string[] {
  return words.filter((word) => word.startsWith("--"));
}

function sources(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(root, folder, name), "utf8"))
    .join("\n");
}
