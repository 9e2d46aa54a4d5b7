import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mapSchema } from "../../../cli/map/schema";
import { type AccountInput, startSimulator } from "../../../sandbox/simulator";
import { owningFleet } from "../../support/accounts";
import { type CommandOptions, type CommandRun, runCommand } from "../../support/cli";
import { hostileNames } from "../../support/hostile";
import { simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const folder = mkdtempSync(join(tmpdir(), "map-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const map = (...args: string[]) => runCommand(["map", ...args], { simulator: simulator(), cwd: folder });

/** `map` of an account of one's own. */
async function mapOf(account: AccountInput, args: string[], options: CommandOptions = {}): Promise<CommandRun> {
  const simulator = await startSimulator({ account });
  try {
    return await runCommand(["map", ...args], { simulator, cwd: folder, ...options });
  } finally {
    await simulator.close();
  }
}

test("map is a tree of routes and numbers, and ends with what is worth a look", async () => {
  const { code, stdout, stderr } = await map();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(`
90114 (pbx-main)  host 203.0.113.10:5060
└─ primary: 4, 2 without failover
   ├─ 12065550102  Support        failover 0 (sip-reg)
   ├─ 12125550110  Reception      ! no failover
   ├─ 12125550111  Reception      ! no failover
   └─ 18005550199  Sales hotline  failover 90127 (overnight-answering)
`);
  expect(stdout).toContain("\n90126 (front-desk-cell)  number 12065550177  ! carries nothing\n");
  expect(stdout).toContain("├─ primary: 5, 4 without failover\n│  ├─ 12012673227              ! no failover\n");
  expect(stdout.endsWith(endOfSeeded)).toBe(true);
});

const endOfSeeded = `
! rings nowhere: 1
└─ 12065550101

13 numbers, 12 routes
! 1 number rings nowhere: it has no primary route
! 7 numbers have no failover
! 3 routes carry nothing
`;

test("map for programs", async () => {
  const { stdout } = await map("--json");
  const { numbers, routes, ringNowhere, withoutFailover, unused } = mapSchema.parse(JSON.parse(stdout));
  expect({ ringNowhere, unused, bare: withoutFailover.length }).toEqual({
    ringNowhere: ["12065550101"],
    unused: ["90126", "91341", "98396"],
    bare: 7,
  });
  expect(numbers).toHaveLength(13);
  expect(numbers).toContainEqual({
    number: "12065550100",
    alias: "Front desk",
    primaryRoute: "83861",
    failoverRoute: "83834",
  });
  expect(routes[0]).toMatchObject({ id: "0", alias: "sip-reg", target: "the account's SIP registration" });
  expect(routes).toContainEqual({
    id: "83834",
    alias: "PSTNroute1",
    target: "number 12065551212",
    listed: true,
    primaryOf: [],
    failoverOf: ["12065550100"],
  });
});

test("a route that numbers have and the account does not list is on the map, and marked", async () => {
  delete simulator().account.routes["90114"];
  const { stdout } = await map();
  expect(stdout).toContain("\n90114  ! not on the list\n└─ primary: 4, 2 without failover\n");
  expect(stdout).toContain("failover 0 (sip-reg)");
  expect(stdout).toContain("\n! 1 route is not on the account's list\n");
});

test("routes of one alias stay apart", async () => {
  const twin = { alias: "pbx", route_type: "host", value: "192.0.2.1", edge_strategy_id: null } as const;
  const { stdout } = await mapOf(
    { routes: { "7": twin, "8": twin }, numbers: { "12065550100": { primary_route: "7", failover_route: "8" } } },
    [],
  );
  expect(stdout).toContain("7 (pbx)  host 192.0.2.1\n└─ primary: 1\n   └─ 12065550100  failover 8 (pbx)\n");
});

test("an account without numbers has no remarks", async () => {
  const { code, stdout } = await mapOf({}, []);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: "0 (sip-reg)  the account's SIP registration\n\n0 numbers, 1 route\n",
  });
});

test("a terminal shows the first numbers of a long list and says what is left out; a pipe and --all show all", async () => {
  const at = { terminal: 80, env: { NO_COLOR: "1" } };
  const short = await mapOf(owningFleet(300), [], at);
  expect(short.stdout).toContain("└─ primary: 300, 150 without failover\n");
  expect(short.stdout).toContain("└─ and 290 more\n");
  expect(short.stdout).toMatch(/\nNot all numbers are listed here; --all lists them\.\n$/);
  expect(short.stdout.split("\n").length).toBeLessThan(50);
  const whole = await mapOf(owningFleet(300), ["--all"], at);
  const piped = await mapOf(owningFleet(300), []);
  expect(whole.stdout).toBe(piped.stdout);
  expect(piped.stdout.match(/12060000299/g)).toHaveLength(2);
  expect(piped.stdout).not.toContain("--all");
});

test("a terminal has one line for each of many routes", async () => {
  const ids = Array.from({ length: 100 }, (_, index) => String(1000 + index));
  const routes = ids.map((id) => [id, { alias: `site ${id}`, route_type: "host" as const, value: "192.0.2.1" }]);
  const numbers = ids.map((id) => [`1206555${id}`, { primary_route: id }]);
  const account = { routes: Object.fromEntries(routes), numbers: Object.fromEntries(numbers) };
  const { stdout } = await mapOf(account, [], { terminal: 80, env: { NO_COLOR: "1" } });
  expect(stdout).toContain("\n1099 (site 1099)  host 192.0.2.1  primary: 1, 1 without failover\n");
  expect(stdout.split("\n")).toHaveLength(101 + 5);
});

test("no name paints a terminal or begins a line of the tree", async () => {
  const named = hostileNames.map((alias, index) => [`1206555${1000 + index}`, { alias: alias.slice(0, 64) }]);
  const { stdout } = await mapOf({ numbers: Object.fromEntries(named) }, []);
  expect(stdout).toContain("  line\\u000abreak\\u001b[31m");
  expect(stdout).toContain("\\u202eevil");
  expect(
    stdout
      .split("\n")
      .slice(2, 2 + named.length)
      .every((line) => /^ {3}[├└]─ 1206555\d{4} {2}/.test(line)),
  ).toBe(true);
});

test.each([
  ["tree.txt", /^0 \(sip-reg\)/],
  ["chart.mmd", /^flowchart LR\n/],
  ["picture.svg", /^<svg xmlns=/],
  ["page.HTML", /^<!doctype html>\n/],
])("--out %s is in the format that its name says", async (name, beginning) => {
  const { code, stdout, stderr } = await map("--out", name);
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: "",
    stderr: `Wrote ${join(folder, name)}: 13 numbers, 12 routes.\n`,
  });
  expect(readFileSync(join(folder, name), "utf8")).toMatch(beginning);
});

