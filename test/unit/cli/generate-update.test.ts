import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
const route = (alias: string, value: string, type: "host" | "number" = "host") => ({
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

describe("a program that a person has written", () => {
  const night = { "99001": route("night", "n.example.com") } as const;
  const write = (...lines: string[]) => {
    writeFileSync(join(dir, "Pulumi.yaml"), "name: phones\nruntime: nodejs\n");
    writeFileSync(join(dir, "index.ts"), lines.join("\n"));
  };
  const proven = (...args: string[]) => runCommand(["generate", "--update", "--out", dir, ...args], { simulator });

  beforeEach(() => {
    simulator.account.routes = { ...{ "0": simulator.account.routes["0"] as never }, ...night };
    const { "12065550100": one, "12065550102": two } = simulator.account.numbers;
    const on = (owned: typeof one, primary_route: string) =>
      ({ ...owned, primary_route, failover_route: null }) as never;
    simulator.account.numbers = { "12065550100": on(one, "99001"), "12065550102": on(two, "0") };
  });

  test.each([
    ["in an object", "const routes = {\n  night: ", ",\n};"],
    ["in a list", "const [night] = [", "];"],
    ["without semicolons", "const night = ", ""],
  ])("has its routes %s, and no number behind them is added once more", async (_, before, after) => {
    write(
      'import { InboundRoute, PhoneNumber } from "pulumi-flowroute"',
      `${before}new InboundRoute("night", { alias: "night", host: "n.example.com" })${after}`,
      'new PhoneNumber("one", { number: "+1 206-555-0100" })',
    );
    const { stdout } = await update();
    expect(stdout).toContain("In the program and on the account: 1 (12065550100)\n");
    expect(stdout).not.toContain("Routes only on the account");
    expect(file("added-1.ts")).not.toMatch(/2065550100|206-555-0100|InboundRoute/);
  });

  test("calls a route by the alias of another, which is declared by another name", async () => {
    Object.assign(simulator.account.routes, { "99002": route("day", "d.example.com") });
    write(
      'import { InboundRoute } from "pulumi-flowroute";',
      'new InboundRoute("night", { alias: "day", host: "d.example.com" }, { protect: true });',
    );
    const { code, stdout } = await proven();
    expect(stdout).toContain("Routes only on the account: 1 (night)\n");
    expect(file("added-1.ts")).toContain('new InboundRoute("night-99001", { alias: "night"');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(": 0 writes\n") });
  });

  test("has a group of the name that a new one would get, which gets another", async () => {
    write(
      'import { NumberGroup } from "pulumi-flowroute";',
      'new NumberGroup("night", { numbers: ["12065550102"] }, { protect: true });',
    );
    const { code, stdout, stderr } = await proven("--layout", "table");
    expect(file("added-1.ts")).toContain('new NumberGroup(\n  "night-99001"');
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(": 0 writes\n");
    expect((await proven()).stdout).toContain("0 and 0 added\n");
  });
});

test("what a command added that was killed before the program imported it, is imported by the next", async () => {
  await generate("--filter", "number=12065550100");
  const before = file("index.ts");
  await update();
  const whole = file("index.ts");
  writeFileSync(join(dir, "index.ts"), before);
  expect((await update()).stdout).toMatch(/\nAdded to \S+: index\.ts\n/);
  expect(file("index.ts")).toBe(whole);
  // As a person may want it.
  writeFileSync(join(dir, "index.ts"), `${before}// import "./added-1";\n`);
  await update();
  expect(file("index.ts")).toBe(`${before}// import "./added-1";\n`);
});
