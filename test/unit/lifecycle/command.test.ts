import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pid } from "node:process";
import { Command } from "../../../provider/lifecycle/command";
import { frontDesk, selling } from "../../support/accounts";
import { create, startAccount, startCommand, writes } from "../../support/session";

const { number, primaryRoute, failoverRoute } = frontDesk;
const match = { match: { areaCode: "206" }, onDelete: "release" };
const urn = "urn:pulumi:test::phones::pulumi-nodejs:dynamic/flowroute:PhoneNumber::line";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "flowroute-command-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A process of the command that the engine at this address runs. */
const process = (engine = "127.0.0.1:40123") => Command.ofEngine(engine, home);

/** Two providers of one command on an account. */
function twoProcesses(simulator: Parameters<typeof startCommand>[0], settings: Record<string, string> = {}) {
  const begin = () => startCommand(simulator, settings, { command: process() });
  return [begin(), begin()] as const;
}

test("a process hears what the others let know, and not what it said itself, nor what another command's said", () => {
  const [one, other, stranger] = [process(), process(), process("127.0.0.1:40124")];
  one.note({ what: "read", kind: "PhoneNumber", id: number });
  other.note({ what: "spent", dollars: 1 });
  expect(one.heard()).toEqual([{ what: "spent", dollars: 1 }]);
  other.note({ what: "spent", dollars: 2 });
  expect(one.heard()).toHaveLength(2);
  expect(stranger.heard()).toEqual([]);
});

test("the last process to end leaves nothing behind", () => {
  const [one, other] = [process(), process()];
  for (const it of [one, other]) it.note({ what: "spent", dollars: 1 });
  one.end();
  expect(other.heard()).toEqual([]);
  other.end();
  expect(readdirSync(join(home, "commands"))).toEqual([]);
});

test.each([
  ["declares", { what: "declared", kind: "PhoneNumber", id: number }, "the program still declares it"],
  ["reads", { what: "read", kind: "PhoneNumber", id: number }, "the program still reads it"],
] as const)("a number that another process of the command %s is not released", async (_, note, reason) => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
  process().note(note);
  const { phoneNumber, said } = startCommand(simulator, {}, { command: process() });
  await phoneNumber.delete(number, outs);
  expect(said.join()).toContain(reason);
  expect(writes(simulator)).toEqual([]);
});

test("routes that another process of the command declares are not taken away", async () => {
  await using simulator = await startAccount();
  const news = { number, primaryRoute, failoverRoute, onDelete: "detach" };
  const { outs } = await create(startCommand(simulator).numberRoutes, news);
  await create(startCommand(simulator, {}, { command: process() }).numberRoutes, news);
  const { numberRoutes, said } = startCommand(simulator, {}, { command: process() });
  await numberRoutes.delete(number, outs);
  expect(said.join()).toContain("keeps its routes: the program still declares it");
  expect(writes(simulator)).toEqual([]);
});

test("where it cannot be told what the others declare, nothing is given up", async () => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
  writeFileSync(join(home, "commands"), "a file where the folder should be");
  const { phoneNumber, said } = startCommand(simulator, {}, { command: process() });
  await phoneNumber.delete(number, outs);
  expect(said.join()).toContain("what other processes of this command declare cannot be read");
  expect(writes(simulator)).toEqual([]);
});

test("a match that the command was told to leave out keeps the number that it may have had under another name", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  const { id, outs } = await create(startCommand(simulator).phoneNumber, { ...match, __urn: `${urn}-old` });
  process().note({ what: "wanted", criteria: "area code 206", urn });
  const { phoneNumber, said } = startCommand(simulator, {}, { command: process() });
  await phoneNumber.delete(id, outs);
  expect(said.join()).toContain("which this command was told to leave out");
  const next = startCommand(simulator, {}, { command: process() });
  await next.phoneNumber.check({ match: match.match }, { ...match, __urn: urn });
  await next.phoneNumber.delete(id, outs);
  expect(simulator.account.numbers).not.toHaveProperty(id);
});

test("what the processes of a command spend is counted together, and nothing is bought where that cannot be told", async () => {
  await using simulator = await startAccount({ account: selling(3, 1, 1) });
  const settings = { maxSpend: "3" };
  await create(startCommand(simulator, settings, { command: process() }).phoneNumber, { ...match });
  const second = startCommand(simulator, settings, { command: process() });
  await expect(second.phoneNumber.create({ ...match })).rejects.toThrow("would have spent $4.00 in all");
  writeFileSync(join(home, "file"), "");
  const blind = startCommand(simulator, settings, { command: Command.ofEngine("x", join(home, "file")) });
  await expect(blind.phoneNumber.create({ ...match })).rejects.toThrow(
    "whether flowroute:maxSpend allows it cannot be told",
  );
  expect(simulator.account.charges).toHaveLength(1);
});

