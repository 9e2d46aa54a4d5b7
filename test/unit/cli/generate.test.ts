import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { generateSchema } from "../../../cli/generate/schema";
import { type Simulator, startSimulator } from "../../../sandbox/simulator";
import { hostileAccount } from "../../support/accounts";
import { runCommand } from "../../support/cli";
import { root } from "../../support/documents";
import { Gateway, pass } from "../../support/gateway";

let dir: string;
let simulator: Simulator;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "generate-"));
  simulator = await startSimulator();
});
afterEach(async () => {
  await simulator.close();
  rmSync(dir, { recursive: true });
});

/** Without its proof, which the engine tests have; see test/engine/generate.test.ts. */
const generate = (...args: string[]) => runCommand(["generate", "--no-preview", "--out", dir, ...args], { simulator });
const written = (file = "index.ts") => readFileSync(join(dir, file), "utf8");

/** Compiles a program as a user's editor would. */
function complaints(file: string): string[] {
  const options = ts.parseJsonConfigFileContent(JSON.parse(written("tsconfig.json")), ts.sys, root).options;
  const paths = { "pulumi-flowroute": [join(root, "dist/provider/index.d.ts")] };
  const typeRoots = [join(root, "node_modules/@types")];
  const program = ts.createProgram([file], { ...options, noEmit: true, paths, typeRoots, types: ["node"] });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("the account becomes a whole project, and the last line says that nothing was left out", async () => {
  const { code, stdout, stderr } = await generate();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(readdirSync(dir).sort()).toEqual([".gitignore", "Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"]);
  expect(stdout).toBe(
    `Written to ${dir}: Pulumi.yaml, package.json, tsconfig.json, .gitignore, index.ts\n` +
      "As a comment: route 0: every account has it; it is REGISTRATION_ROUTE in a program\n" +
      "As a comment: 12065550101: it has no primary route, so it rings nowhere\n" +
      "13 numbers, 12 routes: 13 and 12 written\n",
  );
  expect(written()).toContain(`const frontDesk = new PhoneNumber(
  "front-desk",
  {
    number: "+1 206-555-0100",
    alias: "Front desk",
    cnamLookupsEnabled: true,
    messagingEnabled: true,
    purchase: "forbid",
  },
  { protect: true },
);
new NumberRoutes(
  "front-desk",
  { number: frontDesk.number, primaryRoute: acmePbx, failoverRoute: pstnroute1 },
  { protect: true },
);
`);
  expect(written()).toContain("// +1 206-555-0101: it has no primary route, so it rings nowhere.\nnew PhoneNumber(");
});

test("numbers of one alias all get their last four digits", async () => {
  await generate();
  expect(written()).toMatch(/new PhoneNumber\(\n {2}"reception-0110"[\s\S]*new PhoneNumber\(\n {2}"reception-0111"/);
  expect(written()).not.toContain('"reception"');
});

test("generating twice gives the same bytes, and after a number is added the difference is that number", async () => {
  await generate();
  const once = written();
  rmSync(join(dir, "index.ts"));
  rmSync(join(dir, "Pulumi.yaml"));
  await generate();
  expect(written()).toBe(once);
  Object.assign(simulator.account.numbers, {
    "12065550103": { ...simulator.account.numbers["12065550102"], alias: "Night line" },
  });
  rmSync(join(dir, "index.ts"));
  rmSync(join(dir, "Pulumi.yaml"));
  await generate();
  const lines = written().split("\n");
  const before = new Set(once.split("\n"));
  expect(lines.filter((line) => !before.has(line)).join("\n")).toMatchInlineSnapshot(`
"const nightLine = new PhoneNumber(
  "night-line",
  { number: "+1 206-555-0103", alias: "Night line", cnamLookupsEnabled: true, purchase: "forbid" },
  "night-line",
  { number: nightLine.number, primaryRoute: pbxMain, failoverRoute: REGISTRATION_ROUTE },"
`);
  expect(once.split("\n").every((line) => lines.includes(line))).toBe(true);
});

test.each(["code", "table"])("in %s, whatever aliases say is text, and the program compiles", async (layout) => {
  await simulator.close();
  simulator = await startSimulator({ account: hostileAccount(60) });
  const { code, stdout } = await generate("--layout", layout);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/\n60 numbers, 29 routes: 60 and 29 written\n$/),
  });
  expect(complaints(join(dir, "index.ts"))).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
  expect(stdout + written()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test("from 51 numbers on, numbers go into a file, those with the same routes in one group", async () => {
  await simulator.close();
  simulator = await startSimulator({ account: hostileAccount(51) });
  await generate();
  const lines = written("numbers.csv").trimEnd().split("\n");
  expect(lines[0]).toBe("number,alias,cnamLookupsEnabled,messagingEnabled,group");
  expect(lines).toHaveLength(52);
  // A spreadsheet must not run it.
  expect(lines[6]).toMatch(/^12060000005,'=cmd\(\)/);
  expect(written()).toMatch(/new NumberGroup\(/);
  expect(written()).not.toMatch(/PhoneNumber/);
});

test("filters choose numbers and the routes that they are on", async () => {
  const { stdout } = await generate(
    "--filter",
    "area-code=206",
    "--filter",
    "alias=front*",
    "--filter",
    "alias=SUPPORT",
  );
  expect(stdout).toMatch(/\n2 numbers, 4 routes: 2 and 4 written\n$/);
  expect(written()).not.toContain("+1 206-555-0101");
});

test.each([
  [
    ["--filter", "colour=red"],
    "It must be one of area-code=..., number=..., alias=..., route=..., as in alias=Front*.",
  ],
  [["--filter", "area-code=20"], 'An area code is three digits, such as "206".'],
  [["--layout", "yaml"], "Allowed choices are code, table."],
  [["--update"], "There is no Pulumi.yaml in"],
])("%j is refused before any request", async (args, reason) => {
  const { code, stderr } = await generate(...args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(reason) });
  expect(simulator.requests()).toEqual([]);
});

test("a program that is there is not overwritten, and nothing is asked of Flowroute first", async () => {
  writeFileSync(join(dir, "index.ts"), "// mine\n");
  const { code, stderr } = await generate();
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/has index\.ts already, and nothing is overwritten/),
  });
  expect([written(), simulator.requests(), readdirSync(dir)]).toEqual(["// mine\n", [], ["index.ts"]]);
});

test("a folder whose package.json runs another program is refused, because index.ts would not be what Pulumi runs", async () => {
  writeFileSync(join(dir, "package.json"), '{ "main": "server.js" }');
  writeFileSync(join(dir, "server.js"), "");
  const { code, stderr } = await generate();
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/package\.json has the program server\.js/),
  });
  expect(readdirSync(dir).sort()).toEqual(["package.json", "server.js"]);
});

