import { readFileSync, statSync } from "node:fs";
import { rerouteSchema } from "../../../cli/reroute/schema";
import { type Exchange, Gateway, type Mischief, pass } from "../../support/gateway";
import { aToB, fleet, other, patch, reroutePerTest } from "../../support/reroutes";
import { writes } from "../../support/session";

const { behind, fail, path, primaries, reroute, simulator, undoFile, undoFiles, undoOf } = reroutePerTest();

test("all numbers of a route move, in one request each, and the undo file is there before the first", async () => {
  let filesAtFirstWrite: string[] | undefined;
  const { code, stdout, stderr } = await behind((exchange) => {
    if (exchange.method === "PATCH") filesAtFirstWrite ??= undoOf(undoFile()).numbers.map((it: Move) => it.number);
    return pass(exchange);
  }, aToB);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(
    "From   route 101 (pbx-a), host 192.0.2.1;weight=50\nTo     route 102 (pbx-b), host 192.0.2.2\n" +
      `Moves  12 numbers (${fleet.slice(0, 10).join(", ")} and 2 more)\nUndo   ${undoFile()}\n` +
      "Moved 12 of 12 numbers to route 102 (pbx-b), host 192.0.2.2.\n" +
      `To go back:  pulumi-flowroute reroute --undo ${undoFile()}\n`,
  );
  expect(stdout).toContain("`pulumi up --refresh`");
  expect(filesAtFirstWrite).toEqual(fleet);
  expect(writes(simulator()).sort()).toEqual(fleet.map(patch));
  expect(primaries()).toEqual(
    new Map([
      ["102", fleet],
      ["103", [other]],
    ]),
  );
  expect(statSync(path(undoFile())).mode & 0o777).toBe(0o600);
  expect(undoFile()).toMatch(/^reroute-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.undo\.json$/);
  expect(readFileSync(path(undoFile()), "utf8")).not.toContain(simulator().secretKey);
});

interface Move {
  number: string;
}

test("a number that fails does not stop the others, and the command that goes on does", async () => {
  fail(`/v2/numbers/${fleet[3]}/**`, { action: "status", status: 422 });
  const { code, stdout, stderr } = await reroute(aToB);
  expect(code).toBe(1);
  expect(stdout).toContain("Moved 11 of 12 numbers");
  expect(stderr).toMatch(
    new RegExp(`^error: 1 number \\(${fleet[3]}\\) did not move: PATCH .* Flowroute answered 422`),
  );
  const [, goOn = ""] = /To go on: +pulumi-flowroute reroute (.*)/.exec(stdout) ?? [];
  expect(await reroute([...goOn.split(" "), "--yes"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`Undo   ${undoFile()}, begun by an earlier command at `),
  });
  expect(primaries().get("102")).toEqual(fleet);
  expect(undoOf(undoFile()).numbers).toHaveLength(12);
  await reroute(["--undo", undoFile(), "--yes"]);
  expect(primaries().get("101")).toEqual(fleet);
});

test("a write whose answer is lost is read back", async () => {
  fail(`/v2/numbers/${fleet[3]}/**`, { action: "malformed", when: "after" });
  fail(`/v2/numbers/${fleet[4]}/**`, { action: "malformed", when: "before" });
  const { code, stdout, stderr } = await reroute(aToB);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`1 number (${fleet[4]}) did not move`) });
  expect(stdout).toContain("Moved 11 of 12 numbers");
});

/** Says 200 to writes of these numbers, as a proxy can, and passes none of them on. */
const deaf =
  (numbers: readonly string[]): Mischief =>
  (exchange) =>
    numbers.some((number) => exchange.path.includes(number)) && exchange.method === "PATCH"
      ? exchange.answer({ status: 200, headers: { "content-type": "application/json" }, text: '{"data":{}}' })
      : pass(exchange);

test("a 200 that moved nothing is no move: it is found by reading back, and the command that goes on moves the rest", async () => {
  const still = [fleet[3], fleet[7]] as string[];
  const { code, stdout, stderr } = await behind(deaf(still), aToB);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(
      `error: 2 numbers (${still.join(", ")}) did not move: the answer was that it is done, but the number is on route 101 when it is read back.`,
    ),
  });
  expect(stdout).toContain("Moved 10 of 12 numbers");
  expect(stdout).toContain("To go on:    pulumi-flowroute reroute --from 101 --to 102\n");
  expect(undoOf(undoFile()).finished).toBe(false);
  expect(await reroute(aToB)).toMatchObject({ code: 0, stdout: expect.stringContaining("Moved 2 of 2 numbers") });
  const back = await behind(deaf(still), ["--undo", undoFile(), "--yes", "--json"]);
  const { numbers } = rerouteSchema.parse(JSON.parse(back.stdout));
  expect(numbers?.failed.map(({ number }) => number)).toEqual(still);
  expect(primaries().get("102")).toEqual(still);
});

test("all moves are read back with one request, and a move that cannot be read back is said to be not sure", async () => {
  const reads: string[] = [];
  let written = false;
  const { code, stdout } = await behind((exchange) => {
    written ||= exchange.method === "PATCH";
    if (exchange.method !== "PATCH" && written) reads.push(`${exchange.method} ${exchange.path}`);
    return pass(exchange);
  }, aToB);
  expect({ code, reads }).toEqual({ code: 0, reads: ["POST /v2/numbers/details"] });
  expect(stdout).not.toContain("warning");
  written = false;
  const unread = await behind(
    (exchange) => {
      written ||= exchange.method === "PATCH";
      if (exchange.method === "PATCH" || !written) return pass(exchange);
      exchange.answer({ status: 404, headers: {}, text: "no such page" });
    },
    ["--undo", undoFile(), "--yes"],
  );
  expect(unread.stdout).toContain("Moved 12 of 12");
  expect(unread.stdout).toMatch(
    /^warning: 12 numbers \(.*\) could not be read back, so it is not sure that calls move: /m,
  );
});