test("processes of one command never choose the same number", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  const commands = [process(), process()].map((command) => startCommand(simulator, {}, { command }));
  for (const { session } of commands) session.command.heard();
  const made = [];
  for (const { phoneNumber } of commands) made.push(await create(phoneNumber, { ...match }));
  expect(new Set(made.map(({ id }) => id)).size).toBe(2);
});

test("two resources for one number are found across the providers of a command, and not in what a killed one left", async () => {
  await using simulator = await startAccount();
  const [one, other] = twoProcesses(simulator);
  const inputs = (name: string) => ({ number, __urn: `${urn}-${name}` });
  expect((await one.phoneNumber.check({}, inputs("a"))).failures).toEqual([]);
  const reason = expect.stringContaining(`"line-a" and "line-b", declare the number ${number}`);
  expect((await other.phoneNumber.check({}, inputs("b"))).failures).toEqual([{ property: "", reason }]);
  // The same resource, moved to another provider instance, is one.
  expect((await other.phoneNumber.check({}, inputs("a"))).failures).toEqual([]);
  const folder = join(home, "commands", "127.0.0.1_40199");
  mkdirSync(folder);
  const left = JSON.stringify({ what: "declared", kind: "PhoneNumber", id: number, urn: `${urn}-a` });
  writeFileSync(join(folder, "provider-999999999-x.jsonl"), `${left}\n`);
  const later = startCommand(simulator, {}, { command: process("127.0.0.1:40199") });
  expect((await later.phoneNumber.check({}, inputs("b"))).failures).toEqual([]);
});

test("a provider that ends before others leaves them what the program said", async () => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
  Command.ofEngine("127.0.0.1:40123", home, "program").note({ what: "read", kind: "PhoneNumber", id: number });
  const first = process();
  first.note({ what: "spent", dollars: 1 });
  first.end();
  const { phoneNumber } = startCommand(simulator, {}, { command: process() });
  await phoneNumber.delete(number, outs);
  expect(writes(simulator)).toEqual([]);
});

test("a note that could not be written follows with the next", () => {
  const one = process();
  writeFileSync(join(home, "commands"), "a file where the folder should be");
  one.noteSafely({ what: "read", kind: "PhoneNumber", id: number });
  rmSync(join(home, "commands"));
  one.noteSafely({ what: "spent", dollars: 1 });
  expect(process().heard()).toEqual([
    { what: "read", kind: "PhoneNumber", id: number },
    { what: "spent", dollars: 1 },
  ]);
});

test("an old folder of the same address is tidied before the first note, and not with it", () => {
  const old = join(home, "commands", "127.0.0.1_40123");
  mkdirSync(old, { recursive: true });
  writeFileSync(join(old, "program-999999999-x.jsonl"), "");
  const before = new Date(Date.now() - 25 * 60 * 60 * 1000);
  utimesSync(old, before, before);
  process().note({ what: "read", kind: "PhoneNumber", id: number });
  expect(process().heard()).toEqual([{ what: "read", kind: "PhoneNumber", id: number }]);
});

test("a number that a replaced resource is to retain now stays, whichever process deletes it", async () => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
  const { phoneNumber } = startCommand(simulator, {}, { command: process() });
  await phoneNumber.diff(number, outs, { number: "12065550102", __urn: urn });
  const old = startCommand(simulator, {}, { command: process() });
  await old.phoneNumber.delete(number, outs);
  expect(old.said.join()).toContain('the program says onDelete: "retain" now');
  expect(writes(simulator)).toEqual([]);
});

test("so do the routes of a number", async () => {
  await using simulator = await startAccount();
  const news = { number, primaryRoute, failoverRoute, onDelete: "detach" };
  const { outs } = await create(startCommand(simulator).numberRoutes, news);
  const { numberRoutes } = startCommand(simulator, {}, { command: process() });
  await numberRoutes.diff(number, outs, { number: "12065550102", primaryRoute, __urn: urn });
  const old = startCommand(simulator, {}, { command: process() });
  await old.numberRoutes.delete(number, outs);
  expect(old.said.join()).toContain('the program says onDelete: "retain" now');
  expect(writes(simulator)).toEqual([]);
});

