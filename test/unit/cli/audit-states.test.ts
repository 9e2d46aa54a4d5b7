import { readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { auditSchema, type Report } from "../../../cli/audit/schema";
import { type AccountInput, type Simulator, startSimulator } from "../../../sandbox/simulator";
import { runCommand } from "../../support/cli";
import { exportOf, filesPerTest, secret } from "../../support/states";

const file = filesPerTest();

const account: AccountInput = {
  routes: { "101": { alias: "pbx-main", route_type: "host", value: "192.0.2.1", edge_strategy_id: null } },
  numbers: {
    "12065550100": { alias: "Front desk" },
    "12065550101": { alias: "Director" },
    "12065550102": {},
  },
};

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ account });
});
afterEach(() => simulator.close());

const audit = (...args: string[]) => runCommand(["audit", ...args], { simulator });

async function reportFor(...args: string[]): Promise<Report> {
  return auditSchema.parse(JSON.parse((await audit(...args, "--json")).stdout));
}

function brokenBy({ findings }: Report, rule: string): string[] {
  return findings.filter((it) => it.rule === rule).map(({ number, resources }) => number ?? resources[0]?.name ?? "");
}

test("a number that a stack keeps as a secret is compared, and shows nowhere in any format", async () => {
  const hidden = { inputs: { number: secret }, outputs: { number: secret } };
  const state = file(
    "prod.json",
    exportOf(
      "phones/prod",
      ["PhoneNumber director", "12065550101", hidden],
      ["PhoneNumber gone", "12065559999", hidden],
    ),
  );
  simulator.account.routes["102"] = { alias: "x", route_type: "number", value: "12065550101", edge_strategy_id: null };
  Object.assign(simulator.account.numbers["12065550100"] ?? {}, { failover_route: "102" });
  for (const format of ["text", "markdown", "csv", "json"]) {
    const { stdout, stderr } = await audit("--state", state, "--format", format, "--all", "--ignore", "nothing");
    expect(stdout + stderr).not.toMatch(/5550101|5559999|Director|206. ?555.0101/);
    expect(stdout).toContain("12065550102");
  }
  const report = await reportFor("--state", state);
  expect(brokenBy(report, "in-no-stack")).toEqual(["12065550100", "12065550102"]);
  expect(brokenBy(report, "no-failover")).toEqual(["director", "12065550102"]);
  expect(brokenBy(report, "only-in-a-stack")).toEqual(["gone"]);
  expect(report.findings.find(({ rule }) => rule === "failover-to-own-number")?.detail).toBe(
    'failover route 102 (x) leads to the number of PhoneNumber "director" of phones/prod',
  );
  expect(report.places).toMatchObject({ both: [], onlyInStacks: [], secret: 2, unreadable: 0 });
});

test("the numbers of a group that are secrets cannot be read, and are counted", async () => {
  const group = { inputs: { numbers: secret }, outputs: { count: 2, numbers: secret } };
  const state = file("prod.json", exportOf("phones/prod", ["NumberGroup site", "site", group]));
  const { stdout } = await audit("--state", state);
  expect(stdout).toContain("\n  2 numbers of groups cannot be read, because the groups keep them as secrets.");
  expect((await reportFor("--state", state)).places).toMatchObject({ both: [], unreadable: 2 });
});

test("an alias that a program keeps as a secret is not shown", async () => {
  const state = file(
    "prod.json",
    exportOf(
      "phones/prod",
      ["PhoneNumber desk", "12065550100", { inputs: { alias: secret } }],
      ["InboundRoute pbx", "101", { inputs: { alias: secret } }],
    ),
  );
  const { stdout } = await audit("--state", state, "--all");
  expect(stdout).toContain('\n    route 101: declared by InboundRoute "pbx" of phones/prod\n');
  expect(stdout).not.toMatch(/Front desk|pbx-main/);
});

test("keys of another account are suspected where the account has no number of a stack", async () => {
  const state = file(
    "prod.json",
    exportOf("phones/prod", ["PhoneNumber a", "12125550100"], ["NumberRoutes a", "12125550100"]),
  );
  const { stderr } = await audit("--state", state, "--fail-on", "never");
  expect(stderr).toBe("warning: No number of phones/prod is on this account. Are these the keys of its account?\n");
});