test("the format that is asked for comes before the one that the name says", async () => {
  await map("--out", "odd.txt", "--format", "mermaid");
  expect(readFileSync(join(folder, "odd.txt"), "utf8")).toMatch(/^flowchart/);
});

test.each([
  [
    ["--out", "map.pdf"],
    "The name map.pdf does not say the format: it ends in none of .txt, .mmd, .svg, .html. Add --format.",
  ],
  [["--out", "none/map.svg"], "There is no folder "],
  [["--out", ".", "--format", "svg"], "is a folder. Give the name of a file."],
  [["--format", "pdf"], "Allowed choices are text, mermaid, svg, html."],
  [["--json", "--out", "map.txt"], "option '--json' cannot be used with option '--out <file>'"],
])("map refuses %j before any request", async (args, reason) => {
  const { code, stdout, stderr } = await map(...args);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(reason) });
  expect(simulator().requests()).toEqual([]);
  expect(existsSync(join(folder, "map.pdf"))).toBe(false);
});

test("a page is not printed on a terminal", async () => {
  const { code, stderr } = await runCommand(["map", "--format", "html"], { simulator: simulator(), terminal: 80 });
  expect({ code, stderr: stderr.includes("Write it to a file: --out map.html") }).toEqual({ code: 2, stderr: true });
});