test("a number that another provider of the command chose a moment ago is not bought for a second match", async () => {
  await using simulator = await startAccount({ account: selling(1), latency: 50 });
  const commands = [process(), process()].map((command) => startCommand(simulator, {}, { command }));
  // Both search before either has chosen.
  const made = await Promise.allSettled(
    commands.map(({ phoneNumber }, nth) => phoneNumber.create({ ...match, __urn: `${urn}-${nth}` })),
  );
  expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(writes(simulator)).toHaveLength(1);
});

test("a program does not leave its providers what an earlier command said whose engine had the same address", () => {
  const running = process();
  running.note({ what: "spent", dollars: 1 });
  for (const ended of ["program-999999998-ended", "provider-999999999-killed"])
    writeFileSync(
      join(home, "commands/127.0.0.1_40123", `${ended}.jsonl`),
      '{"what":"declared","kind":"PhoneNumber","id":"12065550101"}\n',
    );
  const now = Command.ofEngine("127.0.0.1:40123", home, "program");
  now.note({ what: "read", kind: "PhoneNumber", id: number });
  const said = [
    { what: "read", kind: "PhoneNumber", id: number },
    { what: "spent", dollars: 1 },
  ];
  expect(new Set(process().heard())).toEqual(new Set(said));
});

test("a folder without a running provider goes with a later command, a day after", () => {
  const old = join(home, "commands", "127.0.0.1_40199");
  mkdirSync(old, { recursive: true });
  writeFileSync(join(old, "program-999999999-x.jsonl"), "");
  const recent = join(home, "commands", "127.0.0.1_40198");
  mkdirSync(recent);
  const running = join(home, "commands", "127.0.0.1_40197");
  mkdirSync(running);
  writeFileSync(join(running, `provider-${pid}-x.jsonl`), "");
  const before = new Date(Date.now() - 25 * 60 * 60 * 1000);
  for (const folder of [old, running]) utimesSync(folder, before, before);
  process().note({ what: "spent", dollars: 1 });
  expect(readdirSync(join(home, "commands")).sort()).toEqual(["127.0.0.1_40123", "127.0.0.1_40197", "127.0.0.1_40198"]);
});

test.each([
  ["runs no program", () => {}, true],
  ["runs one", (command: Command) => command.note({ what: "declared", kind: "PhoneNumber", id: "12065550102" }), false],
])("a command that %s reports the stack's rule before it releases: %p", async (_, say, expected) => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).phoneNumber, { number });
  const program = process();
  say(program);
  const { phoneNumber, said } = startCommand(simulator, { onDelete: "remove" }, { command: process() });
  await phoneNumber.delete(number, outs);
  expect(said.some((line) => line.includes("as of the last `pulumi up`, flowroute:onDelete is remove"))).toBe(expected);
});

