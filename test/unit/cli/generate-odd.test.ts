import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { readNumbers } from "../../../provider/functions/read-numbers";
import type { AccountInput } from "../../../sandbox/simulator";
import { runCommand } from "../../support/cli";
import { root } from "../../support/documents";
import { simulatorPerTest } from "../../support/simulator";

const host = (alias: string, edge: number | null = null) =>
  ({ alias, route_type: "host", value: "192.0.2.1", edge_strategy_id: edge }) as const;
const account: AccountInput = {
  routes: { "5": host("Main") },
  numbers: {
    "12065550100": { alias: "Main", primary_route: "5" },
    "4712345678": { alias: "Oslo", primary_route: "5" },
  },
};
const simulator = simulatorPerTest({ account });

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "generate-odd-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const generate = (...args: string[]) =>
  runCommand(["generate", "--no-preview", "--out", dir, ...args], { simulator: simulator() });
const written = (file = "index.ts") => readFileSync(join(dir, file), "utf8");
const own = (number: string, alias: string, primary_route = "5") =>
  Object.assign(simulator().account.numbers, {
    [number]: { ...simulator().account.numbers["12065550100"], alias, primary_route },
  });

describe("a project", () => {
  test("compiles with Pulumi's own TypeScript, because a folder's package.json may lack a newer one", async () => {
    await generate();
    const old = require(join(root, "node_modules/@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js")) as typeof ts;
    const { options, errors } = old.parseJsonConfigFileContent(JSON.parse(written("tsconfig.json")), old.sys, dir);
    expect(errors).toEqual([]);
    // What Pulumi's runtime lays under it, with this TypeScript and with a new one.
    for (const under of [
      { module: "commonjs", moduleResolution: "node", target: "es6" },
      { module: "nodenext", moduleResolution: "nodenext", target: "es2022" },
    ])
      expect({ ...under, ...options }).toMatchObject(under);
  });

  test.each([
    ["2024", "2024-program"],
    ["null", "null-program"],
    ["pulumi-flowroute", "pulumi-flowroute-program"],
    ["日本", "flowroute"],
    ["it's mine", "its-mine"],
  ])("in the folder %s has a name that YAML reads as text and npm accepts", async (folder, name) => {
    await generate("--out", join(dir, folder));
    expect(written(join(folder, "Pulumi.yaml"))).toMatch(`name: ${name}\n`);
    expect(JSON.parse(written(join(folder, "package.json")))).toMatchObject({ name });
  });

  test("that cannot be written whole is not written at all", async () => {
    // It looks as if it were not there, and cannot be made: index.ts is written last.
    symlinkSync("/nowhere/index.ts", join(dir, "index.ts"));
    const { code, stderr } = await generate();
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("index.ts") });
    expect(readdirSync(dir)).toEqual(["index.ts"]);
  });
});

describe.each(["code", "table"])("in %s", (layout) => {
  test("a number that no program can name is a comment, once", async () => {
    own("12345678", "eight digits");
    const { stdout } = await generate("--layout", layout);
    expect(written()).toContain('// Number "12345678" is not declared: its digits are those of no phone number that');
    expect(written()).not.toMatch(/eight|\+12345678/);
    expect(stdout).toContain("As a comment: 12345678: its digits");
    expect((await generate("--update")).stdout).toContain(
      "Only on the account: 0\n3 numbers, 2 routes: 0 and 0 added\n",
    );
  });

  test("ten digits of another country are known again", async () => {
    await generate("--layout", layout);
    expect((await generate("--update")).stdout).toContain(
      "Only on the account: 0\n2 numbers, 2 routes: 0 and 0 added\n",
    );
  });
});

test("ten digits of another country never stand for a North American number", async () => {
  own("14712345678", "US");
  await generate();
  expect(written()).toContain('new NumberRoutes("oslo", { number: oslo.e164,');
  await generate("--layout", "table", "--out", join(dir, "table"));
  expect(readNumbers(join(dir, "table", "numbers.csv")).map(({ number }) => number)).toContain("+4712345678");
});

test("a route whose edge strategy Flowroute does not list is a comment", async () => {
  Object.assign(simulator().account.routes, { "6": host("far", 99) });
  await generate();
  expect(written()).toContain(
    '// Route 6, "far", is not declared: its edge strategy 99 is not on Flowroute\'s list.\n',
  );
});