test("wrong keys stop it at once", async () => {
  simulator().addFault({ match: { method: "PATCH", path: "/**" }, action: "status", status: 401, times: 99 });
  const { code, stdout, stderr } = await reroute(aToB);
  expect(code).toBe(4);
  expect(writes(simulator()).length).toBeLessThanOrEqual(8);
  expect(stderr).toContain("8 numbers (");
  expect(stderr).toContain("4 numbers (12065550108, 12065550109, 12065550110, 12065550111) were not tried");
  expect(stdout).toContain("To go on:    pulumi-flowroute reroute --from 101 --to 102\n");
});

test("where Flowroute cannot be reached any more, it stops with 5, and the undo file stays for the next", async () => {
  const gateway = await Gateway.before(simulator());
  let closed: Promise<void> | undefined;
  gateway.expect(async (exchange) => {
    if (exchange.method !== "PATCH" || exchange.nth < 6) return pass(exchange);
    closed ??= gateway[Symbol.asyncDispose]();
    exchange.reset();
  });
  const { code, stdout } = await reroute(aToB, { env: { FLOWROUTE_BASE_URL: gateway.url } });
  await closed;
  expect({ code, stdout }).toEqual({ code: 5, stdout: expect.stringContaining("To go on:") });
  expect(undoOf(undoFile())).toMatchObject({ finished: false, numbers: fleet.map((number) => ({ number })) });
  expect(await reroute(aToB)).toMatchObject({ code: 0 });
  expect(primaries().get("102")).toEqual(fleet);
  await reroute(["--undo", undoFile(), "--yes"]);
  expect(primaries().get("101")).toEqual(fleet);
});

test("after Ctrl-C no other request begins, and it says how to go on and back", async () => {
  const stop = new AbortController();
  let begun = 0;
  const held: Exchange[] = [];
  const { code, stdout, stderr } = await behind(
    async (exchange) => {
      if (exchange.method !== "PATCH") return pass(exchange);
      held.push(exchange);
      begun += 1;
      // All that is under way is held, so that what comes after is seen to come after.
      if (begun !== 8) return;
      stop.abort();
      for (const each of held) await pass(each);
    },
    aToB,
    { interrupted: stop.signal },
  );
  expect({ code, begun }).toEqual({ code: 130, begun: 8 });
  expect(stdout).toContain("Moved 8 of 12 numbers");
  expect(stdout).toMatch(/To go on: .*--from 101 --to 102\nTo go back: .*--undo reroute-/);
  expect(stderr).toContain("4 numbers (12065550108, 12065550109, 12065550110, 12065550111) were not tried");
  expect(stderr).toContain("because the command was stopped");
});

test("a person is asked; no and Ctrl-C change nothing", async () => {
  const ask = (keys: string) =>
    reroute(["--from", "pbx-a", "--to", "pbx-b"], { terminal: 80, answers: [["Move the calls", keys]] });
  expect(await ask("n")).toMatchObject({ code: 1, stdout: expect.stringContaining("Nothing was changed.") });
  expect(await ask("\u0003")).toMatchObject({ code: 130 });
  expect(writes(simulator())).toEqual([]);
  expect(undoFiles()).toEqual([]);
  const yes = await ask("y");
  expect(yes).toMatchObject({ code: 0, stdout: expect.stringContaining("Moved 12 of 12 numbers") });
  expect(yes.stderr).toContain("Move the calls of 12 numbers now?");
  expect(yes.stderr).toContain("12 of 12");
});

test("reroute for programs", async () => {
  fail(`/v2/numbers/${fleet[3]}/**`, { action: "status", status: 403 });
  const { code, stdout } = await reroute([...aToB, "--json", "--numbers", [fleet[2], fleet[3], other].join(",")]);
  expect(code).toBe(1);
  expect(rerouteSchema.parse(JSON.parse(stdout))).toEqual({
    undoFile: undoFile(),
    interrupted: false,
    numbers: {
      moved: [{ number: fleet[2], before: "101", after: "102" }],
      failed: [{ number: fleet[3], reason: expect.stringContaining("Flowroute answered 403") }],
      untried: [],
      stayed: [{ number: other, route: "103" }],
    },
  });
  const edited = await reroute(["--route", "pbx-b", "--host", "h.example.com", "--yes", "--json"]);
  expect(rerouteSchema.parse(JSON.parse(edited.stdout)).route).toEqual({
    id: "102",
    alias: "pbx-b",
    before: { routeType: "host", value: "192.0.2.2" },
    after: { routeType: "host", value: "h.example.com" },
    changed: true,
  });
});

test("one wrong answer does not make the account look empty", async () => {
  simulator().addFault({ match: { method: "GET", path: "/v2/numbers" }, action: "status", status: 404 });
  expect(await reroute(aToB)).toMatchObject({ code: 0, stdout: expect.stringContaining("Moved 12 of 12 numbers") });
});

test("a number that cannot be read does not stop the others, and is in the same undo file later", async () => {
  const details = { method: "GET", path: `/v2/numbers/${fleet[0]}` };
  simulator().addFault({
    match: { method: "POST", path: "/v2/numbers/details" },
    action: "status",
    status: 404,
    times: 9,
  });
  simulator().addFault({ match: details, action: "status", status: 403 });
  const { code, stdout, stderr } = await reroute(aToB);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(`1 number (${fleet[0]}) did not move: GET`),
  });
  expect(stdout).toContain("Moved 11 of 11 numbers");
  await reroute(aToB);
  await reroute(["--undo", undoFile(), "--yes"]);
  expect(primaries().get("101")).toEqual(fleet);
});
