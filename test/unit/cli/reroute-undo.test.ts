import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { ownedNumber, type Simulator, startSimulator } from "../../../sandbox/simulator";
import { pass } from "../../support/gateway";
import { account, aToB, fleet, patch, reroutePerTest } from "../../support/reroutes";
import { writes } from "../../support/session";

const { behind, fail, path, primaries, reroute, simulator, undoFile, undoFiles, undoOf } = reroutePerTest();

test("undo puts back what is still where reroute put it, and says what stays", async () => {
  await reroute(aToB);
  const [moved = "", gone = ""] = fleet;
  ownedNumber(simulator().account, moved).primary_route = "103";
  delete simulator().account.numbers[gone];
  simulator().clearRequests();
  const { code, stdout, stderr } = await reroute(["--undo", undoFile(), "--yes"]);
  expect(stdout).toContain(`Stays  1 number (${moved}): moved to route 103 (overnight), number 13605550999 meanwhile`);
  expect(stdout).toContain("Moved 10 of 10 numbers to route 101 (pbx-a)");
  expect(stderr).toContain(`error: 1 number (${gone}) did not move: it is not on this account (404).`);
  expect(code).toBe(1);
  expect(writes(simulator()).sort()).toEqual(fleet.slice(2).map(patch));
  expect(primaries().get("101")).toEqual(fleet.slice(2));
});

test("what others move while a person thinks about the question stays, there and back", async () => {
  const moveAway = (line: number) => () => {
    ownedNumber(simulator().account, fleet[line] ?? "").primary_route = "103";
  };
  const asked = (args: readonly string[], meanwhile: () => void) =>
    reroute(args, { terminal: 80, answers: [["Move the calls", "y"]], meanwhile });
  const there = await asked(["--from", "pbx-a", "--to", "pbx-b"], moveAway(0));
  const elsewhere = "moved to route 103 (overnight), number 13605550999 meanwhile";
  expect(there).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`Stays  1 number (${fleet[0]}): ${elsewhere}`),
  });
  expect(there.stdout).toContain("Moved 11 of 11 numbers");
  expect(undoOf(undoFile())).toMatchObject({ finished: true, numbers: fleet.slice(1).map((number) => ({ number })) });
  const back = await asked(["--undo", undoFile()], moveAway(1));
  expect(back).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`Stays  1 number (${fleet[1]}): ${elsewhere}`),
  });
  expect(primaries().get("101")).toEqual(fleet.slice(2));
});

test("an undo file of another account, or something else, is refused", async () => {
  await reroute(aToB);
  const file = undoFile();
  simulator().clearRequests();
  const env = { FLOWROUTE_ACCESS_KEY: "another", FLOWROUTE_SECRET_KEY: "account" };
  const foreign = await reroute(["--undo", file, "--yes"], { env });
  expect(foreign).toMatchObject({ code: 2, stderr: expect.stringContaining("was written with other keys") });
  for (const [text, why] of [
    ["", "it is empty"],
    ["{", "it is not JSON"],
    ['{"version":2}', "version: was written by another version"],
    [
      JSON.stringify({ ...undoOf(file), numbers: [{ number: "x\u001b", before: "1", after: "2" }] }),
      "numbers.0.number",
    ],
    [JSON.stringify({ ...undoOf(file), numbers: [{ number: fleet[0], before: "103", after: "102" }] }), "each must be"],
    [
      JSON.stringify({ ...undoOf(file), numbers: [undoOf(file).numbers[0], undoOf(file).numbers[0]] }),
      "one is there twice",
    ],
    [JSON.stringify({ ...undoOf(file), __proto__: 1, more: "\u001b[31m" }), 'Unrecognized key: "more"'],
  ] as const) {
    writeFileSync(path("wrong.json"), text);
    const { code, stderr } = await reroute(["--undo", "wrong.json", "--yes"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(why) });
    expect(stderr).not.toContain("\u001b");
  }
  expect(simulator().requests()).toEqual([]);
});

test("of two commands at once, each keeps the way back of what the other moved", async () => {
  const some = (numbers: readonly string[]) => [...aToB, "--numbers", numbers.join(",")];
  let second: Promise<unknown> | undefined;
  await behind(
    async (exchange) => {
      if (exchange.method === "PATCH") {
        second ??= reroute(some(fleet.slice(6)));
        await second;
      }
      await pass(exchange);
    },
    some(fleet.slice(0, 6)),
  );
  expect(primaries().get("102")).toEqual(fleet);
  expect(await reroute(["--undo", undoFile(), "--yes"])).toMatchObject({ code: 0 });
  expect(primaries().get("101")).toEqual(fleet);
});

