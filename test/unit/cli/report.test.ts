import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Report, reportSchema } from "../../../cli/report/schema";
import type { Properties } from "../../../provider/lifecycle/lifecycle";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { pluginTypeOf, typeOf } from "../../../provider/program/kinds";
import { type ResourceKind, resources } from "../../../provider/resources/list";
import { fleetNumbers, frontDesk, owningFleet } from "../../support/accounts";
import { runCommand } from "../../support/cli";
import { keptPreview, keptPreviews } from "../../support/previews";
import { type Command, create, startAccount, startCommand, writes } from "../../support/session";

const urn = (kind: ResourceKind, name: string) => `urn:pulumi:dev::phones::${typeOf(kind)}::${name}`;
const ofOthers = (name: string) => `urn:pulumi:dev::phones::random:index/randomPet:RandomPet::${name}`;
const stackProvider = "urn:pulumi:dev::phones::pulumi:providers:pulumi-nodejs::default::7a1f";
const kinds = Object.keys(resources) as ResourceKind[];

interface StepInput {
  op: string;
  urn: string;
  provider?: string;
  oldState?: { id?: string; type?: string; inputs?: Properties; outputs?: Properties; retainOnDelete?: boolean };
  newState?: { id?: string; inputs?: Properties };
}

/** What `pulumi preview --json` prints of these steps and lines. */
function digest(
  steps: StepInput[],
  lines: string[] = [],
  rest: { config?: Record<string, string>; changeSummary?: Record<string, number> } = {},
): string {
  const diagnostics = lines.map((line) => ({ message: `flowroute: ${line}\n\n`, severity: "info" }));
  return JSON.stringify({ steps: steps.map((step) => ({ provider: stackProvider, ...step })), diagnostics, ...rest });
}

async function report(input: string): Promise<Report> {
  const { stdout, stderr } = await runCommand(["report", "--json"], { input });
  expect(stderr).toBe("");
  return reportSchema.parse(JSON.parse(stdout));
}

const markdown = async (input: string) => (await runCommand(["report"], { input })).stdout;

describe("reading", () => {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const everything = keptPreview("everything.md");

  test.each([
    ["from the standard input", [], keptPreview("everything.json")],
    ["from -", ["--preview", "-"], keptPreview("everything.json")],
    ["from a file", ["--preview", join(keptPreviews, "everything.json")], ""],
    ["as a stream of events", ["--preview", "stream.jsonl"], ""],
  ])("a preview is read %s", async (_, args, input) => {
    const { code, stdout, stderr } = await runCommand(["report", ...args], { input, cwd: keptPreviews });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: everything, stderr: "" });
  });

  test("at a terminal without a preview, the command says how to give it one", async () => {
    const { code, stdout, stderr } = await runCommand(["report"], { terminal: 80, env: { NO_COLOR: "1" } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "error: There is no preview to read. Pipe one in, or name its file: pulumi preview --json | pulumi-flowroute report\n",
    );
  });

  test.each([
    ["a file that is not there", undefined, 2, /^error: .*preview\.json cannot be read \(ENOENT\)\.\n$/],
    ["a preview for people", "Previewing update (dev):\n", 2, /is not what `pulumi preview --json` prints/],
    ["another JSON", "[1]", 2, /is not what `pulumi preview --json` prints/],
    ["a stack's export", '{"version":3,"deployment":{}}', 2, /is not what `pulumi preview --json` prints/],
    ["a preview that is cut off", keptPreview("everything.json").slice(0, 20_000), 2, /is not what/],
    ["nothing, because Pulumi could not begin", "\n", 1, /is empty: `pulumi preview --json` printed nothing/],
  ])("%s is refused", async (_, text, code, reason) => {
    const file = join(folder, "preview.json");
    rmSync(file, { force: true });
    if (text !== undefined) writeFileSync(file, text);
    const run = await runCommand(["report", "--preview", file]);
    expect(run).toEqual({ code, stdout: "", stderr: expect.stringMatching(reason) });
  });

  test("a stream of events without an end is a preview that failed", async () => {
    const input = keptPreview("stream.jsonl").split("\n").slice(0, 20).join("\n");
    const { code, stdout } = await runCommand(["report"], { input });
    expect(code).toBe(1);
    expect(stdout).toContain(
      "### Flowroute: the preview of `dev` failed\n\n```\nThe preview did not come to its end.\n```",
    );
  });
});