test("files that say nothing of numbers are kept", async () => {
  writeFileSync(join(dir, "package.json"), "{}\n");
  const { code, stdout } = await generate();
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("Kept as it was: package.json\n") });
  expect(written("package.json")).toBe("{}\n");
});

test("names that are given stay, and those that were made are kept for the next time", async () => {
  const names = join(dir, "names.json");
  writeFileSync(names, '{"12065550100":"lobby"}');
  await generate("--names", names);
  expect(written()).toContain('const lobby = new PhoneNumber(\n  "lobby"');
  expect(JSON.parse(readFileSync(names, "utf8"))).toMatchObject({
    "12065550100": "lobby",
    "12065550102": "support",
    "83861": "acme-pbx",
  });
  // Another number gets the alias of one that has a name.
  Object.assign(simulator.account.numbers, { "12065550103": { ...simulator.account.numbers["12065550102"] } });
  rmSync(join(dir, "index.ts"));
  rmSync(join(dir, "Pulumi.yaml"));
  await generate("--names", names);
  expect(written()).toMatch(/new PhoneNumber\(\n {2}"support",/);
  expect(written()).toMatch(/new PhoneNumber\(\n {2}"support-0103",/);
});

test.each(["[]", "{", '{"12065550100":5}'])("%s is no file of names", async (text) => {
  const names = join(dir, "names.json");
  writeFileSync(names, text);
  const { code, stderr } = await generate("--names", names);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/it must hold names by number or route id/),
  });
});

