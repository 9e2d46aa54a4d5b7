import { writeFileSync } from "node:fs";
import { aToB, fleet, host, other, reroutePerTest } from "../../support/reroutes";
import { writes } from "../../support/session";

const { path, primaries, reroute, simulator, undoFiles } = reroutePerTest();

test("only the named numbers move; one that is elsewhere stays, one that is not there is said", async () => {
  writeFileSync(path("some.csv"), `name;x,Number\n"a, b",${fleet[0]}\n# night shift\n,(206) 555-0101\n,${other}\n`);
  const { code, stdout } = await reroute([...aToB, "--numbers", "some.csv"]);
  expect(code).toBe(0);
  expect(stdout).toContain(`Moves  2 numbers (${fleet[0]}, ${fleet[1]})`);
  expect(stdout).toContain(`Stays  1 number (${other}): on route 103 (overnight), number 13605550999, not on --from`);
  const missing = await reroute([...aToB, "--numbers", `${fleet[2]}, 12065559999`]);
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining("1 number (12065559999) did not move") });
  expect(primaries().get("102")).toEqual(fleet.slice(0, 3));
});

test("routes go by id, and the SIP registration by 0 or sip-reg", async () => {
  expect(await reroute(["--from", "101", "--to", "sip-reg", "--yes"])).toMatchObject({ code: 0 });
  expect(primaries().get("0")).toEqual(fleet);
  expect(await reroute(["--from", "0", "--to", "102", "--yes"])).toMatchObject({ code: 0 });
  expect(primaries().get("102")).toEqual(fleet);
});

test.each([
  [[], "Say what to move: --from and --to, or --route"],
  [["--from", "pbx-a"], "--to is missing"],
  [["--to", "pbx-a"], "--from is missing"],
  [["--from", "pbx-a", "--to", "pbx-b"], "there is no terminal to ask at. Say --yes"],
  [[...aToB, "--undo", "x.json"], "--from and --undo do not go together"],
  [["--undo", "x.json", "--undo-file", "y.json", "--yes"], "--undo and --undo-file do not go together"],
  [["--route", "pbx-a", "--yes"], "--route needs one of --host, --uri and --number"],
  [["--host", "pbx.example.com", "--yes"], "--route is missing"],
  [["--route", "pbx-a", "--host", "sip:a@b.example", "--yes"], "--host is a SIP URI: give it as uri."],
  [["--route", "pbx-a", "--host", "h.example.com;weight=3", "--yes"], "the route keeps the weight that it has"],
  [["--route", "pbx-a", "--number", "+44 20 7946 0018", "--yes"], "--number must be a phone number of eleven digits"],
  [[...aToB, "--numbers", "12065550100,abc\u001b[31m"], '--numbers: "abc\\u001b[31m" has letters in it'],
  [[...aToB, "--numbers", ","], "--numbers , names no number."],
  [["--undo", "none.json", "--yes"], "The undo file none.json cannot be read: ENOENT"],
])("reroute refuses %j before any request", async (args, reason) => {
  const { code, stdout, stderr } = await reroute(args);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(reason) });
  expect(simulator().requests()).toEqual([]);
  expect(undoFiles()).toEqual([]);
});

test("a line of a file that is no number is named", async () => {
  writeFileSync(path("numbers.txt"), `${fleet[0]}\n\n# all\n2065550\n`);
  const { stderr } = await reroute([...aToB, "--numbers", "numbers.txt"]);
  expect(stderr).toContain('--numbers numbers.txt, line 4: "2065550" does not have the right number of digits');
});

test("# in the middle of a line is text", async () => {
  writeFileSync(path("desks.csv"), `# by day\nname,number\nDesk #4,${fleet[0]}\n,\nDesk 5,${fleet[1]}\n`);
  expect(await reroute([...aToB, "--numbers", "desks.csv"])).toMatchObject({ code: 0 });
  expect(primaries().get("102")).toEqual(fleet.slice(0, 2));
});

test.each([
  ["missing", "Desk 5"],
  ["empty", "Desk 5, ,day"],
])("a row whose number is %s is refused before any request, and not left out", async (_, row) => {
  writeFileSync(path("desks.csv"), `name,number\nDesk 4,${fleet[0]}\n${row}\n`);
  const { code, stderr } = await reroute([...aToB, "--numbers", "desks.csv"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "error: --numbers desks.csv, line 3: the row has no number. Add it, or leave the row out.\n",
  });
  expect(simulator().requests()).toEqual([]);
});

test.each([
  [["--from", "pbx-c", "--to", "pbx-b"], 'has the alias or id "pbx-c". Near to it: pbx-a, pbx-b.'],
  [["--from", "999", "--to", "pbx-b"], "The account has 0 (sip-reg), 101 (pbx-a), 102 (pbx-b)"],
  [["--from", "pbx-a", "--to", "101"], "--from and --to are one route: route 101 (pbx-a)"],
  [["--route", "0", "--host", "h.example.com"], "it cannot be edited. Move its numbers with --from 0 and --to."],
])("%j means no route that calls can move to", async (args, reason) => {
  const { code, stderr } = await reroute([...args, "--yes"]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(reason) });
  expect(writes(simulator())).toEqual([]);
});

test("an alias of several routes, and an alias that is another route's id, are refused with the ids", async () => {
  const { routes } = simulator().account;
  Object.assign(routes, { "104": host("pbx-a", "192.0.2.4"), "105": host("102", "192.0.2.5") });
  const twice = await reroute(aToB);
  expect(twice.stderr).toContain(
    '"pbx-a" stands for 2 routes of this account: route 101 (pbx-a), host 192.0.2.1;weight=50; route 104 (pbx-a), host 192.0.2.4.',
  );
  const mixed = await reroute(["--from", "101", "--to", "102", "--yes"]);
  expect(mixed.stderr).toContain('"102" stands for 2 routes');
  expect(await reroute(["--from", "101", "--to", "pbx-b", "--yes"])).toMatchObject({ code: 0 });
});
