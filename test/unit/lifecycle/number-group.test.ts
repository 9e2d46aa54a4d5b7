import { runInThisContext } from "node:vm";
import { TimedOutError } from "../../../provider/client";
import type { Properties } from "../../../provider/lifecycle/lifecycle";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { failureOf } from "../../../provider/resources/number-group/failure";
import type { Simulator } from "../../../sandbox/simulator";
import { fleetNumbers, frontDesk, owningFleet, silentNumber, unknownNumber } from "../../support/accounts";
import {
  type Command,
  type Created,
  calls,
  checked,
  create,
  onTheWire,
  startAccount,
  startCommand,
  writes,
} from "../../support/session";

const urn = (name: string, kind = "NumberGroup") =>
  `urn:pulumi:test::phones::pulumi-nodejs:dynamic/flowroute:${kind}::${name}`;
const __urn = urn("support");
const { number } = frontDesk;
const fleet = fleetNumbers(450);

const group = (inputs: Properties): Properties => ({ __urn, ...inputs });

async function failuresOf(command: Command, news: Properties, olds: Properties = {}): Promise<string[]> {
  const { failures = [] } = await command.numberGroup.check(olds, news);
  return failures.map(({ property, reason }) => (property ? `${property}: ${reason}` : reason));
}

/** Updates as the engine does when its plan says that there is something to do. */
async function up(command: Command, { id, outs, inputs }: Created, news: Properties): Promise<Created | undefined> {
  const next = await checked(command.numberGroup, inputs, news);
  const { changes, replaces } = await command.numberGroup.diff(id, outs, next);
  expect(replaces).toEqual([]);
  if (!changes) return undefined;
  const { outs: now = {} } = await command.numberGroup.update(id, outs, next);
  return { id, outs: onTheWire(now), inputs: next };
}

const lines = ({ said }: Command) => said.join("\n");

describe("adopting", () => {
  test("numbers that are as declared are adopted without a write, many in one request", async () => {
    await using simulator = await startAccount({ account: owningFleet(450) });
    const command = startCommand(simulator);
    const { id, outs } = await create(command.numberGroup, group({ numbers: fleet, cnamLookupsEnabled: true }));
    expect(id).toBe("support");
    expect(outs).toMatchObject({ count: 450 });
    expect(outs).not.toHaveProperty("differs");
    expect(writes(simulator)).toEqual([]);
    expect(calls(simulator).length).toBeLessThan(12);
    expect(lines(command)).toContain(
      "support: 450 numbers (12060000000, 12060000001, 12060000002, 12060000003, 12060000004, 12060000005, 12060000006, 12060000007, 12060000008, 12060000009 and 440 more) are on the account and adopted; nothing is bought",
    );
  });

  test("what differs is written, the primary first; an override counts before what is shared", async () => {
    await using simulator = await startAccount();
    const command = startCommand(simulator);
    await create(
      command.numberGroup,
      group({
        numbers: [`+${number}`, { number: silentNumber, alias: "Hotline", failoverRoute: "0" }],
        primaryRoute: { alias: "acme-pbx" },
        failoverRoute: "83834",
      }),
    );
    expect(writes(simulator)).toEqual([
      `PATCH /v2/numbers/${silentNumber}/relationships/primary_route`,
      `PATCH /v2/numbers/${silentNumber}/relationships/failover_route`,
      `PATCH /v2/numbers/${silentNumber}`,
    ]);
    expect(simulator.account.numbers[silentNumber]).toMatchObject({
      primary_route: "83861",
      failover_route: "0",
      alias: "Hotline",
    });
  });

  test("a number that is not there, one that is there twice and one of another resource are all named before any write", async () => {
    await using simulator = await startAccount();
    const command = startCommand(simulator);
    await create(command.phoneNumber, { __urn: urn("front", "PhoneNumber"), number });
    simulator.clearRequests();
    const numbers = [silentNumber, "(206) 555-0101", unknownNumber, "12065550198", number];
    const [failure = "", ...others] = await failuresOf(command, group({ numbers, primaryRoute: "0" }));
    expect(others).toEqual([]);
    for (const words of [
      `12065550198, ${unknownNumber} are not on this account, and a group only adopts.`,
      `PhoneNumber "front" also declares ${number}. A number belongs to one resource: take it out of one of them.`,
      `${silentNumber} is more than once in the list of numbers. Keep each once.`,
    ])
      expect(failure).toContain(words);
    expect(writes(simulator)).toEqual([]);
  });

  test("a single resource for a number of a group is refused by a reason that names both", async () => {
    await using simulator = await startAccount();
    const command = startCommand(simulator);
    await create(command.numberGroup, group({ numbers: [number] }));
    for (const [kind, lifecycle] of [
      ["PhoneNumber", command.phoneNumber],
      ["NumberRoutes", command.numberRoutes],
    ] as const) {
      const news = { __urn: urn("front", kind), number, ...(kind === "NumberRoutes" && { primaryRoute: "0" }) };
      const { failures = [] } = await lifecycle.check({}, news);
      expect(failures.map(({ reason }) => reason)).toEqual([
        `NumberGroup "support" and ${kind} "front" both declare the number ${number}. Keep it in one of them.`,
      ]);
    }
  });
});

