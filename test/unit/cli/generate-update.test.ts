import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../../sandbox/simulator";
import { runCommand } from "../../support/cli";

let dir: string;
let simulator: Simulator;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "update-"));
  simulator = await startSimulator();
});
afterEach(async () => {
  await simulator.close();
  rmSync(dir, { recursive: true });
});

const generate = (...args: string[]) => runCommand(["generate", "--no-preview", "--out", dir, ...args], { simulator });
const update = () => generate("--update");
const file = (name: string) => readFileSync(join(dir, name), "utf8");
const route = (alias: string, value: string, type = "host") => ({
  alias,
  route_type: type,
  value,
  edge_strategy_id: null,
});

test("a route is not taken for declared because a number has the same alias", async () => {
  await generate();
  Object.assign(simulator.account.routes, { "99001": route("Support", "support.example.com") });
  expect((await update()).stdout).toContain("Routes only on the account: 1 (Support)\n");
  expect(file("added-1.ts")).toContain('new InboundRoute("support", { alias: "Support", host: "support.example.com" }');
});

test("a number is not taken for declared because a route leads to it", async () => {
  Object.assign(simulator.account.routes, { "99001": route("to-own", "14085550130", "number") });
  Object.assign(simulator.account.numbers["12065550102"] ?? {}, { failover_route: "99001" });
  await generate("--filter", "area-code=206");
  expect(file("index.ts")).toContain('number: "14085550130"');
  expect((await update()).stdout).toMatch(/\nOnly on the account: 9 \(.*14085550130/);
  expect(file("added-1.ts")).toContain('number: "+1 408-555-0130"');
});

test("a route in a comment of a person is not declared", async () => {
  await generate();
  appendFileSync(join(dir, "index.ts"), '// new InboundRoute("night", { alias: "night", host: "n.example.com" });\n');
  Object.assign(simulator.account.routes, { "99001": route("night", "n.example.com") });
  await update();
  expect(file("added-1.ts")).toContain('new InboundRoute("night"');
});

test("a group counts as read only where the file of numbers is read", async () => {
  await generate("--layout", "table");
  appendFileSync(join(dir, "index.ts"), 'export const about = { group: "alice-softphone-then-pbx-backup" };\n');
  const { numbers, routes } = simulator.account;
  const primary_route = Object.keys(routes).find((id) => routes[id]?.alias === "alice-softphone") ?? null;
  Object.assign(numbers, { "12065550103": { ...numbers["12065550102"], primary_route, failover_route: "90115" } });
  const { stdout } = await update();
  expect(stdout).toMatch(/\nAdded to \S+: numbers\.csv, added-1\.ts, index\.ts\n/);
  expect(file("added-1.ts")).toContain("new NumberGroup(");
});

test("two groups never have one name", async () => {
  Object.assign(simulator.account.routes, { "99001": route("No route", "n.example.com") });
  Object.assign(simulator.account.numbers["12065550102"] ?? {}, { primary_route: "99001", failover_route: null });
  await generate("--layout", "table");
  expect(file("numbers.csv")).toMatch(/^12065550101,.*,no-route\r?$/m);
  expect(file("numbers.csv")).toMatch(/^12065550102,.*,no-route-99001\r?$/m);
});

test("a number that is on the list and answers 404 is an error, and never left out", async () => {
  simulator.addFault({
    match: { method: "GET", path: "/v2/numbers/12065550101" },
    action: "status",
    status: 404,
    times: 9,
  });
  simulator.addFault({
    match: { method: "POST", path: "/v2/numbers/details" },
    action: "status",
    status: 500,
    times: 99,
  });
  const { code, stderr } = await runCommand(["audit"], { simulator });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("12065550101") });
});