test("a preview that failed makes a report that says so first, and ends with 1", async () => {
  const { code, stdout } = await runCommand(["report"], { input: keptPreview("refused.json") });
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^<!-- pulumi-flowroute report phones\/dev -->\n\n### Flowroute: the preview of `dev` failed\n\n/,
  );
  expect(await report(keptPreview("refused.json"))).toMatchObject({
    succeeded: false,
    errors: [{ resource: "desk", message: expect.stringContaining("must not be negative") }],
  });
});

test("a report for programs has the same facts", async () => {
  const facts = await report(keptPreview("everything.json"));
  expect(facts).toMatchObject({
    project: "phones",
    stack: "dev",
    succeeded: true,
    errors: [],
    cost: { setup: 0, monthly: 1 },
    released: [{ number: "12014845220", resource: "jersey" }],
    routesDeleted: [{ route: "98398", alias: "pbx-old", resource: "old-site" }],
    made: [{ alias: "pbx-vancouver", to: "host van.pbx.example.com" }],
    unchanged: 2,
    others: { create: 1, delete: 1 },
    messages: [],
  });
});

test("what cannot be undone comes first", async () => {
  const headings = [...keptPreview("everything.md").matchAll(/^#### (.*)$/gm)].map(([, heading]) => heading);
  expect(headings.slice(0, 3)).toEqual(["Released", "Bought", "Routes deleted"]);
});

test("a preview in which nothing changes says so, and counts what stays", async () => {
  const steps = [{ op: "same", urn: "urn:pulumi:dev::phones::pulumi:pulumi:Stack::phones-dev" }];
  expect(await markdown(digest(steps, [], { changeSummary: { same: 13 } }))).toBe(
    "<!-- pulumi-flowroute report phones/dev -->\n\n### Flowroute: preview of `dev`\n\nNothing of the account changes.\n\n" +
      "12 resources of the stack stay as they are.\n",
  );
});

test("other providers' resources are counted in one line", async () => {
  const steps = ["create", "create", "delete", "same", "refresh"].map((op, n) => ({ op, urn: ofOthers(`pet-${n}`) }));
  expect(await markdown(digest(steps))).toContain("\n\nResources that are not Flowroute's: 2 `create`, 1 `delete`.\n");
});

test("a line that is not understood is shown as it is, and the program's own lines are not", async () => {
  const line = "12065550100 rings twice on Sundays";
  const input = JSON.parse(digest([], [line, "warning: no dial tone"]));
  input.diagnostics.push({ message: "password: hunter2\n", severity: "info" });
  const text = await markdown(JSON.stringify(input));
  expect(text).toContain(
    "#### Warnings\n\n- `warning: no dial tone`\n\n#### Also said\n\n- `12065550100 rings twice on Sundays`",
  );
  expect(text).not.toContain("hunter2");
});

test.each(kinds)("a new %s of which the plan says nothing is in the report", async (kind) => {
  const inputs = { number: "12065550100", numbers: { "12065550100": {} }, alias: "a", primaryRoute: "1" };
  const facts = await report(digest([{ op: "create", urn: urn(kind, "desk:1"), newState: { inputs } }]));
  // Routes that are as declared already are adopted without a word.
  if (kind === "NumberRoutes") expect(facts.adopted).toMatchObject([{ subject: "12065550100", kind }]);
  else expect(facts.unclear).toEqual([`${kind} desk:1: this preview does not show what becomes of it`]);
});

test.each(kinds)("a changed setting of a %s is in the report", async (kind) => {
  const state = { id: "12065550100", inputs: { number: "12065550100", numbers: {}, alias: "a" }, outputs: {} };
  const newState = { inputs: { ...state.inputs, onDelete: "remove" } };
  const facts = await report(digest([{ op: "update", urn: urn(kind, "desk"), oldState: state, newState }]));
  expect(facts.changed).toMatchObject([{ property: "onDelete", from: "not declared", to: '"remove"' }]);
});

test("routes of a number that is bought are no adoption", async () => {
  const inputs = { number: "12065550000", primaryRoute: "83861" };
  const line = "12065550000 is not on the account and will be bought, at $1.00 to set up and $1.25 a month";
  const facts = await report(
    digest([{ op: "create", urn: urn("NumberRoutes", "desk"), newState: { inputs } }], [line]),
  );
  expect(facts.adopted).toEqual([]);
  expect(facts.changed).toEqual([{ subject: "12065550000", property: "primaryRoute", to: '"83861"' }]);
});

describe("deletions", () => {
  const { number } = frontDesk;
  const routes = { primaryRoute: "83861", failoverRoute: "83834" };
  const site = { alias: "pbx-new", host: "192.0.2.1" };
  const existing = { alias: "acme-pbx", host: "pbx.example.com" };
  type Case = [kind: ResourceKind, given: Properties, settings: Record<string, string>, writes: string[]];
  const removal = { onDelete: "remove" };
  const group = { numbers: ["12065550100", "12065550101"], primaryRoute: "83861" };
  const detaching = [
    "DELETE /v2/numbers/12065550100/relationships/failover_route",
    "DELETE /v2/numbers/12065550100/relationships/primary_route",
  ];
  const ofGroup = ["12065550100", "12065550101"].map((it) => `DELETE /v2/numbers/${it}/relationships/primary_route`);
  const cases: Case[] = [
    ["PhoneNumber", { number }, {}, []],
    ["PhoneNumber", { number, onDelete: "retain" }, removal, []],
    ["PhoneNumber", { number, onDelete: "release" }, {}, [`DELETE /v2/numbers/${number}`]],
    ["PhoneNumber", { number }, removal, [`DELETE /v2/numbers/${number}`]],
    ["NumberRoutes", { number, ...routes }, {}, []],
    ["NumberRoutes", { number, ...routes, onDelete: "detach" }, {}, detaching],
    ["NumberRoutes", { number, ...routes }, removal, detaching],
    ["NumberRoutes", { number: "12014845220", primaryRoute: "0", onDelete: "detach" }, {}, []],
    ["InboundRoute", site, {}, ["DELETE /v2/routes/98397"]],
    ["InboundRoute", { ...site, onDelete: "retain" }, removal, []],
    ["InboundRoute", { ...site, onDelete: "remove" }, {}, ["DELETE /v2/routes/98397"]],
    ["InboundRoute", existing, {}, []],
    ["NumberGroup", group, {}, []],
    ["NumberGroup", { ...group, onDelete: "retain" }, removal, []],
    ["NumberGroup", group, removal, ofGroup],
    ["NumberGroup", { ...group, onDelete: "detach" }, {}, ofGroup],
  ];
  const on = {
    PhoneNumber: "phoneNumber",
    NumberRoutes: "numberRoutes",
    InboundRoute: "inboundRoute",
    NumberGroup: "numberGroup",
  } as const satisfies Record<ResourceKind, keyof Command>;

  test.each(cases)(
    "a report says of a deleted %s %j, with settings %j, what deleting does",
    async (kind, given, settings, written) => {
      await using simulator = await startAccount();
      const { id, outs, inputs } = await create(startCommand(simulator, settings)[on[kind]], {
        ...given,
        __urn: urn(kind, "it"),
      });
      simulator.clearRequests();
      await startCommand(simulator, settings)[on[kind]].delete(id, outs);
      expect(writes(simulator).sort()).toEqual([...written].sort());
      const config = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`flowroute:${name}`, value]));
      const oldState = { id, inputs, outputs: outs };
      const facts = await report(digest([{ op: "delete", urn: urn(kind, "it"), oldState }], [], { config }));
      const { released, detached, routesDeleted, left } = facts;
      const gone = [...released, ...detached, ...routesDeleted];
      expect([gone.length, left.length]).toEqual(written.length > 0 ? [1, 0] : [0, 1]);
      if (kind === "NumberGroup" && written.length > 0) expect(detached).toMatchObject([{ numbers: 2 }]);
    },
  );

  const release: StepInput = {
    op: "delete",
    urn: urn("PhoneNumber", "old"),
    oldState: { id: number, inputs: { number, onDelete: "release" }, outputs: { number } },
  };
  const becomes = (op: string, kind: ResourceKind, inputs: Properties, id?: string): StepInput => ({
    op,
    urn: urn(kind, "new"),
    newState: { ...(id !== undefined && { id }), inputs },
  });

  test.each([
    ["declared by another resource", becomes("create", "PhoneNumber", { number })],
    ["declared by a resource that stays as it is", becomes("same", "PhoneNumber", { number })],
    ["in a group", becomes("update", "NumberGroup", { numbers: { [number]: {} } })],
    ["read", becomes("read", "PhoneNumber", {}, number)],
    ["routed", becomes("create", "NumberRoutes", { number, primaryRoute: "0" })],
  ])("a number that is still %s is not released", async (_, step) => {
    expect(await report(digest([release, step]))).toMatchObject({ released: [], left: [{ subject: number }] });
  });

  test("a number whose resource Pulumi is told to retain is not released", async () => {
    const oldState = { ...release.oldState, retainOnDelete: true };
    expect(await report(digest([{ ...release, oldState }]))).toMatchObject({ released: [], left: [{}] });
  });

  test("a replaced number is given up as its resource says, unless the program retains it now", async () => {
    const replaced = {
      ...release,
      op: "replace",
      newState: { inputs: { number: "12065550102", onDelete: "release" } },
    };
    const retained = { ...replaced, newState: { inputs: { number: "12065550102", onDelete: "retain" } } };
    expect((await report(digest([replaced]))).released).toEqual([{ number, resource: "old" }]);
    expect(await report(digest([retained]))).toMatchObject({ released: [], left: [{ subject: number }] });
    const halves = ["create-replacement", "replace", "delete-replaced"].map((op) => ({ ...replaced, op }));
    expect((await report(digest(halves))).released).toHaveLength(1);
  });

  test("what a provider instance of its own says, counts where the preview shows it", async () => {
    const instance = "urn:pulumi:dev::phones::pulumi:providers:pulumi-nodejs::acme";
    const oldState = { id: number, inputs: { number }, outputs: {} };
    const step = { ...release, oldState, provider: `${instance}::7a1f` };
    const settings = { op: "same", urn: instance, oldState: { inputs: { "flowroute:onDelete": "remove" } } };
    const config = { "flowroute:onDelete": "retain" };
    expect(await report(digest([step], [], { config }))).toMatchObject({
      released: [],
      left: [],
      unclear: [expect.stringContaining("Add --show-sames to see")],
    });
    expect((await report(digest([step, settings], [], { config }))).released).toHaveLength(1);
  });

  test.each([
    ["remove ", "released"],
    ["[secret]", "unclear"],
    [UNKNOWN, "unclear"],
    [" retain", "left"],
    [" ", "left"],
  ] as const)("the rule %j of a stack or a provider makes a number %s", async (rule, list) => {
    const instance = "urn:pulumi:dev::phones::pulumi:providers:pulumi-nodejs::acme";
    const config = { "flowroute:onDelete": rule };
    const step = { ...release, oldState: { id: number, inputs: { number }, outputs: { number } } };
    const provider = { op: "same", urn: instance, oldState: { inputs: config } };
    const ofStack = await report(digest([step], [], { config }));
    const ofProvider = await report(digest([{ ...step, provider: `${instance}::7a1f` }, provider]));
    for (const { released, unclear, left } of [ofStack, ofProvider]) {
      const found = Object.entries({ released, unclear, left }).filter(([, items]) => items.length > 0);
      expect(found.map(([name]) => name)).toEqual([list]);
    }
  });

  test.each([
    ["the same provider", "acme", "acme", 0],
    ["another provider, whose aliases are those of another account", "acme", "zenith", 1],
    ["providers that the preview does not name", "", "", 1],
  ])("a route whose alias the program still declares on %s", async (_, from, on, deleted) => {
    const ref = (name: string) => name && `urn:pulumi:dev::phones::pulumi:providers:pulumi-nodejs::${name}::7a1f`;
    const inputs = { alias: "pbx-main", host: "pbx.example.com" };
    const old = { id: "90114", inputs, outputs: { ...inputs, created: true } };
    const steps: StepInput[] = [
      { op: "delete", urn: urn("InboundRoute", "old"), provider: ref(from), oldState: old },
      { op: "same", urn: urn("InboundRoute", "kept"), provider: ref(on), oldState: old, newState: old },
    ];
    const { routesDeleted, left } = await report(digest(steps));
    const gone = { route: "90114", alias: "pbx-main", resource: "old" };
    expect(routesDeleted).toEqual(deleted ? [gone] : []);
    expect(left).toHaveLength(1 - deleted);
  });

  test("what the plugin's provider instance says, has no prefix in its settings", async () => {
    const instance = "urn:pulumi:dev::phones::pulumi:providers:flowroute::acme";
    const type = pluginTypeOf("PhoneNumber");
    const step = {
      ...release,
      urn: `urn:pulumi:dev::phones::${type}::old`,
      oldState: { type, id: number, inputs: { number }, outputs: {} },
      provider: `${instance}::7a1f`,
    };
    const settings = { op: "same", urn: instance, oldState: { inputs: { onDelete: "remove" } } };
    expect((await report(digest([step, settings]))).released).toHaveLength(1);
  });

  test("a route whose alias a resource of the other host declares is not deleted: both defaults are of one account", async () => {
    const inputs = { alias: "pbx-main", host: "pbx.example.com" };
    const old = { id: "90114", inputs, outputs: { ...inputs, created: true } };
    const kept = `urn:pulumi:dev::phones::${pluginTypeOf("InboundRoute")}::kept`;
    const provider = "urn:pulumi:dev::phones::pulumi:providers:flowroute::default_0_1_0::7a1f";
    const steps: StepInput[] = [
      { op: "delete", urn: urn("InboundRoute", "old"), oldState: old },
      { op: "same", urn: kept, provider, oldState: old, newState: old },
    ];
    expect(await report(digest(steps))).toMatchObject({ routesDeleted: [], left: [{ resource: "old" }] });
  });

  test("a warning of the plugin is one by its severity, and what is said of others' resources is none of ours", async () => {
    const message = "cannot tell now: Flowroute is silent\n";
    const of = (urn: string) => ({ urn, message, severity: "warning" });
    const ours = `urn:pulumi:dev::phones::${pluginTypeOf("PhoneNumber")}::desk`;
    const input = JSON.stringify({ steps: [], diagnostics: [of(ours), of(ofOthers("pet"))] });
    expect(await report(input)).toMatchObject({
      warnings: ["warning: cannot tell now: Flowroute is silent"],
      messages: [],
    });
  });

  test("a secret number shows by its resource's name, and never as its id", async () => {
    const oldState = { id: number, inputs: { number: "[secret]", onDelete: "release" }, outputs: {} };
    const text = await markdown(digest([{ ...release, oldState }]));
    expect(text).toContain("| `the number of old` | `old` |");
    expect(text).not.toContain(number);
  });
});