describe("flowroute:maxReleases", () => {
  const numbers = ["12065550200", "12065550201", "12065550202"] as const;
  const owning = { account: { numbers: Object.fromEntries(numbers.map((it) => [it, {}])) } };

  /** A resource for each number, which says to release it. */
  async function toRelease(simulator: Awaited<ReturnType<typeof startAccount>>) {
    const made = [];
    for (const it of numbers)
      made.push(await create(startCommand(simulator).phoneNumber, { number: it, onDelete: "release" }));
    return made;
  }

  test("holds for all processes of a command together; the message names the setting, the count and the numbers", async () => {
    await using simulator = await startAccount(owning);
    const made = await toRelease(simulator);
    const settings = { maxReleases: "2" };
    const [one, other] = twoProcesses(simulator, settings);
    await one.phoneNumber.delete(numbers[0], made[0]?.outs ?? {});
    await other.phoneNumber.delete(numbers[1], made[1]?.outs ?? {});
    const refused = one.phoneNumber.delete(numbers[2], made[2]?.outs ?? {});
    await expect(refused).rejects.toThrow(
      `${numbers[2]} was not released and stays on the account: flowroute:maxReleases is 2, and this command has released or detached 2 ` +
        `(${numbers[0]}, ${numbers[1]}).`,
    );
    expect(Object.keys(simulator.account.numbers)).toEqual([numbers[2]]);
    // The next command may release as many again.
    await startCommand(simulator, settings, { command: process() }).phoneNumber.delete(numbers[2], made[2]?.outs ?? {});
    expect(simulator.account.numbers).toEqual({});
  });

  test("holds for routes that are taken away too: a number that the brake keeps is not left in silence", async () => {
    await using simulator = await startAccount({
      account: {
        ...owning.account,
        routes: { "101": { alias: "pbx", route_type: "host", value: "pbx.example.com", edge_strategy_id: null } },
      },
    });
    const made = [];
    for (const number of numbers) {
      const { phoneNumber, numberRoutes } = startCommand(simulator);
      const line = await create(phoneNumber, { number, onDelete: "release" });
      made.push([line, await create(numberRoutes, { number, primaryRoute: "101", onDelete: "detach" })] as const);
    }
    const { phoneNumber, numberRoutes } = startCommand(simulator, { maxReleases: "2" });
    // As the engine does it: what refers to a number goes before the number.
    const detached = await Promise.allSettled(made.map(([, routes]) => numberRoutes.delete(routes.id, routes.outs)));
    expect(detached.map((it) => it.status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(detached[2]).toMatchObject({
      reason: {
        message: expect.stringContaining(
          `${numbers[2]} was not detached and keeps its routes: flowroute:maxReleases is 2, and this command has released or detached 2`,
        ),
      },
    });
    // Those that were detached count once.
    for (const [line] of made.slice(0, 2)) await phoneNumber.delete(line.id, line.outs);
    const [, , kept] = made;
    await expect(phoneNumber.delete(kept?.[0].id ?? "", kept?.[0].outs ?? {})).rejects.toThrow(
      "flowroute:maxReleases is 2",
    );
    expect(simulator.account.numbers).toEqual({ [numbers[2]]: expect.objectContaining({ primary_route: "101" }) });
  });

  test("of 0 lets nothing be released, and a release that was refused does not count", async () => {
    await using simulator = await startAccount(owning);
    const [first, second] = numbers;
    const one = await create(startCommand(simulator).phoneNumber, { number: first, onDelete: "release" });
    const two = await create(startCommand(simulator).phoneNumber, { number: second, onDelete: "release" });
    const never = startCommand(simulator, { maxReleases: "0" });
    await expect(never.phoneNumber.delete(first, one.outs)).rejects.toThrow(
      "this command has released or detached none",
    );
    const { phoneNumber } = startCommand(simulator, { maxReleases: "1" });
    simulator.addFault({ match: { method: "DELETE", path: `/v2/numbers/${first}` }, action: "status", status: 403 });
    await expect(phoneNumber.delete(first, one.outs)).rejects.toThrow("403");
    await phoneNumber.delete(second, two.outs);
    expect(Object.keys(simulator.account.numbers).sort()).toEqual([first, numbers[2]]);
  });

  test("counts what a provider released that the engine ended before the others", async () => {
    await using simulator = await startAccount(owning);
    const made = await toRelease(simulator);
    const settings = { maxReleases: "1" };
    const [one, other] = twoProcesses(simulator, settings);
    await one.phoneNumber.delete(numbers[0], made[0]?.outs ?? {});
    one.session.end();
    await expect(other.phoneNumber.delete(numbers[1], made[1]?.outs ?? {})).rejects.toThrow(
      `this command has released or detached 1 (${numbers[0]})`,
    );
  });

  test("does not count a detaching that was refused", async () => {
    await using simulator = await startAccount();
    const news = { number, primaryRoute, failoverRoute, onDelete: "detach" };
    const { outs } = await create(startCommand(simulator).numberRoutes, news);
    const { numberRoutes } = startCommand(simulator, { maxReleases: "1" });
    const path = `/v2/numbers/${number}/**`;
    simulator.addFault({ match: { method: "DELETE", path }, action: "status", status: 403 });
    await expect(numberRoutes.delete(number, outs)).rejects.toThrow("403");
    const other = "12065550102";
    const routed = await create(startCommand(simulator).numberRoutes, {
      number: other,
      primaryRoute,
      onDelete: "detach",
    });
    await numberRoutes.delete(other, routed.outs);
    expect(simulator.account.numbers[other]?.primary_route).not.toBe(primaryRoute);
  });

  test("lets nothing be released where it cannot be told what others released", async () => {
    await using simulator = await startAccount(owning);
    const { outs } = await create(startCommand(simulator).phoneNumber, { number: numbers[0], onDelete: "release" });
    writeFileSync(join(home, "commands"), "a file where the folder should be");
    const { phoneNumber } = startCommand(simulator, {}, { command: process() });
    await phoneNumber.delete(numbers[0], outs);
    expect(writes(simulator)).toEqual([]);
  });
});