test("no undo file is overwritten", async () => {
  writeFileSync(path("mine.json"), "mine");
  const taken = await reroute([...aToB, "--undo-file", "mine.json"]);
  expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining("mine.json is no undo file") });
  expect(readFileSync(path("mine.json"), "utf8")).toBe("mine");
  await reroute([...aToB, "--undo-file", "it's.json"]);
  const again = await reroute(["--from", "pbx-b", "--to", "pbx-a", "--yes", "--undo-file", "it's.json"]);
  expect(again).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("is the undo file of a reroute that is finished"),
  });
  const nowhere = await reroute(["--from", "pbx-b", "--to", "pbx-a", "--yes", "--undo-file", "no/such/folder.json"]);
  expect(nowhere).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Nothing is moved without one."),
  });
  expect(primaries().get("102")).toEqual(fleet);
  const back = await reroute(["--undo", "it's.json", "--yes"]);
  expect(back).toMatchObject({ code: 0 });
  // Its work is over: the next one of the same kind has a file of its own.
  await reroute(aToB);
  expect(undoFiles()).toHaveLength(1);
});

test.each([
  ["long ago", "2026-01-02T03:04:05.000Z"],
  ["days to come, as a wrong clock says", "2126-01-02T03:04:05.000Z"],
])("an unfinished undo file of %s is named and left alone, and not added to", async (_, made) => {
  const [mine = ""] = fleet;
  fail(`/v2/numbers/${mine}/**`, { action: "status", status: 422 });
  await reroute(aToB);
  const old = "reroute-2026-01-02T03-04-05.undo.json";
  writeFileSync(path(old), JSON.stringify({ ...undoOf(undoFile()), made }));
  rmSync(path(undoFiles().find((file) => file !== old) ?? ""));
  const before = readFileSync(path(old), "utf8");
  const { code, stdout } = await reroute([...aToB, "--numbers", mine]);
  expect(code).toBe(0);
  expect(stdout).toContain(`${old} was begun by an earlier command at ${made} and is not finished.`);
  expect(readFileSync(path(old), "utf8")).toBe(before);
  const file = undoFiles().find((it) => it !== old) ?? "";
  expect(undoOf(file).numbers).toMatchObject([{ number: mine }]);
  await reroute(["--undo", file, "--yes"]);
  expect(primaries().get("101")).toEqual([mine]);
});

test("a named number that is not on the account keeps no undo file unfinished", async () => {
  expect(await reroute([...aToB, "--numbers", `${fleet[0]},12065559999`])).toMatchObject({ code: 1 });
  expect(undoOf(undoFile())).toMatchObject({ finished: true, numbers: [{ number: fleet[0] }] });
});

test("an empty file, as a killed command leaves it, is free, and a failure leaves none", async () => {
  // The name of the file that is written first, which is longer, is too long.
  const long = `${"x".repeat(245)}.json`;
  const failed = await reroute([...aToB, "--undo-file", long]);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("Nothing is moved without one.") });
  expect(existsSync(path(long))).toBe(false);
  writeFileSync(path("mine.json"), "");
  expect(await reroute([...aToB, "--undo-file", "mine.json"])).toMatchObject({ code: 0 });
  expect(undoOf("mine.json").numbers).toHaveLength(12);
});

test("two reroutes in one second have a file each", async () => {
  const { signal } = new AbortController();
  await Promise.all([
    reroute([...aToB, "--numbers", fleet[0] ?? ""], { interrupted: signal }),
    reroute(["--from", "overnight", "--to", "pbx-b", "--yes"]),
  ]);
  expect(undoFiles()).toHaveLength(2);
  for (const file of undoFiles()) expect(await reroute(["--undo", file, "--yes"])).toMatchObject({ code: 0 });
  expect(primaries()).toEqual(primaries(await fresh()));
});

async function fresh(): Promise<Simulator> {
  const untouched = await startSimulator({ account });
  await untouched.close();
  return untouched;
}

test("whatever aliases are, they paint no terminal and are no command", async () => {
  const alias = "`$(rm)` \u001b[31m\u202e';|=cmd()";
  Object.assign(simulator().account.routes["102"] ?? {}, { alias });
  const { code, stdout } = await reroute(["--from", "101", "--to", alias, "--yes", "--undo-file", "$(x)'.json"]);
  expect(code).toBe(0);
  expect(stdout).toContain("`$(rm)` \\u001b[31m\\u202e';|=cmd()");
  expect(stdout).toContain("--undo '$(x)'\\''.json'\n");
  for (const character of ["\u001b", "\u202e"]) expect(stdout).not.toContain(character);
  expect(await reroute(["--undo", "$(x)'.json", "--yes"])).toMatchObject({ code: 0 });
});
