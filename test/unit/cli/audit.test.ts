import { RULE_IDS } from "../../../cli/audit/rules";
import { auditSchema, type Report } from "../../../cli/audit/schema";
import { type AccountInput, startSimulator } from "../../../sandbox/simulator";
import { fleetNumbers, owningFleet } from "../../support/accounts";
import { type CommandRun, runCommand } from "../../support/cli";
import { exportOf, filesPerTest } from "../../support/states";

const file = filesPerTest();

const account: AccountInput = {
  routes: {
    "101": { alias: "pbx-main", route_type: "host", value: "192.0.2.1", edge_strategy_id: null },
    "102": { alias: "pbx-backup", route_type: "host", value: "192.0.2.2", edge_strategy_id: null },
    "103": { alias: "to-lobby", route_type: "number", value: "(206) 555-0101;weight=5", edge_strategy_id: null },
    "104": { alias: "to-mobile", route_type: "number", value: "12125550199", edge_strategy_id: null },
    "105": { alias: "pbx-backup ", route_type: "host", value: "192.0.2.3", edge_strategy_id: null },
  },
  numbers: {
    "12065550100": { alias: "Front desk", primary_route: "101", failover_route: "102", e911_address: "7" },
    "12065550101": { alias: "Lobby", primary_route: null, cnam_lookups_enabled: false },
    "12065550102": { alias: "Fax: back office", primary_route: "101" },
    "12065550103": { primary_route: "101", failover_route: "103" },
    "12065550104": { primary_route: "101", failover_route: "101" },
    "18005550105": {
      number_type: "toll-free",
      monthly_cost: 0.8,
      primary_route: "104",
      failover_route: "102",
      e911_address: "8",
    },
  },
};

const prod = () =>
  file(
    "prod.json",
    exportOf(
      "phones/prod",
      ["PhoneNumber front-desk", "12065550100", { protect: true }],
      ["NumberRoutes front-desk", "12065550100"],
      ["PhoneNumber lobby", "12065550101", { inputs: { onDelete: "release" } }],
      ["PhoneNumber gone", "12065559999", { protect: true, inputs: { match: { areaCode: "206" } } }],
      ["InboundRoute spare", "105"],
      ["InboundRoute lost", "999"],
      ["PhoneNumber read", "12065550104", { external: true }],
      ["PhoneNumber old", "12065550104", { delete: true }],
    ),
  );

const staging = () =>
  file(
    "staging.json",
    exportOf(
      "phones/staging",
      ["NumberGroup all", "all", { inputs: { numbers: { "12065550100": {}, "12065550102": {}, "+12065550103": {} } } }],
      ["InboundRoute spare", "105"],
      ["NumberRoutes split", "12065550101"],
    ),
  );

async function audit(
  args: readonly string[],
  of: AccountInput = account,
): Promise<CommandRun & { requests: string[] }> {
  const simulator = await startSimulator({ account: of });
  try {
    const run = await runCommand(["audit", ...args], { simulator });
    return { ...run, requests: simulator.requests().map(({ method, path }) => `${method} ${path}`) };
  } finally {
    await simulator.close();
  }
}

async function reportFor(args: readonly string[], of?: AccountInput): Promise<Report> {
  return auditSchema.parse(JSON.parse((await audit([...args, "--json"], of)).stdout));
}

/** Findings as `rule: number or routes [resources] detail`. */
function brief({ findings }: Report): string[] {
  return findings.map(({ rule, number, routes, resources, detail }) => {
    const names = resources.map(({ stack, kind, name }) => `${stack}/${kind}/${name}`).join(" ");
    return [`${rule}:`, number ?? routes?.join("+") ?? "-", names, detail ?? ""].join(" ").trim().replace(/ +/g, " ");
  });
}

