import { pass } from "../../support/gateway";
import { fleet, host, other, reroutePerTest } from "../../support/reroutes";
import { writes } from "../../support/session";

const { behind, fail, reroute, simulator, undoFile, undoFiles, undoOf } = reroutePerTest();

test("an edit of a route moves everything on it in one request, and returns", async () => {
  const { code, stdout } = await reroute(["--route", "pbx-a", "--host", "backup.example.com", "--yes"]);
  expect(code).toBe(0);
  expect(stdout).toContain(
    "Route  route 101 (pbx-a), host 192.0.2.1;weight=50\nTo     host backup.example.com;weight=50\n" +
      `Moves  the calls of 12 numbers (${fleet.slice(0, 10).join(", ")} and 2 more) move with it\nUndo   ${undoFile()}\n` +
      "Route 101 leads to host backup.example.com;weight=50 now.\n",
  );
  expect(writes(simulator())).toEqual(["PATCH /v2/routes/101"]);
  const request = simulator()
    .requests()
    .find(({ method }) => method === "PATCH");
  expect(JSON.parse(request?.body ?? "").data.attributes).toEqual({
    alias: "pbx-a",
    route_type: "host",
    value: "backup.example.com;weight=50",
  });
  expect(await reroute(["--undo", undoFile(), "--yes"])).toMatchObject({ code: 0 });
  expect(simulator().account.routes["101"]).toMatchObject(host("pbx-a", "192.0.2.1;weight=50"));
});

test("a route that somebody edited meanwhile stays, and one that leads there already is not written", async () => {
  const edit = ["--route", "pbx-b", "--uri", "sip:desk@example.com", "--yes"];
  await reroute(edit);
  simulator().clearRequests();
  expect(await reroute(edit)).toMatchObject({ code: 0, stdout: expect.stringContaining("It leads there already.") });
  Object.assign(simulator().account.routes["102"] ?? {}, { value: "sip:other@example.com" });
  const back = await reroute(["--undo", undoFile(), "--yes"]);
  expect(back).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("somebody changed it meanwhile, so it stays as it is."),
  });
  expect(writes(simulator())).toEqual([]);
});

test("a route that somebody edits while a person thinks about the question stays, there and back", async () => {
  const leadTo = (value: string) => () => Object.assign(simulator().account.routes["102"] ?? {}, { value });
  const asked = (args: readonly string[], value: string) =>
    reroute(args, { terminal: 80, answers: [["Have route 102 lead", "y"]], meanwhile: leadTo(value) });
  const stays = "host 192.0.2.9: somebody changed it meanwhile, so it stays as it is.";
  const edit = ["--route", "pbx-b", "--host", "backup.example.com"];
  expect(await asked(edit, "192.0.2.9")).toMatchObject({ code: 0, stdout: expect.stringContaining(stays) });
  expect(undoFiles()).toEqual([]);
  await reroute([...edit, "--yes"]);
  simulator().clearRequests();
  expect(await asked(["--undo", undoFile()], "192.0.2.9")).toMatchObject({ stdout: expect.stringContaining(stays) });
  expect(writes(simulator())).toEqual([]);
});

test("a 200 that changed nothing is no edit", async () => {
  const attributes = host("pbx-a", "backup.example.com;weight=50");
  const data = { type: "route", id: "101", attributes, links: { self: "https://api.flowroute.com/v2/routes/101" } };
  const { code, stdout, stderr } = await behind(
    (exchange) =>
      exchange.method === "PATCH"
        ? exchange.answer({
            status: 200,
            headers: { "content-type": "application/json" },
            text: JSON.stringify({ data }),
          })
        : pass(exchange),
    ["--route", "pbx-a", "--host", "backup.example.com", "--yes"],
  );
  expect(code).toBe(1);
  expect(stderr).toContain(
    "error: Route 101 was not changed: the answer was that it is done, but the route leads to host 192.0.2.1;weight=50 when it is read back.",
  );
  expect(stdout).toContain("To go on:    pulumi-flowroute reroute --route 101 --host backup.example.com\n");
  expect(undoOf(undoFile()).finished).toBe(false);
});

test("an edit that is refused says so, and one whose answer is lost is read back", async () => {
  fail("/v2/routes/101", { action: "status", status: 422 });
  const edit = ["--route", "pbx-a", "--host", "backup.example.com", "--yes"];
  const refused = await reroute(edit);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("Route 101 was not changed: PATCH") });
  fail("/v2/routes/101", { action: "malformed", when: "after" });
  expect(await reroute(edit)).toMatchObject({ code: 0 });
  expect(undoFiles()).toHaveLength(1);
});

test("whose calls move need not be known to move them", async () => {
  simulator().addFault({ match: { method: "GET", path: "/v2/numbers**" }, action: "status", status: 403, times: 9 });
  const { code, stdout } = await reroute(["--route", "pbx-a", "--number", "+1 206 555 0999", "--yes"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Moves  the calls of all numbers on it; which these are could not be read: GET /v2/numbers");
  expect(stdout).toContain("Route 101 leads to number 12065550999;weight=50 now.");
});

test("a route that leads to a number of the account is warned of", async () => {
  const { stdout } = await reroute(["--route", "pbx-a", "--number", other, "--yes"]);
  expect(stdout).toContain(`warning: it leads to ${other}, a number of this account`);
});