test("resources of the plugin are read as those of the other host are, also beside them", async () => {
  const provider = "urn:pulumi:prod::phones::pulumi:providers:flowroute::default_0_1_0::7a1f";
  const on = (kind: string) => ({ type: `flowroute:index:${kind}`, provider });
  const hidden = { number: secret, alias: secret, e164: secret };
  const list = [{ number: "+12065550102" }, { number: "+12065559998", alias: "x" }];
  const state = exportOf(
    "phones/prod",
    ["PhoneNumber desk", "12065550100", { ...on("PhoneNumber"), inputs: { match: { areaCode: "206" } } }],
    ["PhoneNumber hidden", "12065550101", { ...on("PhoneNumber"), inputs: hidden, outputs: hidden }],
    ["NumberGroup imported", "imported", { ...on("NumberGroup"), inputs: { numbers: list } }],
    [
      "NumberGroup site",
      "site",
      {
        ...on("NumberGroup"),
        inputs: { numbers: { "12065559999": {} } },
        outputs: { count: 1, numbers: ["+12065559999"], declared: secret },
      },
    ],
    ["NumberGroup secret", "secret", { ...on("NumberGroup"), inputs: { numbers: secret }, outputs: { count: 2 } }],
    ["InboundRoute pbx", "101", on("InboundRoute")],
    ["InboundRoute pbx-again", "101"],
    ["CallerId acme", "7", on("CallerId")],
  );
  const report = await reportFor("--state", file("prod.json", state));
  expect(report.stacks).toEqual([{ name: "phones/prod", resources: 7 }]);
  expect(brokenBy(report, "in-no-stack")).toEqual([]);
  expect(brokenBy(report, "only-in-a-stack")).toEqual(["12065559998", "12065559999"]);
  expect(brokenBy(report, "in-two-stacks")).toEqual(["pbx"]);
  expect(brokenBy(report, "match-not-pinned")).toEqual(["12065550100"]);
  expect(report.places).toMatchObject({ secret: 1, unreadable: 2, elsewhere: 0 });
  const { stdout, stderr } = await audit("--state", file("prod.json", state), "--all");
  expect(stderr).toContain("phones/prod has resources that this version of pulumi-flowroute does not know: CallerId.");
  expect(stdout + stderr).not.toMatch(/5550101|Director/);
});

describe("a stack with a second account behind a provider of its own", () => {
  const provider = "urn:pulumi:prod::phones::pulumi:providers:pulumi-nodejs::acme::7a1f";
  const byDefault = "urn:pulumi:prod::phones::pulumi:providers:pulumi-nodejs::default::11aa";
  const route = ["101", { provider, inputs: { alias: secret } }] as const;

  test("nothing of that account is an error, and one line says how much is not compared", async () => {
    const state = exportOf(
      "phones/prod",
      ["PhoneNumber desk", "12065550100", { provider: byDefault, protect: true }],
      ["InboundRoute pbx", "101", { provider: byDefault }],
      ["PhoneNumber acme", "12125550100", { provider, protect: true }],
      ["InboundRoute acme", ...route],
      ["InboundRoute acme-far", "999", { provider }],
    );
    const { code, stdout, stderr } = await audit("--state", file("prod.json", state), "--rule", "rings-nowhere=off");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(
      "\n  Not compared with this account: 3 resources whose provider is not the default one, because a state does not say which account that is of.\n",
    );
    expect(stdout).toContain("only in a stack: 0\n");
    // Whether the other account keeps the alias of its route 101 as a secret, says nothing of this one's.
    expect(stdout).toContain('route 101 (pbx-main): declared by InboundRoute "pbx" of phones/prod\n');
    const { places, findings } = await reportFor("--state", file("prod.json", state));
    expect(places).toMatchObject({ both: [{ number: "12065550100" }], onlyInStacks: [], elsewhere: 3 });
    expect(findings.filter(({ level, rule }) => level === "error" && rule !== "rings-nowhere")).toEqual([]);
  });

  test("a number of it that this account has is in the stack, because a number is on one account only", async () => {
    const state = file("prod.json", exportOf("phones/prod", ["PhoneNumber acme", "12065550101", { provider }]));
    const report = await reportFor("--state", state);
    expect(brokenBy(report, "in-no-stack")).toEqual(["12065550100", "12065550102"]);
    expect(report.places).toMatchObject({ both: [{ number: "12065550101" }], elsewhere: 0 });
  });

  test("two resources of one such provider undo each other's work, and those of two providers may not", async () => {
    const other = provider.replace("acme", "zenith");
    const twice = exportOf(
      "phones/prod",
      ["InboundRoute acme", ...route],
      ["InboundRoute zenith", "101", { provider: other }],
      ["InboundRoute acme-again", ...route],
      ["NumberRoutes acme", "12125550100", { provider }],
      ["NumberRoutes acme-again", "12125550100", { provider }],
    );
    const { findings } = await reportFor("--state", file("prod.json", twice));
    const found = findings.filter(({ rule }) => rule === "in-two-stacks");
    expect(found.map(({ resources }) => resources.map(({ name }) => name))).toEqual([
      ["acme", "acme-again"],
      ["acme", "acme-again"],
    ]);
    // The alias of this account's route 101 is not that of theirs.
    expect(found.map(({ alias }) => alias)).toEqual([undefined, undefined]);
  });

  test("the default providers of two stacks are of one account", async () => {
    const stacks = ["phones/prod", "phones/dev"].map((stack, index) =>
      file(`${index}.json`, exportOf(stack, ["InboundRoute pbx", "101", { provider: byDefault }])),
    );
    const report = await reportFor(...stacks.flatMap((it) => ["--state", it]));
    expect(brokenBy(report, "in-two-stacks")).toEqual(["pbx"]);
  });
});

