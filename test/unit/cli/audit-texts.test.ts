import { parse } from "csv-parse/sync";
import { isPrintable } from "../../../provider/client";
import { startSimulator } from "../../../sandbox/simulator";
import { type CommandRun, runCommand } from "../../support/cli";
import { exportOf, filesPerTest } from "../../support/states";

const file = filesPerTest();

/** Aliases and names that would be markup, formulas, mentions or controls of a terminal where they are not escaped. */
const hostile = [
  '=cmd|"/C calc"!A0',
  `@team \`rm -rf\` | $\{HOME}`,
  "</script><img src=x onerror=alert(1)>",
  "*/ \u001b[2J\u202Egnp.exe\nsecond line",
  "__proto__",
  "🦊 مرحبا",
  "``` ",
  "x".repeat(64),
];

async function audit(...args: string[]): Promise<CommandRun> {
  const numbers = Object.fromEntries(
    hostile.map((alias, line) => [`1206555010${line}`, { alias, primary_route: line === 0 ? "101" : null }]),
  );
  const route = { route_type: "host", value: "192.0.2.1", edge_strategy_id: null } as const;
  const routes = Object.fromEntries(hostile.map((alias, line) => [`${101 + line}`, { ...route, alias }]));
  const state = file(
    "prod.json",
    exportOf(
      "ph|ones/p\u001b[2Jrod",
      ...hostile.map((name, line) => [`PhoneNumber ${name}`, `1206555010${line}`] as const),
      ["PhoneNumber a::b", "12065550100"],
    ),
  );
  const simulator = await startSimulator({ account: { numbers, routes } });
  try {
    return await runCommand(["audit", "--state", state, ...args], { simulator, terminal: 100, env: { NO_COLOR: "1" } });
  } finally {
    await simulator.close();
  }
}

test.each(["text", "markdown", "csv", "json"])("nothing printed as %s controls a terminal", async (format) => {
  const { stdout } = await audit("--format", format);
  expect(stdout.split("\n").filter((line) => !isPrintable(line))).toEqual([]);
  expect(stdout).toContain("\\u001b[2J");
  expect(stdout).toContain("🦊 مرحبا");
});

test("in CSV each finding is a row, and none is a formula", async () => {
  const { stdout } = await audit("--format", "csv");
  const rows: string[][] = parse(stdout);
  expect(rows[0]).toEqual(["level", "rule", "number", "alias", "routes", "resources", "detail"]);
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(rows.find(([, rule, number]) => rule === "no-failover" && number === "12065550100")).toEqual([
    "warning",
    "no-failover",
    "12065550100",
    `'=cmd|"/C calc"!A0`,
    "",
    "",
    "The number has a primary route, and no other route to fail over to.",
  ]);
  expect(rows.filter(([, rule]) => rule === "rings-nowhere")).toHaveLength(hostile.length - 1);
});

test("in Markdown every text of the account and of stacks is code", async () => {
  const { stdout } = await audit("--format", "markdown");
  const outside = stdout.replaceAll(/(?<!`)(`+)(?!`)(?:(?!\1(?!`)).)*?[^`]\1(?!`)/g, "code");
  expect(outside).not.toMatch(/<|@|=cmd|__proto__|xxxx|🦊|rm -rf|\$\{/);
  expect(stdout).toContain(
    '\n| `12065550100 (=cmd\\|"/C calc"!A0)` | `declared by PhoneNumber "=cmd\\|"/C calc"!A0" of ph\\|ones/p\\u001b[2Jrod and PhoneNumber "a::b" of ph\\|ones/p\\u001b[2Jrod` |\n',
  );
});

const CLEAR_LINE = "\r\u001b[K";

test("at a terminal, what is done shows until there is a report", async () => {
  const { stderr } = await audit("--fail-on", "never");
  expect(stderr).toContain("Reading the account ...");
  expect(stderr.slice(stderr.lastIndexOf(CLEAR_LINE))).toBe(CLEAR_LINE);
});