describe("an update", () => {
  test("adds to the program what it lacks, and compares the two", async () => {
    await generate();
    const before = written();
    const { numbers, routes } = simulator.account;
    Object.assign(numbers, {
      "12065550103": { ...numbers["12065550102"], alias: "Night line", failover_route: "99001" },
    });
    Object.assign(routes, { "99001": { ...routes["83861"], alias: "night" } });
    delete numbers["18005550199"];
    const { code, stdout } = await generate("--update");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        "In the program and on the account: 12 (12012673227, 12014845220, 12064201234, 12065550100, 12065550101, 12065550102, " +
        "12125550110, 12125550111, 13125550120, 14085550130 and 2 more)\n" +
        "Only in the program: 1 (18005550199)\nOnly on the account: 1 (12065550103)\nRoutes only on the account: 1 (night)\n" +
        `Added to ${dir}: added-1.ts, index.ts\n13 numbers, 13 routes: 1 and 1 added\n`,
    });
    expect(written()).toBe(`${before}import "./added-1";\n`);
    expect(written("added-1.ts")).toContain('primaryRoute: { alias: "pbx-main" }, failoverRoute: night }');
    expect(complaints(join(dir, "index.ts"))).toEqual([]);
  });

  test("of a table is a line in it", async () => {
    await generate("--layout", "table");
    const [program, table] = [written(), written("numbers.csv")];
    const { numbers } = simulator.account;
    Object.assign(numbers, { "12065550103": { ...numbers["12065550102"], alias: "Night line" } });
    const { stdout } = await generate("--update");
    expect(stdout).toMatch(/\nAdded to \S+: numbers\.csv\n13|14 numbers, 12 routes: 1 and 0 added\n$/);
    expect([written(), written("numbers.csv")]).toEqual([
      program,
      `${table}12065550103,Night line,true,,pbx-main-then-sip-reg\n`,
    ]);
  });

  test("with nothing to add writes nothing", async () => {
    await generate();
    const before = written();
    const { stdout } = await generate("--update", "--json");
    expect(generateSchema.parse(JSON.parse(stdout))).toMatchObject({
      numbers: 13,
      files: [],
      comparison: { onlyOnAccount: [] },
    });
    expect(written()).toBe(before);
  });
});

test("an account that changes while it is read is not written", async () => {
  await using gateway = await Gateway.before(simulator);
  let lists = 0;
  gateway.expect(async (exchange) => {
    if (exchange.path.startsWith("/v2/numbers?") && ++lists === 2) delete simulator.account.numbers["18005550199"];
    await pass(exchange);
  });
  const env = { FLOWROUTE_BASE_URL: gateway.url };
  const { code, stderr } = await runCommand(["generate", "--no-preview", "--out", dir], { simulator, env });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      "error: The account changed while it was read: gone are 18005550199. Nothing was written; run the command again.\n",
  });
  expect(readdirSync(dir)).toEqual([]);
});

test("two thousand numbers take the requests of the lists and of the batches", async () => {
  await simulator.close();
  simulator = await startSimulator({ account: hostileAccount(2000) });
  const { code } = await generate();
  expect(code).toBe(0);
  const kinds = Map.groupBy(
    simulator.requests(),
    ({ method, path }) => `${method} ${path.replace(/[?].*|\/\d+$/, "")}`,
  );
  const counts = Object.fromEntries([...kinds].map(([kind, requests]) => [kind, requests.length]));
  // Two of the list (the second one says whether the account changed), ten batches, and what the first of them is compared with.
  expect(counts).toEqual({ "GET /v2/numbers": 24, "GET /v2/routes": 2, "POST /v2/numbers/details": 10 });
});
