import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSchema } from "../../../cli/generate/schema";
import { hostileAccount } from "../../support/accounts";
import { runCommand } from "../../support/cli";
import { simulatorPerTest } from "../../support/simulator";

const seeded = simulatorPerTest();
const hostile = simulatorPerTest({ account: hostileAccount(60) });

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "generate-languages-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const generate = (simulator = seeded(), ...args: string[]) =>
  runCommand(["generate", "--no-preview", "--out", dir, ...args], { simulator, cwd: dir });
const written = (file: string) => readFileSync(join(dir, file), "utf8");

interface Declared {
  readonly type: string;
  readonly name?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The resources of a YAML program, as a reader of YAML that is not ours has them. */
function resourcesInYaml(): [key: string, Declared][] {
  const yaml = createRequire(require.resolve("@pulumi/pulumi"))("js-yaml") as { load(text: string): object };
  const { resources } = yaml.load(written("Pulumi.yaml")) as { resources: Record<string, Declared> };
  return Object.entries(resources);
}

/** Aliases of the account as a program may say them: a terminal's controls written out, no longer than 64 characters. */
function aliasesOf({ account }: ReturnType<typeof hostile>) {
  const shown = (text: string | null | undefined) =>
    text?.trim().replaceAll("\u202e", "\\u202e").replaceAll("\n", "\\u000a").replaceAll("\u001b", "\\u001b");
  return {
    numbers: Object.values(account.numbers).flatMap(({ alias }) => shown(alias) ?? []),
    routes: Object.entries(account.routes).flatMap(([id, { alias }]) => (id === "0" ? [] : (shown(alias) ?? []))),
  };
}

test("a YAML program is one file, on the plugin of its project", async () => {
  const { code, stdout } = await generate(seeded(), "--language", "yaml");
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("13 numbers, 12 routes: 13 and 12") });
  expect(readdirSync(dir).sort()).toEqual([".gitignore", "Pulumi.yaml", "package.json"]);
  const text = written("Pulumi.yaml");
  expect(text).toContain(`runtime: yaml
plugins:
  providers:
    - name: flowroute
      path: ./node_modules/.bin

# The account as it was when this was written; from now on it is yours to edit.
# Every resource is protected: Pulumi refuses to delete it until its \`protect\` is taken off.
resources:
  # Route 0, "sip-reg", is not declared: every account has it; it is "0" in a program.
  pstnroute1:
    type: flowroute:InboundRoute
    properties:
      alias: "PSTNroute1"
      number: "12065551212"
    options:
      protect: true
`);
  expect(text).toContain(
    `  front-desk:
    type: flowroute:PhoneNumber
    properties:
      number: "+1 206-555-0100"
      alias: "Front desk"
      cnamLookupsEnabled: true
      messagingEnabled: true
      purchase: "forbid"
    options:
      protect: true
  front-desk-routes:
    type: flowroute:NumberRoutes
    name: "front-desk"
    properties:
      number: "\${front-desk.number}"
      primaryRoute: "\${acme-pbx.id}"
      failoverRoute: "\${pstnroute1.id}"
    options:
      protect: true
  # +1 206-555-0101: it has no primary route, so it rings nowhere.
  "12065550101":
`,
  );
});

test.each(["code", "table"])("whatever aliases say, it is a text in a YAML program in %s", async (layout) => {
  await generate(hostile(), "--language", "yaml", "--layout", layout);
  // Pulumi takes `${` for a reference, and two dollar signs for one.
  const said = resourcesInYaml().map(([, { type, properties }]) => ({ type, properties }));
  const texts = JSON.stringify(said.flatMap(({ properties }) => properties.alias ?? []));
  expect(texts).toContain("$${process.exit(1)}");
  const aliases = (kind: string) =>
    said
      .filter(({ type }) => type === `flowroute:${kind}`)
      .flatMap(
        ({ properties: { alias, numbers } }) =>
          alias ?? ((numbers ?? []) as { alias?: string }[]).map((it) => it.alias),
      )
      .flat()
      .filter((it) => it !== undefined)
      .map((it) => String(it).replaceAll("$$", "$"));
  const { numbers, routes } = aliasesOf(hostile());
  expect(aliases("InboundRoute").sort()).toEqual(routes.sort());
  expect(aliases(layout === "code" ? "PhoneNumber" : "NumberGroup").sort()).toEqual(numbers.sort());
});

