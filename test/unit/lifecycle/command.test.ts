import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  expect(said.join()).toContain("keeps its routes: the program still declares them");
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