describe("bad input is refused before any request", () => {
  test.each<[string, Properties, string[]]>([
    ["no list", {}, ["numbers: is missing: give the numbers of the group"]],
    [
      "an empty list",
      { numbers: [] },
      ["numbers: must have at least one number. To give the group up, remove the resource"],
    ],
    ["a text", { numbers: "2065550100" }, ["numbers: must be a list of numbers"]],
    [
      "a number that is none",
      { numbers: ["206"] },
      [expect.stringMatching(/^numbers\.0: "206" does not have the right number of digits/)],
    ],
    [
      "an entry that is neither",
      { numbers: [206] },
      ['numbers.0: must be a number such as "+1 206-555-0100", or an object with one'],
    ],
    [
      "an entry without its number",
      { numbers: [{ alias: "x" }] },
      ["numbers.0: has no number: give it one, beside what differs for it"],
    ],
    [
      "a misspelt setting",
      { numbers: [{ number: "2065550100", aliass: "x" }] },
      ["numbers.0.aliass: (of 2065550100) there is no property aliass; did you mean alias?"],
    ],
    [
      "a failover alone",
      { numbers: ["2065550100"], failoverRoute: "0" },
      ["primaryRoute: is missing, and 12065550100 has a failoverRoute: a failover only takes over from a primary"],
    ],
    ["a wrong onDelete", { numbers: ["2065550100"], onDelete: "release" }, ['onDelete: must be "retain" or "detach"']],
  ])("%s", async (_, inputs, expected) => {
    await using simulator = await startAccount();
    expect(await failuresOf(startCommand(simulator), group(inputs))).toEqual(expected);
    expect(calls(simulator)).toEqual([]);
  });
});

