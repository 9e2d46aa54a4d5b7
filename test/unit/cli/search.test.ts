import { searchSchema } from "../../../cli/search/schema";
import { runCommand } from "../../support/cli";
import { simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const search = (...args: string[]) => runCommand(["search", ...args], { simulator: simulator() });

test("search lists what is for sale, with prices, in columns that a pipe can cut", async () => {
  const { code, stdout } = await search("--area-code", "206", "--max-setup", "1", "--take", "2");
  expect(code).toBe(0);
  expect(stdout).toBe(
    "NUMBER\tSETUP\tMONTHLY\tTYPE\tPLACE\n" +
      "12062795137\t$1.00\t$1.25\tlongcode\tseattle, wa\n12065014237\t$1.00\t$1.25\tlongcode\tseattle, wa\n",
  );
});

test("search at a terminal lines its columns up", async () => {
  const { stdout } = await runCommand(["search", "--area-code", "206", "--take", "1"], {
    simulator: simulator(),
    terminal: 80,
    env: { NO_COLOR: "1" },
  });
  expect(stdout).toMatch(
    /^NUMBER {7}SETUP {2}MONTHLY {2}TYPE {6}PLACE\n12062795137 {2}\$1\.00 {4}\$1\.25 {2}longcode {2}seattle, wa\n$/,
  );
});

test("search for programs", async () => {
  const { stdout } = await search("--area-code", "206", "--sort", "setup", "--take", "3", "--json");
  const { numbers, stoppedEarly } = searchSchema.parse(JSON.parse(stdout));
  expect({ stoppedEarly, count: numbers.length }).toEqual({ stoppedEarly: false, count: 3 });
  expect(numbers.map(({ setupCost }) => setupCost)).toEqual(
    [...numbers.map(({ setupCost }) => setupCost)].sort((a, b) => a - b),
  );
});

test("search that finds nothing says so and is no failure", async () => {
  const { code, stdout, stderr } = await search("--area-code", "206", "--contains", "99999999");
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "No number for sale fits.\n" });
});

test.each([
  [["--area-code", "20"], 'It must be three digits, such as "206".'],
  [["--max-setup", "1e3"], "It must be an amount in US dollars, such as 1.50."],
  [["--take", "0"], "It must be a whole number from 1 to 2000."],
  [["--sort", "price"], "Allowed choices are setup, monthly, number."],
])("search refuses %j before any request", async (args, reason) => {
  const { code, stdout, stderr } = await search(...args);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(reason) });
  expect(simulator().requests()).toEqual([]);
});