test("keys of a YAML program are one for each resource, whatever the file of names says", async () => {
  writeFileSync(
    join(dir, "names.json"),
    JSON.stringify({ "12065550100": "a.b", "12065550102": "acme-pbx", "12065550101": "1_000", "83861": "a-b" }),
  );
  await generate(seeded(), "--language", "yaml", "--names", "names.json");
  const all = resourcesInYaml();
  const named = (name: string) => all.filter(([key, it]) => (it.name ?? key) === name).map(([key]) => key);
  expect([named("a.b"), named("acme-pbx"), named("1_000"), named("a-b")]).toEqual([
    ["a-b-number", "a-b-routes"],
    ["acme-pbx", "acme-pbx-routes"],
    ["1_000"],
    ["a-b"],
  ]);
  expect(all.find(([key]) => key === "a-b-routes")?.[1].properties).toMatchObject({
    number: "\u0024{a-b-number.number}",
    primaryRoute: "\u0024{a-b.id}",
  });
});

test("a Python program is a module on the SDK that Pulumi makes, with names as the SDK has them", async () => {
  await generate(seeded(), "--language", "python");
  expect(readdirSync(dir).sort()).toEqual([
    ".gitignore",
    "Pulumi.yaml",
    "__main__.py",
    "package.json",
    "requirements.txt",
  ]);
  expect(written("Pulumi.yaml")).toMatch(
    /\nruntime:\n {2}name: python\n {2}options:\n {4}toolchain: pip\n {4}virtualenv: venv\nplugins:\n/,
  );
  expect(written("requirements.txt")).toBe("./sdk/python\n");
  const text = written("__main__.py");
  expect(text).toMatch(/^import pulumi_flowroute as flowroute\nfrom pulumi import ResourceOptions\n\n# The account/);
  expect(text).toContain(`front_desk = flowroute.PhoneNumber(
    "front-desk",
    number="+1 206-555-0100",
    alias="Front desk",
    cnam_lookups_enabled=True,
    messaging_enabled=True,
    purchase="forbid",
    opts=ResourceOptions(protect=True),
)
flowroute.NumberRoutes(
    "front-desk",
    number=front_desk.number,
    primary_route=acme_pbx.id,
    failover_route=pstnroute1.id,
    opts=ResourceOptions(protect=True),
)

# +1 206-555-0101: it has no primary route, so it rings nowhere.
flowroute.PhoneNumber(
`);
});

test.each(["code", "table"])("whatever aliases say, it is a text in a Python program in %s", async (layout) => {
  await generate(hostile(), "--language", "python", "--layout", layout);
  const text = written("__main__.py");
  // Without its texts and comments, a program is calls, assignments and nothing else.
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/^# .*\n/gm, "");
  const line =
    /^ *(import pulumi_flowroute as flowroute|from pulumi import ResourceOptions|[a-z0-9_]* ?=? ?[\w.[({})\]=", ]*)$/;
  expect(bare.split("\n").filter((it) => !line.test(it))).toEqual([]);
  const aliases = [...text.matchAll(/\balias=("(?:[^"\\]|\\.)*")/g)].map(([, it = ""]) => JSON.parse(it) as string);
  const { numbers, routes } = aliasesOf(hostile());
  expect(aliases.sort()).toEqual([...numbers, ...routes].sort());
  const variables = [...text.matchAll(/^(\w+) = flowroute/gm)].map(([, name]) => name);
  expect(new Set(variables).size).toBe(variables.length);
  expect(variables).not.toContain("class");
});

test.each(["typescript", "python", "yaml"])(
  "the file for imports has what the %s program declares",
  async (language) => {
    const { stdout } = await generate(seeded(), "--language", language, "--import-file", "imports.json");
    const file = join(dir, "imports.json");
    expect(stdout).toContain(`For pulumi import: ${file}, 36 resources\n`);
    const { resources } = JSON.parse(written("imports.json")) as {
      resources: { type: string; name: string; id: string }[];
    };
    const ids = (kind: string) =>
      resources.filter(({ type }) => type === `flowroute:index:${kind}`).map(({ id }) => id);
    const { numbers, routes } = seeded().account;
    const routed = Object.entries(numbers).filter(([, { primary_route }]) => primary_route !== null);
    expect(ids("PhoneNumber").sort()).toEqual(Object.keys(numbers).sort());
    expect(ids("NumberRoutes").sort()).toEqual(routed.map(([number]) => number).sort());
    expect(ids("InboundRoute").sort()).toEqual(
      Object.keys(routes)
        .filter((id) => id !== "0")
        .sort(),
    );
    expect(resources).toContainEqual({ type: "flowroute:index:NumberRoutes", name: "front-desk", id: "12065550100" });
    // What an import leaves out would be the first change of an up.
    const main = { typescript: "index.ts", python: "__main__.py", yaml: "Pulumi.yaml" }[language] as string;
    expect(written(main)).not.toMatch(/cnam|messaging/i);
    expect(written("Pulumi.yaml")).toMatch(
      /\nplugins:\n {2}providers:\n {4}- name: flowroute\n {6}path: \.\/node_modules\/\.bin\n/,
    );
  },
);

test("of groups it has the list of their numbers", async () => {
  await generate(hostile(), "--layout", "table", "--import-file", "imports.json");
  const { resources } = JSON.parse(written("imports.json")) as { resources: { type: string; id: string }[] };
  const groups = resources.filter(({ type }) => type === "flowroute:index:NumberGroup");
  const numbers = groups.flatMap(({ id }) => id.split(","));
  expect(numbers.sort()).toEqual(Object.keys(hostile().account.numbers).sort());
  expect(written("index.ts")).toMatch(/ from "pulumi-flowroute\/native";/);
});

test("with --json it is said how many resources the file has", async () => {
  const { stdout } = await generate(seeded(), "--import-file", "imports.json", "--json");
  expect(generateSchema.parse(JSON.parse(stdout))).toMatchObject({ imports: 36 });
});

test("an update of a program on the plugin stays there", async () => {
  await generate(seeded(), "--import-file", "imports.json");
  const { numbers } = seeded().account;
  Object.assign(numbers, { "12065550103": { ...numbers["12065550102"], alias: "Night line" } });
  await generate(seeded(), "--update");
  expect(written("added-1.ts")).toMatch(/ from "pulumi-flowroute\/native";/);
});

test.each([
  [["--update", "--language", "yaml"], "--update adds to programs in TypeScript only."],
  [["--update", "--import-file", "imports.json"], "--import-file is for a new program."],
  [["--import-file", "there.json"], "there.json is there already, and nothing is overwritten."],
  [["--language", "cobol"], "Allowed choices are typescript, python, yaml."],
])("%j is refused before any request", async (args, reason) => {
  writeFileSync(join(dir, "there.json"), "{}");
  const { code, stderr } = await generate(seeded(), ...args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(reason) });
  expect([seeded().requests(), readdirSync(dir)]).toEqual([[], ["there.json"]]);
});

test.each([
  ["yaml", "npm install && pulumi up"],
  [
    "python",
    "npm install && pulumi package gen-sdk node_modules/pulumi-flowroute/schema.json --language python --out sdk && " +
      "pulumi install --no-plugins && pulumi up",
  ],
])("where no preview of %s can be made, it is said why, and what to do next", async (language, next) => {
  const env = { PATH: "/nowhere" };
  const run = (...args: string[]) =>
    runCommand(["generate", "--language", language, ...args], { simulator: seeded(), env, cwd: dir });
  const { code, stdout } = await run("--out", ".");
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining(
      `\nNot proven by a preview, because there is no command pulumi here.\nNext: ${next}\n`,
    ),
  });
  const { stdout: json } = await run("--out", "other", "--json");
  expect(generateSchema.parse(JSON.parse(json))).toMatchObject({ unproven: "there is no command pulumi here" });
});