test("each rule finds what breaks it and nothing else", async () => {
  const report = await reportFor(["--state", prod(), "--state", staging()]);
  expect(brief(report)).toEqual([
    "rings-nowhere: 12065550101",
    "failover-to-own-number: 12065550103 failover route 103 (to-lobby) leads to 12065550101",
    "in-two-stacks: 12065550100 phones/prod/NumberRoutes/front-desk phones/prod/PhoneNumber/front-desk phones/staging/NumberGroup/all",
    "in-two-stacks: 105 phones/prod/InboundRoute/spare phones/staging/InboundRoute/spare",
    "only-in-a-stack: 12065559999 phones/prod/PhoneNumber/gone",
    "only-in-a-stack: 999 phones/prod/InboundRoute/lost",
    "no-failover: 12065550102",
    "no-failover: 12065550104 the failover is the primary route itself",
    "in-no-stack: 12065550104",
    "in-no-stack: 18005550105",
    "match-not-pinned: 12065559999 phones/prod/PhoneNumber/gone",
    "not-protected: 12065550101 phones/prod/PhoneNumber/lobby onDelete is release",
    "not-protected: - phones/staging/NumberGroup/all",
    "route-of-one-alias-twice: 102+105",
    "unused-route: 105 phones/prod/InboundRoute/spare phones/staging/InboundRoute/spare",
  ]);
  expect(new Set(report.findings.map(({ rule }) => rule))).toEqual(new Set(RULE_IDS));
  expect(report.counts).toEqual({ error: 6, warning: 8, info: 1 });
});

test("a report is the same in whatever order states are given and written, so that two can be compared", async () => {
  const resources = [
    ["PhoneNumber b", "12065550100"],
    ["PhoneNumber a", "12065550101"],
    ["NumberGroup c", "c", { inputs: { numbers: { "12065550101": {}, "12065550100": {} } } }],
    ["InboundRoute z", "999"],
    ["InboundRoute y", "998"],
  ] as const;
  const [one, other] = [resources, resources.toReversed()].map((them, index) => [
    file(`${index}-dev.json`, exportOf("phones/dev", ...them)),
    file(`${index}-qa.json`, exportOf("phones/qa", ...them)),
  ]) as [string[], string[]];
  const report = await reportFor(one.flatMap((it) => ["--state", it]));
  expect(await reportFor(other.toReversed().flatMap((it) => ["--state", it]))).toEqual(report);
  expect(brief(report).slice(2, 6)).toEqual([
    expect.stringContaining(
      "in-two-stacks: 12065550100 phones/dev/PhoneNumber/b phones/dev/NumberGroup/c phones/qa/Phone",
    ),
    expect.stringContaining(
      "in-two-stacks: 12065550101 phones/dev/PhoneNumber/a phones/dev/NumberGroup/c phones/qa/Phone",
    ),
    expect.stringContaining("in-two-stacks: 998 phones/dev/InboundRoute/y phones/qa/InboundRoute/y"),
    expect.stringContaining("in-two-stacks: 999 phones/dev/InboundRoute/z phones/qa/InboundRoute/z"),
  ]);
});

test("without states, no number is said to be in no stack, and there are no lists of stacks", async () => {
  const report = await reportFor([]);
  expect(brief(report)).toEqual([
    "rings-nowhere: 12065550101",
    "failover-to-own-number: 12065550103 failover route 103 (to-lobby) leads to 12065550101",
    "no-failover: 12065550102",
    "no-failover: 12065550104 the failover is the primary route itself",
    "route-of-one-alias-twice: 102+105",
    "unused-route: 105",
  ]);
  expect(report).not.toHaveProperty("places");
});

test("numbers are listed by where they are", async () => {
  const { places } = await reportFor(["--state", prod(), "--state", staging()]);
  expect(places).toEqual({
    both: [
      { number: "12065550100", alias: "Front desk", stacks: ["phones/prod", "phones/staging"] },
      { number: "12065550101", alias: "Lobby", stacks: ["phones/prod", "phones/staging"] },
      { number: "12065550102", alias: "Fax: back office", stacks: ["phones/staging"] },
      { number: "12065550103", stacks: ["phones/staging"] },
    ],
    onlyInStacks: [{ number: "12065559999", stacks: ["phones/prod"] }],
    onlyOnAccount: [
      { number: "12065550104", stacks: [] },
      { number: "18005550105", stacks: [] },
    ],
    secret: 0,
    unreadable: 0,
    elsewhere: 0,
  });
});