describe("size", () => {
  test("two thousand numbers, all of whose calls move, fit into a comment", async () => {
    const fleet = fleetNumbers(2_000);
    await using simulator = await startAccount({ account: owningFleet(2_000) });
    const { numberRoutes, said } = startCommand(simulator);
    const steps: StepInput[] = [];
    for (const [line, number] of fleet.entries()) {
      const { inputs = {} } = await numberRoutes.check({}, { number, primaryRoute: "102" });
      const oldState = { id: number, inputs: { number, onDelete: "release" }, outputs: {} };
      steps.push({ op: "create", urn: urn("NumberRoutes", number), newState: { inputs: inputs as Properties } });
      steps.push({
        op: "delete",
        urn: urn("PhoneNumber", `a long name of a resource ${"x".repeat(200)} ${line}`),
        oldState,
      });
    }
    const input = digest(
      steps,
      said.map((line) => line.replace("flowroute: ", "")),
    );
    const text = await markdown(input);
    expect(text.length).toBeLessThanOrEqual(60_001);
    expect(text.split("\n")[4]).toBe("The calls of 2,000 numbers move.");
    expect(text.match(/^and .* more$/gm)).toEqual(["and 2,940 more", "and 1,940 more"]);
    expect((await report(input)).moved).toHaveLength(3_000);
  });

  test("a list of two thousand short lines shows sixty, and how many more there are", async () => {
    const steps = fleetNumbers(2_000).map((number) => ({
      op: "delete",
      urn: urn("PhoneNumber", number),
      oldState: { id: number, inputs: { number, onDelete: "release" }, outputs: {} },
    }));
    expect(await markdown(digest(steps))).toContain("\n\nand 1,940 more\n");
  });

  test("not even names and errors of any length make a report that is too long", async () => {
    const diagnostics = Array.from({ length: 50 }, (_, n) => ({
      severity: "error",
      urn: urn("PhoneNumber", `${n}${"x".repeat(100_000)}`),
      message: "`x`\n".repeat(5_000),
    }));
    const { code, stdout } = await runCommand(["report"], { input: JSON.stringify({ diagnostics }) });
    expect(code).toBe(1);
    expect(stdout.length).toBeLessThanOrEqual(60_001);
    expect(stdout).toMatch(/\n\nand \d\d more\n/);
  });
});