describe("names", () => {
  const given = (names: Record<string, string>) => {
    writeFileSync(join(dir, "names.json"), JSON.stringify(names));
    return generate("--names", join(dir, "names.json"));
  };

  test("that a number and a route share can be read again", async () => {
    expect(await given({})).toMatchObject({ code: 0 });
    expect(JSON.parse(written("names.json"))).toMatchObject({ "5": "main", "12065550100": "main" });
    rmSync(join(dir, "Pulumi.yaml"));
    rmSync(join(dir, "index.ts"));
    expect(await generate("--names", join(dir, "names.json"))).toMatchObject({ code: 0, stderr: "" });
  });

  test("are not given twice", async () => {
    const { code, stderr } = await given({ "12065550100": "desk", "4712345678": "desk" });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: The file of names gives "desk" to both 12065550100 and 4712345678.\n',
    });
    expect(readdirSync(dir)).toEqual(["names.json"]);
  });

  test.each(["front.desk", "PhoneNumber", "-", "NumberRoutes"])("of %s make a program that compiles", async (name) => {
    expect(await given({ "12065550100": name })).toMatchObject({ code: 0 });
    const { diagnostics } = ts.transpileModule(written(), { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
    expect(written()).toContain(`new PhoneNumber(\n  ${JSON.stringify(name)}`.slice(0, 16));
    expect(written()).not.toMatch(/const (PhoneNumber|NumberRoutes|\w*undefined) =/);
  });
});

describe("an update of what a person edited", () => {
  test("reads templates, and takes no number of a comment for one of the program", async () => {
    await generate();
    own("12065550101", "B");
    own("12065550102", "C");
    writeFileSync(
      join(dir, "index.ts"),
      'const site = "x"; // it\'s `odd\n' +
        "const a = `$" +
        "{site} one`;\n" +
        'new PhoneNumber("a", { number: "+1 206-555-0100" });\n' +
        "const b = `two $" +
        "{site}`;\n" +
        "new PhoneNumber(`c`, { number: `+1 206-555-0101` });\n" +
        '// new PhoneNumber("off", { number: "12065550102" });\n' +
        "new PhoneNumber('d', { number: '+47 12 34 56 78', alias: 'it\\'s' });\n",
    );
    expect((await generate("--update")).stdout).toContain(
      "In the program and on the account: 3 (12065550100, 12065550101, 4712345678)\nOnly in the program: 0\n" +
        "Only on the account: 1 (12065550102)\n",
    );
  });

  test("adds lines that are read, to a file of numbers that a spreadsheet wrote", async () => {
    await generate("--layout", "table");
    writeFileSync(
      join(dir, "numbers.csv"),
      '\ufeffgroup,alias,number\r\nmain,"Main",12065550100\r\nmain,Oslo,+4712345678\r\n',
    );
    own("12065550101", "B");
    own("12065550102", "C");
    await generate("--update");
    expect(readNumbers(join(dir, "numbers.csv"), { group: "main" }).map(({ number }) => number)).toEqual([
      "12065550100",
      "+4712345678",
      "12065550101",
      "12065550102",
    ]);
  });

  test("has no line in a file whose columns are not those of readNumbers", async () => {
    await generate("--layout", "table");
    writeFileSync(join(dir, "numbers.csv"), "number;group\n12065550100;main\n");
    const { code, stderr } = await generate("--update");
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('names no column "number"') });
    expect(written("numbers.csv")).toBe("number;group\n12065550100;main\n");
  });

  test("makes the group of a route that no number was on, though the route has the same name", async () => {
    Object.assign(simulator().account.routes, { "6": host("spare") });
    await generate("--layout", "table");
    expect(written()).toContain('new InboundRoute("spare"');
    own("12065550101", "B", "6");
    await generate("--update");
    expect(written("numbers.csv")).toContain("12065550101,B,true,,spare\n");
    expect(written("added-1.ts")).toContain('readNumbers("numbers.csv", { group: "spare" })');
  });

  test("is refused where nothing would import it", async () => {
    await generate();
    mkdirSync(join(dir, "src"));
    writeFileSync(join(dir, "src", "index.ts"), written());
    rmSync(join(dir, "index.ts"));
    own("12065550101", "B");
    const before = readdirSync(dir);
    const { code, stderr } = await generate("--update");
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("There is no index.ts in") });
    expect(readdirSync(dir)).toEqual(before);
  });
});

test.each(["Pulumi.yml", "Pulumi.json"])(
  "a project whose file is %s is not taken over by a Pulumi.yaml",
  async (name) => {
    writeFileSync(join(dir, name), "name: another\nruntime: nodejs\n");
    const { code, stderr } = await generate();
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`has ${name} already`) });
    expect(readdirSync(dir)).toEqual([name]);
  },
);