test("the cost has the prices by type and tier, and the fees that Flowroute names", async () => {
  const { cost } = await reportFor([]);
  expect(cost).toEqual({
    lines: [
      { what: "longcode, Standard", numbers: 5, monthly: 6.25 },
      { what: "toll-free, Standard", numbers: 1, monthly: 0.8 },
      { what: "admin fee", numbers: 6, monthly: 3 },
      { what: "E911", numbers: 1, monthly: 1.5 },
    ],
    monthly: 11.55,
    unpriced: 0,
    callerNameLookups: 5,
  });
  expect((await reportFor([], {})).cost).toEqual({
    lines: [{ what: "admin fee without numbers", numbers: 0, monthly: 15 }],
    monthly: 15,
    unpriced: 0,
    callerNameLookups: 0,
  });
});

test("numbers whose price Flowroute does not say are counted", async () => {
  const simulator = await startSimulator({ account, attributeSet: "legacy" });
  try {
    const { stdout } = await runCommand(["audit", "--fail-on", "never"], { simulator });
    expect(stdout).toContain("\n  Flowroute says no price for 6 numbers: only the fee is in the sum.\n");
    expect(stdout).toMatch(/\n {2}admin fee {2}6 {2}\$3\.00\n/);
  } finally {
    await simulator.close();
  }
});

test.each([
  ["by default an error fails", account, [], 3],
  ["by default warnings do not fail", owningFleet(1), [], 0],
  ["warnings fail where that is asked for", owningFleet(1), ["--fail-on", "warning"], 3],
  ["an error is worse than a warning", account, ["--fail-on", "warning", "--rule", "no-failover=off"], 3],
  [
    "info never fails",
    { routes: account.routes ?? {} },
    ["--fail-on", "warning", "--rule", "route-of-one-alias-twice=off"],
    0,
  ],
  ["nothing fails where that is asked for", account, ["--fail-on", "never"], 0],
  ["a rule can be made an error", owningFleet(1), ["--rule", "no-failover=error"], 3],
  [
    "a rule that is off finds nothing",
    account,
    ["--rule", "rings-nowhere=off", "--rule", "failover-to-own-number=off"],
    0,
  ],
] as const)("%s", async (_, of, args, code) => {
  const run = await audit(args, of as AccountInput);
  expect(run.code).toBe(code);
  expect(run.stderr).toMatch(code === 0 ? /^$/ : /^\d+ findings? of level (error|warning or worse): exit code 3\.\n$/);
});

test.each([
  [["12065550102"], ["12065550104"]],
  [["+1206555010?"], []],
  [["fax*"], ["12065550104"]],
  [["fax"], ["12065550102", "12065550104"]],
  [["Fax: back*"], ["12065550104"]],
  [["no-failover:Fax: *"], ["12065550104"]],
  [["rings-nowhere:*"], ["12065550102", "12065550104"]],
  [["*"], []],
  [["*02", "*04"], []],
])("--ignore %j leaves out findings by number or alias", async (patterns, left) => {
  const report = await reportFor(patterns.flatMap((it) => ["--ignore", it]));
  const found = report.findings.filter(({ rule }) => rule === "no-failover").map(({ number }) => number);
  expect(found).toEqual(left);
  expect(report.findings.length + report.ignored).toBe(6);
});

test("an --ignore that fits nothing is said, because it is misspelt or its number is gone", async () => {
  const { stderr } = await audit(["--ignore", "fax[0-9]", "--ignore", "no-failover:Lobby", "--fail-on", "never"]);
  expect(stderr).toBe("warning: --ignore fax[0-9] fits no number and no alias.\n");
});

test.each([
  [["--rule", "no-failovers=off"], "There is no rule no-failovers; there are rings-nowhere, "],
  [["--rule", "no-failover"], "Write a level behind it, as no-failover=error: error, warning, info, off."],
  [["--rule", "__proto__=off"], "There is no rule __proto__;"],
  [["--json", "--format", "csv"], "option '--json' cannot be used with option '--format <format>'"],
  [["--fail-on", "info"], "Allowed choices are error, warning, never."],
])("audit refuses %j before any request", async (args, reason) => {
  const { code, stdout, stderr, requests } = await audit(args);
  expect({ code, stdout, requests }).toEqual({ code: 2, stdout: "", requests: [] });
  expect(stderr).toContain(reason);
});

