import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { Cli } from "../../../cli/cli";
import { programOf } from "../../../cli/main";
import { Terminal } from "../../../cli/terminal";
import { SCHEMAS, schemaTexts } from "../../../scripts/schemas";
import { hostileAccount } from "../../support/accounts";
import { runCommand } from "../../support/cli";
import { root } from "../../support/documents";
import { keptPreviews } from "../../support/previews";
import { startAccount } from "../../support/session";
import { simulatorPerTest } from "../../support/simulator";
import { exportOf, filesPerTest } from "../../support/states";

const simulator = simulatorPerTest();
const file = filesPerTest();
let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "schemas-"));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const names = readdirSync(SCHEMAS).map((name) => name.replace(/\.json$/, ""));
const validators = new Map(
  names.map((name) => [
    name,
    new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(join(SCHEMAS, `${name}.json`), "utf8"))),
  ]),
);

/** What is wrong with what a command printed, by its schema. */
function flawsOf(command: string, stdout: string): unknown {
  const validate = validators.get(command);
  if (validate === undefined) throw new Error(`docs/schemas has no ${command}.json.`);
  return validate(JSON.parse(stdout)) ? [] : validate.errors;
}

test("there is a schema for each command that has --json, and for no other", () => {
  const terminal = new Terminal(process.stdin, process.stdout, process.stderr, {});
  const { commands } = programOf(new Cli(terminal, root, new AbortController().signal));
  const promising = commands.filter(({ options }) => options.some(({ long }) => long === "--json"));
  expect(names.sort()).toEqual(promising.map((command) => command.name()).sort());
});

test("the schemas are current (`npm run schemas` writes them)", async () => {
  for (const [command, text] of await schemaTexts())
    expect(readFileSync(join(SCHEMAS, `${command}.json`), "utf8")).toBe(text);
});

test.each([
  [["whoami"]],
  [["map"]],
  [["search", "--area-code", "206", "--take", "5"]],
  [["search", "--area-code", "999"]],
  [["audit"]],
  [["generate", "--no-preview"]],
  [["reroute", "--from", "pbx-main", "--to", "acme-pbx", "--yes"]],
  [["reroute", "--route", "pbx-main", "--host", "backup.example.com", "--yes"]],
])("what %j prints is as its schema says", async (args) => {
  const { stdout } = await runCommand([...args, "--json"], { simulator: simulator(), cwd });
  expect(flawsOf(args[0] as string, stdout)).toEqual([]);
});

test("of an account full of hostile texts too, and of what stands in a program already", async () => {
  await using hostile = await startAccount({ account: hostileAccount(40) });
  for (const args of [["map"], ["audit"], ["generate", "--no-preview"], ["generate", "--no-preview", "--update"]]) {
    const { stdout } = await runCommand([...args, "--json"], { simulator: hostile, cwd });
    expect(flawsOf(args[0] as string, stdout)).toEqual([]);
  }
});

test("of an audit that compares with a state", async () => {
  const state = file("prod.json", exportOf("phones/prod", ["PhoneNumber front-desk", "12065550100"]));
  const { stdout } = await runCommand(["audit", "--state", state, "--json"], { simulator: simulator() });
  expect(JSON.parse(stdout)).toHaveProperty("places");
  expect(flawsOf("audit", stdout)).toEqual([]);
});

test.each(readdirSync(keptPreviews).filter((name) => name.endsWith(".json")))("of a report of %s", async (name) => {
  const { stdout } = await runCommand(["report", "--preview", join(keptPreviews, name), "--json"]);
  expect(flawsOf("report", stdout)).toEqual([]);
});

test("a schema refuses what it does not promise", async () => {
  const { stdout } = await runCommand(["whoami", "--json"], { simulator: simulator() });
  expect(flawsOf("whoami", JSON.stringify({ ...JSON.parse(stdout), keys: 2 }))).not.toEqual([]);
});
