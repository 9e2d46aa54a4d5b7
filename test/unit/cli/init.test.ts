import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../support/cli";
import { simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "init-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const [ENTER, DOWN, CTRL_C] = ["\r", "\u001b[B", "\u0003"];
const program = () => readFileSync(join(dir, "index.ts"), "utf8");

function init(answers: [question: string, keys: string][], ...args: string[]) {
  const options = { simulator: simulator(), cwd: dir, terminal: 100, answers, env: { NO_COLOR: "1" } };
  return runCommand(["init", "--no-preview", ...args], options);
}

test("a person who presses Enter gets all of the account, in this folder", async () => {
  const { code, stdout } = await init([
    ["What shall the program declare?", ENTER],
    ["Which folder?", ENTER],
    [`Write 13 numbers and 12 routes to ${dir}: index.ts, with resources for each number?`, ENTER],
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^The keys in the environment work: 13 numbers and 12 routes at http:/);
  expect(stdout).toMatch(/\n13 numbers, 12 routes: 13 and 12 written\n$/);
});

test("a person can take an area code", async () => {
  const { code, stdout } = await init([
    ["What shall the program declare?", DOWN + ENTER],
    ["Which area code?", `212${ENTER}`],
    ["Which folder?", ENTER],
    ["Write 2 numbers and 1 route to", ENTER],
  ]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/\n2 numbers, 1 route: 2 and 1 written\n$/),
  });
  expect(program()).toContain("+1 212-555-0110");
});

test("an area code that the account has not is asked for again", async () => {
  const { code } = await init([
    ["What shall the program declare?", DOWN + ENTER],
    ["Which area code?", `999${ENTER}`],
    ["No number of the account is like that.", CTRL_C],
  ]);
  expect(code).toBe(130);
  expect(readdirSync(dir)).toEqual([]);
});

test("a person can take the numbers on a route", async () => {
  const { stdout } = await init(
    [
      ["What shall the program declare?", DOWN + DOWN + DOWN + ENTER],
      ["Which route?", DOWN + DOWN + ENTER],
      ["Write 1 number and 2 routes to", ENTER],
    ],
    "--out",
    ".",
  );
  expect(stdout).toMatch(/\n1 number, 2 routes: 1 and 2 written\n$/);
  expect(program()).toContain("+1 206-555-0100");
});

test.each([
  [
    "no",
    [
      ["What shall", ENTER],
      ["Which folder?", ENTER],
      ["Write 13", `n${ENTER}`],
    ],
    "Nothing was written.\n",
  ],
  ["Ctrl-C", [["What shall", CTRL_C]], "Stopped.\n"],
] as [string, [string, string][], string][])("after %s nothing is written", async (_, answers, last) => {
  const { code, stderr } = await init(answers);
  expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringMatching(new RegExp(`${last}$`)) });
  expect(readdirSync(dir)).toEqual([]);
});

test("without a terminal it asks nothing", async () => {
  const { code, stdout, stderr } = await runCommand(["init", "--no-preview"], { simulator: simulator(), cwd: dir });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/\n13 numbers, 12 routes: 13 and 12 written\n$/);
});