test("for people, findings are grouped by rule, with what to do", async () => {
  const { stdout } = await audit(["--state", staging(), "--rule", "unused-route=off", "--ignore", "*0104"]);
  expect(stdout).toBe(`6 numbers and 6 routes on the account; compared with phones/staging (3 resources)

error rings-nowhere: 1
  The number has no primary route. Its calls reach nothing, and callers hear only that.
    12065550101 (Lobby)
  To do: Give it a primary route with NumberRoutes or a NumberGroup; "0" is the SIP registration of the account.

error failover-to-own-number: 1
  A route of the number leads to a number of this account. Flowroute does not fail over to numbers of its own, so those calls are lost just when the route is needed.
    12065550103: failover route 103 (to-lobby) leads to 12065550101
  To do: Let the route lead to a host, a SIP URI, or a number of another carrier.

warning no-failover: 1
  The number has a primary route, and no other route to fail over to. When the primary does not answer, its calls are lost.
    12065550102 (Fax: back office)
  To do: Give it a failover route at another place.

warning in-no-stack: 1
  No stack that was given has the number. Changes of it by hand go unnoticed, and it is paid for without a line of a program that says what it is for.
    18005550105
  To do: Declare it, which adopts it and writes nothing, or release it in the portal if nothing needs it.

warning not-protected: 1
  The resource of the number has no protect. One line lost from the program, or a destroy of the wrong stack, deletes it without a question.
    NumberGroup "all" of phones/staging
  To do: Add protect: true to the options of the resource.

warning route-of-one-alias-twice: 1
  Several routes of the account have the same alias. A program that names a route by this alias is refused, and people in the portal edit the wrong one.
    routes 102, 105 (pbx-backup)
  To do: Give one of them another alias, or name the route by its id.

Where the numbers are
  in a stack and on the account: 4
    12065550100 (Front desk): phones/staging
    12065550101 (Lobby): phones/staging
    12065550102 (Fax: back office): phones/staging
    12065550103: phones/staging
  only in a stack: 0
  only on the account: 2
    12065550104
    18005550105

Cost a month, in US dollars, when no call is made
  longcode, Standard   5   $6.25
  toll-free, Standard  1   $0.80
  admin fee            6   $3.00
  E911                 1   $1.50
  together                $11.55
  Not in the sum: lookups of callers' names, charged per call, which 5 numbers make.

2 errors, 4 warnings, 0 info; 2 ignored
`);
});

test("a fleet of 2,000 is read in the requests that its list and batches take, and shown in short unless --all", async () => {
  const { stdout, requests, code } = await audit([], owningFleet(2000));
  expect(code).toBe(0);
  // Two numbers are read alone, before the account is known to answer for many at once.
  expect(requests.filter((it) => it.startsWith("GET /v2/numbers/"))).toHaveLength(2);
  expect(requests.length).toBeLessThanOrEqual(26);
  expect(stdout).toContain(`warning no-failover: 1,000\n`);
  expect(stdout).toContain("\n    and 990 more (--all lists them)\n");
  expect(stdout.match(/^ {4}1206\d{7} \(Line \d+\)$/gm)).toHaveLength(10);
  const all = await audit(["--all"], owningFleet(2000));
  expect(all.stdout.match(/^ {4}1206\d{7} \(Line \d+\)$/gm)).toHaveLength(1000);
  const markdown = await audit(["--format", "markdown"], owningFleet(2000));
  expect(markdown.stdout).toContain(`\n| \`${fleetNumbers(1)} (Line 0)\` |\n`);
  expect(markdown.stdout).toContain("\n\nAnd 990 more; `--all` lists them.\n");
});

test("where Flowroute fails, the audit fails too and says nothing of findings", async () => {
  const simulator = await startSimulator({ account });
  try {
    simulator.addFault({ match: { method: "GET", path: "/v2/routes" }, action: "status", status: 403, times: 9 });
    const { code, stdout, stderr } = await runCommand(["audit", "--fail-on", "never"], { simulator });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^error: .*403/);
  } finally {
    await simulator.close();
  }
});