test("resources of a later version are said to be unknown, and those of others are not ours", async () => {
  const others = exportOf("phones/prod", ["CallerId acme", "7"], ["PhoneNumber desk", "12065550100"]);
  const { stderr, stdout } = await audit("--state", file("prod.json", others), "--fail-on", "never");
  expect(stderr).toBe(
    "warning: phones/prod has resources that this version of pulumi-flowroute does not know: CallerId.\n",
  );
  expect(stdout).toContain("compared with phones/prod (1 resource)");
});

const folder = join(__dirname, "../../fixtures/states/0.1.0-dev");

/** What an audit of the account and the state finds, beside what it says of every account. */
const earlierFindings: Record<string, string[]> = {
  "adopted.json": [],
  "bought-by-match.json": ["match-not-pinned"],
  "explicit-provider.json": [],
  "half-written.json": ["match-not-pinned"],
  "purchase-bought.json": ["match-not-pinned"],
  "purchase-unclear-made.json": ["match-not-pinned"],
  "purchase-unclear-not-made.json": ["only-in-a-stack", "match-not-pinned"],
  "routes.json": [],
};

test.each(readdirSync(folder))("a state of an earlier version works: %s", async (name) => {
  const earlier = JSON.parse(readFileSync(join(folder, name), "utf8"));
  Object.assign(simulator.account, structuredClone(earlier.account));
  const report = await reportFor("--state", file("state.json", { version: 3, deployment: earlier.deployment }));
  const found = new Set(report.findings.map(({ rule }) => rule));
  const ofAll = ["rings-nowhere", "no-failover", "in-no-stack", "not-protected", "unused-route"] as const;
  for (const rule of ofAll) found.delete(rule);
  expect([...found]).toEqual(earlierFindings[name]);
  expect(report.places?.unreadable).toBe(0);
});

test("a purchase that was never confirmed is no sign of wrong keys", async () => {
  const unclear = { outputs: { purchaseUnconfirmed: "unclear" }, protect: true };
  const state = file("prod.json", exportOf("phones/prod", ["PhoneNumber a", "12125550100", unclear]));
  const { stdout, stderr } = await audit("--state", state, "--fail-on", "never");
  expect(stdout).toContain(
    '\n    12125550100: declared by PhoneNumber "a" of phones/prod, its purchase was never confirmed: pulumi up asks for it\n',
  );
  expect(stderr).toBe("");
});

test("the file of a backend in files is a state too, and so are stacks without resources", async () => {
  const { deployment } = exportOf("phones/prod", ["PhoneNumber desk", "12065550100"]);
  const kept = file("kept.json", { version: 3, checkpoint: { stack: "organization/phones/prod", latest: deployment } });
  const fresh = file("fresh.json", { version: 3, checkpoint: { stack: "organization/phones/new" } });
  const bare = file("bare.json", { version: 3, deployment: { manifest: {} } });
  const none = file("none.json", { version: 3, deployment: null });
  const { stacks } = await reportFor(...[kept, fresh, bare, none].flatMap((it) => ["--state", it]));
  expect(stacks).toEqual([
    { name: bare, resources: 0 },
    { name: fresh, resources: 0 },
    { name: none, resources: 0 },
    { name: "phones/prod", resources: 1 },
  ]);
});