describe("later", () => {
  test("an unchanged group, also in another order, sends nothing", async () => {
    await using simulator = await startAccount();
    const news = { numbers: [number, silentNumber], primaryRoute: "83861" };
    const made = await create(startCommand(simulator).numberGroup, group(news));
    simulator.clearRequests();
    expect(
      await up(startCommand(simulator), made, group({ ...news, numbers: [silentNumber, `+${number}`] })),
    ).toBeUndefined();
    expect(calls(simulator)).toEqual([]);
  });

  test("one changed number is one changed property, and nothing else is read or written", async () => {
    await using simulator = await startAccount({ account: owningFleet(450) });
    const made = await create(
      startCommand(simulator).numberGroup,
      group({ numbers: fleet, primaryRoute: "101", failoverRoute: "102" }),
    );
    simulator.clearRequests();
    const [first = "", ...others] = fleet;
    const command = startCommand(simulator);
    const now = await up(
      command,
      made,
      group({ numbers: [...others, { number: first, alias: "Hotline" }], primaryRoute: "101", failoverRoute: "102" }),
    );
    expect(now?.inputs.numbers).toEqual({ ...(made.inputs.numbers as object), [first]: { alias: "Hotline" } });
    expect(writes(simulator)).toEqual([`PATCH /v2/numbers/${first}`]);
    expect(calls(simulator).length).toBeLessThan(5);
    expect(lines(command)).toContain(`support: alias will change from "Line 0" for 1 number (${first})`);
    expect(lines(command)).toContain("support: 449 of its numbers stay as they are");
  });

  test("a re-routing is told from where to where, and writes one request for each number", async () => {
    await using simulator = await startAccount({ account: owningFleet(450) });
    const news = { numbers: fleet, primaryRoute: "101" };
    const made = await create(startCommand(simulator).numberGroup, group(news));
    simulator.clearRequests();
    const command = startCommand(simulator);
    await up(command, made, group({ ...news, primaryRoute: { alias: "pbx-b" } }));
    expect(writes(simulator)).toHaveLength(450);
    expect(lines(command)).toMatch(
      /support: primaryRoute will change from 101 \(pbx-a\) to 102 \(pbx-b\) for 450 numbers \(/,
    );
    expect(calls(simulator).length).toBeLessThan(450 + 20);
  });

  test("a number that leaves the list stays as it is on the account", async () => {
    await using simulator = await startAccount();
    const news = { numbers: [number, silentNumber], primaryRoute: "83861", failoverRoute: "83834" };
    const made = await create(startCommand(simulator).numberGroup, group(news));
    simulator.clearRequests();
    const command = startCommand(simulator);
    const now = await up(command, made, group({ ...news, numbers: [number] }));
    expect(now?.outs).toMatchObject({ count: 1 });
    expect(writes(simulator)).toEqual([]);
    expect(lines(command)).toContain(
      `support: 1 number (${silentNumber}) leaves the list. On the account nothing changes`,
    );
  });
});

describe("drift", () => {
  test("what somebody changed by hand is told by number and property, and repaired by what differs", async () => {
    await using simulator = await startAccount({ account: owningFleet(450) });
    const news = group({ numbers: fleet, primaryRoute: "101", cnamLookupsEnabled: true });
    const made = await create(startCommand(simulator).numberGroup, news);
    for (const changed of fleet.slice(3, 6)) change(simulator, changed, { primary_route: "102" });
    change(simulator, fleet[9] as string, { primary_route: null });
    change(simulator, fleet[7] as string, { cnam_lookups_enabled: false });
    const refresh = startCommand(simulator);
    const read = await refresh.numberGroup.read(made.id, made.outs);
    expect(lines(refresh)).toContain(
      `support: primaryRoute is 102 (pbx-b) on the account, but was declared as 101 (pbx-a) for 3 numbers (${fleet.slice(3, 6).join(", ")})`,
    );
    expect(lines(refresh)).toContain(
      `support: primaryRoute is none on the account, but was declared as 101 (pbx-a) for 1 number (${fleet[9]})`,
    );
    expect(lines(refresh)).toContain(
      `support: cnamLookupsEnabled is false on the account, which is not what was declared, for 1 number (${fleet[7]})`,
    );
    const outs = onTheWire(read.props ?? {});
    expect(outs.differs).toEqual({
      [fleet[3] as string]: { primaryRoute: "102" },
      [fleet[4] as string]: { primaryRoute: "102" },
      [fleet[5] as string]: { primaryRoute: "102" },
      [fleet[7] as string]: { cnamLookupsEnabled: false },
      [fleet[9] as string]: { primaryRoute: "none" },
    });
    simulator.clearRequests();
    const inputs = onTheWire((read as { inputs?: Properties }).inputs ?? {});
    const now = await up(startCommand(simulator), { id: made.id, outs, inputs }, news);
    expect(now?.outs).not.toHaveProperty("differs");
    expect(writes(simulator).sort()).toEqual(
      [3, 4, 5, 9]
        .map((line) => `PATCH /v2/numbers/${fleet[line]}/relationships/primary_route`)
        .concat(`PATCH /v2/numbers/${fleet[7]}`)
        .sort(),
    );
  });

  test("a number that left the account is said, and stays on the list, so that it keeps no other from being re-routed", async () => {
    await using simulator = await startAccount();
    const news = group({ numbers: [number, silentNumber] });
    const made = await create(startCommand(simulator).numberGroup, news);
    delete simulator.account.numbers[silentNumber];
    const refresh = startCommand(simulator);
    const read = await refresh.numberGroup.read(made.id, made.outs);
    expect(lines(refresh)).toContain(`support: ${silentNumber} is not on this account any more. If somebody released`);
    expect(read.props).toMatchObject({ count: 2, differs: { [silentNumber]: {} } });
    expect(read).not.toHaveProperty("inputs");
    const moving = group({ numbers: [number, silentNumber], primaryRoute: "83834" });
    const refreshed = { id: made.id, outs: onTheWire(read.props ?? {}), inputs: made.inputs };
    await expect(up(startCommand(simulator), refreshed, moving)).rejects.toThrow(
      /^support: 1 of 2 numbers is not as declared/,
    );
    expect(simulator.account.numbers[number]).toMatchObject({ primary_route: "83834" });
  });

  test("leaves the state with its last number", async () => {
    await using simulator = await startAccount();
    const made = await create(startCommand(simulator).numberGroup, group({ numbers: [silentNumber] }));
    delete simulator.account.numbers[silentNumber];
    const refresh = startCommand(simulator);
    expect(await refresh.numberGroup.read(made.id, made.outs)).toEqual({});
    expect(lines(refresh)).toContain(`${silentNumber} is not on this account any more, and the group leaves the state`);
  });

  test("is refused in the plan where the account has none of its numbers, also where only one of them is due", async () => {
    await using simulator = await startAccount({ account: owningFleet(20) });
    await using other = await startAccount();
    const numbers = fleet.slice(0, 20);
    const { inputs } = await create(startCommand(simulator).numberGroup, group({ numbers }));
    const [first, ...others] = numbers;
    for (const news of [
      { numbers, primaryRoute: "83861" },
      { numbers: [{ number: first, alias: "Front" }, ...others] },
    ])
      expect(await failuresOf(startCommand(other), group(news), inputs)).toEqual([expect.stringContaining(`${first}`)]);
    expect(writes(other)).toEqual([]);
  });

  test("writes a number that was taken for gone, and is there when it is looked at again", async () => {
    await using simulator = await startAccount({ account: owningFleet(3) });
    const numbers = fleet.slice(0, 3);
    const made = await create(startCommand(simulator).numberGroup, group({ numbers }));
    const moving = group({ numbers, primaryRoute: "102" });
    const inputs = await checked(startCommand(simulator).numberGroup, made.inputs, moving);
    const command = startCommand(simulator);
    const { account } = command.session;
    const find = account.find.bind(account);
    const denied = new Set(numbers.slice(0, 1));
    jest
      .spyOn(account, "find")
      .mockImplementation(async (wanted) => (denied.delete(wanted) ? undefined : find(wanted)));
    await command.numberGroup.update(made.id, made.outs, inputs);
    for (const line of numbers) expect(simulator.account.numbers[line]).toMatchObject({ primary_route: "102" });
  });
});

describe("what fails", () => {
  test("does not stop the others; the state has the truth, and the next up sends what is missing", async () => {
    await using simulator = await startAccount({ account: owningFleet(40) });
    const numbers = fleet.slice(0, 40);
    const [bad = ""] = numbers;
    const news = group({ numbers, primaryRoute: "102" });
    simulator.addFault({
      match: { method: "PATCH", path: `/v2/numbers/${bad}/relationships/primary_route` },
      action: "status",
      status: 403,
    });
    const command = startCommand(simulator);
    const inputs = await checked(command.numberGroup, {}, news);
    const failure = await command.numberGroup.create(inputs).catch((error) => error);
    expect(failure).toMatchObject({ name: "PartialFailure", id: "support" });
    expect(failure.message).toMatch(
      new RegExp(`^support: 1 of 40 numbers is not as declared; the other 39 are. 1 number \\(${bad}\\): PATCH `),
    );
    const { __provider, ...outs } = failure.properties;
    expect(outs.differs).toEqual({ [bad]: { primaryRoute: "101" } });
    simulator.clearRequests();
    await up(startCommand(simulator), { id: "support", outs, inputs }, news);
    expect(writes(simulator)).toEqual([`PATCH /v2/numbers/${bad}/relationships/primary_route`]);
  });

  test("for every number is given up, and what was not tried is counted", async () => {
    await using simulator = await startAccount({ account: owningFleet(200) });
    simulator.addFault({ match: { method: "PATCH", path: "/v2/**" }, action: "status", status: 401, times: 1000 });
    const command = startCommand(simulator);
    const inputs = await checked(command.numberGroup, {}, group({ numbers: fleet.slice(0, 200), primaryRoute: "102" }));
    const failure = await command.numberGroup.create(inputs).catch((error) => error);
    expect(failure.message).toContain("were not tried, because Flowroute refused or failed the last requests");
    expect(writes(simulator).length).toBeLessThan(60);
  });
});

test("routes that cannot be looked up, the group's and a number's own, fail once: a failure that is not awaited would end the process", async () => {
  await using simulator = await startAccount();
  simulator.addFault({ match: { method: "GET", path: "/v2/routes" }, action: "status", status: 403, times: 99 });
  // Jest shows tests an imitation of `process`, which gets no rejections.
  const host: NodeJS.Process = runInThisContext("process");
  const unhandled: unknown[] = [];
  const hear = (error: unknown) => unhandled.push(error);
  host.on("unhandledRejection", hear);
  const numbers = [{ number, primaryRoute: { alias: "acme-pbx" } }];
  const command = startCommand(simulator);
  await expect(
    command.numberGroup.create(group({ numbers, primaryRoute: { alias: "overnight" }, failoverRoute: { alias: "x" } })),
  ).rejects.toThrow(/403/);
  await new Promise((resolve) => setImmediate(resolve));
  host.off("unhandledRejection", hear);
  expect(unhandled).toEqual([]);
});

test("a write without an answer may have been done all the same", () => {
  const failure = new TimedOutError({ call: "PATCH", serverMessage: "no complete answer", outcome: "unknown" });
  const { message } = failureOf("support", 3, {
    failures: new Map([[number, failure]]),
    untried: [],
    whyUntried: "",
  });
  expect(message).toMatch(/^support: 1 of 3 numbers may not be as declared; the other 2 are\. /);
});

describe("one number", () => {
  test("that cannot be read stops no other, and is written by the next up", async () => {
    await using simulator = await startAccount({ account: owningFleet(2) });
    const [bad = "", good = ""] = fleet;
    const news = group({ numbers: [bad, good], primaryRoute: "101" });
    const made = await create(startCommand(simulator).numberGroup, news);
    const command = startCommand(simulator);
    const wanted = group({ numbers: [bad, good], primaryRoute: "102" });
    const inputs = await checked(command.numberGroup, made.inputs, wanted);
    const writing = startCommand(simulator);
    simulator.addFault({
      match: { method: "GET", path: `/v2/numbers/${bad}` },
      action: "status",
      status: 403,
      times: 9,
    });
    const failure = await writing.numberGroup.update(made.id, made.outs, inputs).catch((error) => error);
    simulator.clearFaults();
    expect(failure.message).toMatch(/^support: 1 of 2 numbers is not as declared; the other 1 is\. /);
    expect(simulator.account.numbers[good]).toMatchObject({ primary_route: "102" });
    const { __provider, ...outs } = failure.properties;
    expect(outs.differs).toEqual({ [bad]: {} });
    simulator.clearRequests();
    expect((await up(startCommand(simulator), { id: made.id, outs, inputs }, wanted))?.outs).not.toHaveProperty(
      "differs",
    );
    expect(writes(simulator)).toEqual([`PATCH /v2/numbers/${bad}/relationships/primary_route`]);
  });

  test("that left the account does not keep another from being added", async () => {
    await using simulator = await startAccount({ account: owningFleet(3) });
    const [gone = "", kept = "", added = ""] = fleet;
    const made = await create(startCommand(simulator).numberGroup, group({ numbers: [gone, kept] }));
    delete simulator.account.numbers[gone];
    const command = startCommand(simulator);
    const now = await up(command, made, group({ numbers: [gone, kept, { number: added, alias: "New" }] }));
    expect(now?.outs).toMatchObject({ count: 3 });
    expect(lines(command)).toContain(`warning: support: ${gone} is not on this account any more. If somebody released`);
    expect(writes(simulator)).toEqual([`PATCH /v2/numbers/${added}`]);
  });

  test("that left the account does not keep the others from being re-routed, and is an error at the end", async () => {
    await using simulator = await startAccount({ account: owningFleet(3) });
    const [gone = "", one = "", two = ""] = fleet;
    const made = await create(startCommand(simulator).numberGroup, group({ numbers: fleet.slice(0, 3) }));
    delete simulator.account.numbers[gone];
    const moving = group({ numbers: fleet.slice(0, 3), primaryRoute: "102" });
    const preview = startCommand(simulator);
    const inputs = await checked(preview.numberGroup, made.inputs, moving);
    expect(lines(preview)).toContain(
      `warning: support: ${gone} is not on this account any more. \`pulumi up\` writes what is left to write, and then ends`,
    );
    const failure = await startCommand(simulator)
      .numberGroup.update(made.id, made.outs, inputs)
      .catch((error) => error);
    expect(failure.message).toBe(
      `support: 1 of 3 numbers is not as declared; the other 2 are. 1 number (${gone}): Not on this account any more. If somebody ` +
        "released what is not there, take it off the list; if not, look whose account the keys are of.",
    );
    for (const number of [one, two]) expect(simulator.account.numbers[number]).toMatchObject({ primary_route: "102" });
    const { __provider, ...outs } = failure.properties;
    expect(outs.differs).toEqual({ [gone]: {} });

    // Off the list, it is over.
    const shorter = group({ numbers: [one, two], primaryRoute: "102" });
    const now = await up(startCommand(simulator), { id: made.id, outs, inputs }, shorter);
    expect(now?.outs).toMatchObject({ count: 2 });
    expect(now?.outs).not.toHaveProperty("differs");
  });

  test("that leaves the account right after it was written is an error, and not as declared", async () => {
    await using simulator = await startAccount({ account: owningFleet(3) });
    const [gone = ""] = fleet;
    const made = await create(startCommand(simulator).numberGroup, group({ numbers: fleet.slice(0, 3) }));
    const { numberGroup, session, said } = startCommand(simulator);
    const reroute = session.client.numbers.setPrimaryRoute.bind(session.client.numbers);
    jest.spyOn(session.client.numbers, "setPrimaryRoute").mockImplementation(async (number, route) => {
      await reroute(number, route);
      if (number === gone) delete simulator.account.numbers[gone];
    });
    const moving = group({ numbers: fleet.slice(0, 3), primaryRoute: "102" });
    const failure = await numberGroup
      .update(made.id, made.outs, await checked(numberGroup, made.inputs, moving))
      .catch((error) => error);
    expect(failure.message).toContain(`1 number (${gone}): Not on this account any more.`);
    expect(failure.properties.differs).toEqual({ [gone]: {} });
    expect(said.join()).not.toContain("still shows");
  });

  test("with its settings in another order is no change", async () => {
    await using simulator = await startAccount();
    const entry = { number, alias: "Front", failoverRoute: "83834", primaryRoute: "83861" };
    const made = await create(startCommand(simulator).numberGroup, group({ numbers: [entry] }));
    const turned = Object.fromEntries(Object.entries(entry).reverse());
    expect(await up(startCommand(simulator), made, group({ numbers: [turned] }))).toBeUndefined();
  });

  test("whose primary route is not known yet is told what else changes, and not that it stays as it is", async () => {
    await using simulator = await startAccount({ account: owningFleet(3) });
    const [hotline = "", ...others] = fleet.slice(0, 3);
    const command = startCommand(simulator);
    const numbers = [{ number: hotline, alias: "Hot", primaryRoute: "101" }, ...others];
    await command.numberGroup.check({}, group({ numbers, primaryRoute: UNKNOWN, failoverRoute: "0" }));
    expect(lines(command)).toContain("support: cannot tell what primaryRoute will change to before it is known");
    expect(lines(command)).toMatch(/failoverRoute will change from none to 0 .* for \d number/);
    expect(lines(command)).toMatch(
      /primaryRoute will change from 102 \(pbx-b\) to 101 \(pbx-a\) for 1 number|alias will change/,
    );
    expect(lines(command)).not.toMatch(/stays? as/);
  });

  test("whose own route is not known yet is not told to get the group's", async () => {
    await using simulator = await startAccount({ account: owningFleet(40) });
    const [unsure = "", ...others] = fleet.slice(0, 40);
    const command = startCommand(simulator);
    const numbers = [{ number: unsure, primaryRoute: UNKNOWN }, ...others];
    const { inputs } = await command.numberGroup.check({}, group({ numbers, primaryRoute: "102" }));
    expect(lines(command)).toContain(
      `support: cannot tell all that will change for 1 number (${unsure}) before it is known`,
    );
    expect(lines(command)).toMatch(/primaryRoute will change from 101 \(pbx-a\) to 102 \(pbx-b\) for 39 numbers/);
    expect((inputs as Properties).numbers).toMatchObject({ [unsure]: { primaryRoute: UNKNOWN } });
  });
});

test("after a command that failed half way, the plan says what is still to be written", async () => {
  await using simulator = await startAccount({ account: owningFleet(40) });
  const numbers = fleet.slice(0, 40);
  const news = group({ numbers, primaryRoute: "102" });
  simulator.addFault({
    match: { method: "PATCH", path: `/v2/numbers/${fleet[0]}/relationships/primary_route` },
    action: "status",
    status: 403,
  });
  const inputs = await checked(startCommand(simulator).numberGroup, {}, news);
  const failure = await startCommand(simulator)
    .numberGroup.create(inputs)
    .catch((error) => error);
  const command = startCommand(simulator);
  const { __provider, ...outs } = failure.properties;
  await command.numberGroup.diff("support", outs, await checked(command.numberGroup, inputs, news));
  expect(lines(command)).toContain(
    `support: primaryRoute will change from 101 (pbx-a) to 102 (pbx-b) for 1 number (${fleet[0]})`,
  );
  expect(lines(command)).toContain("support: 39 of its numbers stay as they are");
});

test("settings of another spelling do not bring a secret number to light", async () => {
  await using simulator = await startAccount();
  const secret = { __secret: { of: "support", properties: ["numbers"] } };
  const news = group({
    numbers: ["(206) 555-0100"],
    alias: "Front",
    primaryRoute: "83861",
    onDelete: "detach",
    ...secret,
  });
  const command = startCommand(simulator);
  const made = await create(command.numberGroup, news);
  Object.assign(simulator.account.numbers[number] ?? {}, { primary_route: "90114" });
  const refresh = startCommand(simulator);
  const { props } = await refresh.numberGroup.read(made.id, made.outs);
  const destroy = startCommand(simulator);
  await destroy.numberGroup.delete(made.id, onTheWire(props ?? {}));
  for (const { said } of [command, refresh, destroy]) {
    expect(said.length).toBeGreaterThan(0);
    expect(said.join()).not.toContain("2065550100");
  }
});

describe("moving", () => {
  test("from single resources into a group writes nothing and takes nothing away", async () => {
    await using simulator = await startAccount();
    const singles = startCommand(simulator);
    const phone = await create(singles.phoneNumber, {
      __urn: urn("front", "PhoneNumber"),
      number,
      onDelete: "release",
    });
    const routes = await create(singles.numberRoutes, {
      __urn: urn("front", "NumberRoutes"),
      number,
      primaryRoute: "83861",
      failoverRoute: "83834",
      onDelete: "detach",
    });
    simulator.clearRequests();
    const command = startCommand(simulator);
    await create(command.numberGroup, group({ numbers: [number], primaryRoute: "83861", failoverRoute: "83834" }));
    await command.numberRoutes.delete(routes.id, routes.outs);
    await command.phoneNumber.delete(phone.id, phone.outs);
    expect(writes(simulator)).toEqual([]);
  });

  test.each([
    ["PhoneNumber and NumberRoutes", ["PhoneNumber", "NumberRoutes"]],
    ["a PhoneNumber alone", ["PhoneNumber"]],
    ["another group", ["NumberGroup"]],
  ])("from a group to %s writes nothing and takes nothing away", async (_, kinds) => {
    await using simulator = await startAccount();
    const routes = { primaryRoute: "83861", failoverRoute: "83834" };
    const made = await create(
      startCommand(simulator).numberGroup,
      group({ numbers: [number], ...routes, onDelete: "detach" }),
    );
    simulator.clearRequests();
    const command = startCommand(simulator);
    if (kinds.includes("PhoneNumber"))
      await create(command.phoneNumber, { __urn: urn("front", "PhoneNumber"), number });
    if (kinds.includes("NumberRoutes"))
      await create(command.numberRoutes, { __urn: urn("front", "NumberRoutes"), number, ...routes });
    if (kinds.includes("NumberGroup"))
      await create(command.numberGroup, { __urn: urn("others"), numbers: [number], ...routes });
    await command.numberGroup.delete(made.id, made.outs);
    expect(writes(simulator)).toEqual([]);
    expect(lines(command)).toContain(`support: 1 number (${number}) keeps its routes: the program still declares it`);
  });

  test("a number that leaves a group that detaches makes the engine replace it, since only a deletion comes after all others", async () => {
    await using simulator = await startAccount();
    const news = { numbers: [number, silentNumber], primaryRoute: "83861", onDelete: "detach" };
    const made = await create(startCommand(simulator).numberGroup, group(news));
    const command = startCommand(simulator);
    const next = await checked(command.numberGroup, made.inputs, group({ ...news, numbers: [number] }));
    expect(await command.numberGroup.diff(made.id, made.outs, next)).toEqual({ changes: true, replaces: ["numbers"] });
    simulator.clearRequests();
    // The engine checks what it replaces once more, as new. What somebody changed by hand is in no plan.
    simulator.account.numbers[number] = { ...simulator.account.numbers[number], primary_route: "90114" } as never;
    const again = await checked(command.numberGroup, {}, group({ ...news, numbers: [number] }));
    expect(lines(command)).not.toContain("adopted");
    await command.numberGroup.create(again);
    expect(writes(simulator)).toEqual([]);
    await command.numberGroup.delete(made.id, made.outs);
    expect(writes(simulator)).toEqual([`DELETE /v2/numbers/${silentNumber}/relationships/primary_route`]);
    expect(simulator.account.numbers[number]).toMatchObject({ primary_route: "90114" });
  });

  test("a number without routes leaves a group that detaches without a replacement", async () => {
    await using simulator = await startAccount();
    const news = { numbers: [number, silentNumber], onDelete: "detach", cnamLookupsEnabled: true };
    const made = await create(startCommand(simulator).numberGroup, group(news));
    expect((await up(startCommand(simulator), made, group({ ...news, numbers: [number] })))?.outs).toMatchObject({
      count: 1,
    });
  });

  test("what is left of a replacement keeps its routes when the program says retain by now", async () => {
    await using simulator = await startAccount();
    const news = { numbers: [number, silentNumber], primaryRoute: "83861", onDelete: "detach" };
    const old = await create(startCommand(simulator).numberGroup, group(news));
    const now = { ...news, numbers: [number] };
    const made = await create(startCommand(simulator).numberGroup, group(now));
    simulator.clearRequests();
    const command = startCommand(simulator);
    await up(command, made, group({ ...now, onDelete: "retain" }));
    await command.numberGroup.delete(old.id, old.outs);
    expect(writes(simulator)).toEqual([]);
    expect(lines(command)).toContain('keeps its routes: the program says onDelete: "retain" now');
  });
});

describe("deleting", () => {
  test("leaves numbers and routes as they are, and says so once", async () => {
    await using simulator = await startAccount({ account: owningFleet(40) });
    const made = await create(
      startCommand(simulator).numberGroup,
      group({ numbers: fleet.slice(0, 40), primaryRoute: "101" }),
    );
    simulator.clearRequests();
    const command = startCommand(simulator);
    await command.numberGroup.delete(made.id, made.outs);
    expect(calls(simulator)).toEqual([]);
    expect(lines(command)).toContain("support: 40 numbers stay on the account, and calls go where they went.");
  });

  test("detaches none when it has more numbers than flowroute:maxReleases allows: half of a group would ring nowhere", async () => {
    await using simulator = await startAccount({ account: owningFleet(40) });
    const inputs = group({ numbers: fleet.slice(0, 40), primaryRoute: "101", onDelete: "detach" });
    const made = await create(startCommand(simulator).numberGroup, inputs);
    simulator.clearRequests();
    const command = startCommand(simulator);
    await expect(command.numberGroup.delete(made.id, made.outs)).rejects.toThrow(
      /^40 numbers \(.*\) were not detached and keep their routes: flowroute:maxReleases is 10/,
    );
    expect(calls(simulator)).toEqual([]);
  });
});

test("a deletion that gets nowhere is given up soon", async () => {
  await using simulator = await startAccount({ account: owningFleet(200) });
  const inputs = group({ numbers: fleet.slice(0, 200), primaryRoute: "101", onDelete: "detach" });
  const settings = { maxReleases: "500" };
  const made = await create(startCommand(simulator).numberGroup, inputs);
  simulator.addFault({ match: { method: "GET", path: "/v2/**" }, action: "status", status: 401, times: 1000 });
  simulator.clearRequests();
  const { numberGroup } = startCommand(simulator, settings);
  await expect(numberGroup.delete(made.id, made.outs)).rejects.toThrow(/^200 of 200 numbers keep their routes/);
  expect(calls(simulator).length).toBeLessThan(60);
});

function change(simulator: Simulator, of: string, attributes: object): void {
  Object.assign(simulator.account.numbers[of] as object, attributes);
}