const hostile = [
  "`code`",
  "``` ``` |",
  "a|b",
  "line\nbreak\r\n| x |",
  "</script><img src=x onerror=alert(1)>",
  "--> <b>",
  "@admin",
  "![x](https://evil.example)",
  "\u001b[31mred\u202e",
  "__proto__",
  "$\u007bprocess.exit()}",
  "👩‍👩‍👧‍👦".repeat(8),
  "شركة",
];

test.each(hostile)("a name such as %j is shown as code, and nothing else", async (name) => {
  const steps: StepInput[] = [
    {
      op: "delete",
      urn: urn("PhoneNumber", name),
      oldState: { id: "12065550100", inputs: { onDelete: "release" }, outputs: {} },
    },
    {
      op: "update",
      urn: urn("PhoneNumber", "x"),
      oldState: { id: "12065550101", inputs: { alias: "a" }, outputs: { alias: "a" } },
      newState: { inputs: { alias: name } },
    },
    {
      op: "delete",
      urn: urn("InboundRoute", "x"),
      oldState: { id: "1", inputs: { alias: name }, outputs: { alias: name, created: true } },
    },
    { op: name, urn: ofOthers("x") },
  ];
  const input = digest(steps, [`${name} is not a line that is known`, `warning: ${name}`]);
  const text = await markdown(input);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  const outside = text
    .replace(/^<!-- pulumi-flowroute report phones\/dev -->/, "")
    .replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "CODE");
  expect(outside).not.toMatch(/[<>@!`[\]\\]|evil|proto/);
  for (const row of outside.split("\n").filter((line) => line.startsWith("|")))
    expect(row.split("|").length).toBeLessThanOrEqual(7);
  await report(input);
});

test("the comment that a report is found by has nothing in it that ends it", async () => {
  const input = digest([{ op: "create", urn: "urn:pulumi:a--> <b>::p/\n::x:y:Z::n" }]);
  expect(await markdown(input)).toMatch(/^<!-- pulumi-flowroute report p%2F%5Cu000a\/a--%3E%20%3Cb%3E -->\n/);
});

test.each([
  ["route 98396 (pbx-main) is on the account and is adopted; nothing is written", "pbx-main"],
  ["route 98396 (pbx-main) will change from host a.example.com to host b.example.com; no number is on it", "pbx-main"],
  ["route the alias of x will be made, to host b.example.com", "[secret]"],
])("a new resource of a route is known by its alias, because a plan gives it no id: %s", async (line, alias) => {
  const steps = [
    { op: "create", urn: urn("InboundRoute", "x"), newState: { inputs: { alias, host: "b.example.com" } } },
  ];
  const found = await report(digest(steps, [line]));
  expect(found.unclear).toEqual([]);
  expect([...found.adopted, ...found.moved, ...found.made]).toHaveLength(1);
});