test.each([
  ["no JSON", "urn: phones", "is no state of a stack: it is no JSON ("],
  ["an escape sequence", "\u001b[31m", "is no state of a stack: it is no JSON (Unexpected token '\\u001b'"],
  ["JSON of something else", { outputs: {} }, "is no state of a stack: it has no deployment with resources."],
  ["a list", [], "is no state of a stack: it has no deployment with resources."],
  ["resources that are none", { version: 3, deployment: { resources: [{ type: 1 }] } }, "is no state of a stack"],
  [
    "an id that is no number",
    exportOf("phones/prod", ["PhoneNumber a", "=cmd()\u001b"]),
    'whose id is no number of Flowroute\'s: urn:pulumi:prod::phones::pulumi-nodejs:dynamic/flowroute:PhoneNumber::a with id "=cmd()\\u001b".',
  ],
])("audit refuses a file that is %s, before any request", async (_, content, reason) => {
  const { code, stdout, stderr } = await audit("--state", file("state.json", content));
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(reason);
  expect(simulator.requests()).toEqual([]);
});

test("audit says which file is not there, and which stack is given twice", async () => {
  const missing = await audit("--state", "nowhere/prod.json");
  expect(missing).toMatchObject({
    code: 2,
    stderr: "error: Reading the state nowhere/prod.json failed: ENOENT: no such file or directory.\n",
  });
  const [one, other] = ["a.json", "b.json"].map((name) => file(name, exportOf("phones/prod")));
  const twice = await audit("--state", one ?? "", "--state", other ?? "");
  expect(twice).toMatchObject({
    code: 2,
    stderr: "error: Two of the states are of the stack phones/prod. Give each stack once.\n",
  });
});

/** A `pulumi` command that answers as the real one does and writes down what it was asked. */
function fakePulumi(): { env: NodeJS.ProcessEnv; asked: () => string[] } {
  const config = {
    "flowroute:accessKey": { value: simulator.accessKey, secret: true },
    "flowroute:secretKey": { value: simulator.secretKey, secret: true },
    "flowroute:baseUrl": { value: simulator.url, secret: false },
  };
  const answers = {
    config,
    prod: exportOf("phones/prod", ["PhoneNumber desk", "12065550100"]),
    staging: exportOf("phones/staging", ["PhoneNumber desk", "12065550101"]),
  };
  const log = file("asked.txt", "");
  const pulumi = file(
    "pulumi",
    `#!${process.execPath}
const args = process.argv.slice(2);
require("node:fs").appendFileSync(${JSON.stringify(log)}, args.join(" ") + "\\n");
const answers = ${JSON.stringify(answers)};
const answer = answers[args[0] === "config" ? "config" : args[args.indexOf("--stack") + 1]];
if (!answer) {
  console.error("error: no stack named 'nope' found");
  process.exit(1);
}
console.log(JSON.stringify(answer));
`,
  );
  const env = { PATH: [join(pulumi, ".."), process.env.PATH].join(delimiter) };
  return { env, asked: () => readFileSync(log, "utf8").trim().split("\n") };
}

const onPosix = process.platform === "win32" ? test.skip : test;

onPosix("--stack asks pulumi for states without their secrets, and for the keys of the first", async () => {
  const { env, asked } = fakePulumi();
  const { code, stdout } = await runCommand(
    ["audit", "--stack", "prod", "--stack", "staging", "--json", "--fail-on", "never"],
    { env },
  );
  expect(code).toBe(0);
  const { stacks, places } = auditSchema.parse(JSON.parse(stdout));
  expect(stacks.map(({ name }) => name)).toEqual(["phones/prod", "phones/staging"]);
  expect(places?.onlyOnAccount.map(({ number }) => number)).toEqual(["12065550102"]);
  expect(asked()).toEqual([
    "stack export --stack prod --non-interactive --color never",
    "stack export --stack staging --non-interactive --color never",
    "config --json --show-secrets --stack prod --non-interactive --color never",
  ]);
});

onPosix("a stack that is not there ends the audit with what pulumi said", async () => {
  const { env } = fakePulumi();
  const { code, stderr } = await runCommand(["audit", "--stack", "nope"], { env, simulator });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "error: `pulumi stack export --stack nope` failed: no stack named 'nope' found\n",
  });
  expect(simulator.requests()).toEqual([]);
});
