import { getNumbers } from "../../../provider";
import { configureStack } from "../../support/config";
import { calls, create, startAccount, startCommand } from "../../support/session";

const number = "12065550100";
const paint = "\u001b[31m\u009b\u202e\u2029";
const shown = "\\u001b[31m\\u009b\\u202e\\u2029";
const long = "x".repeat(10_000);

test("lines quote the account's texts in printable form, and not at any length", async () => {
  await using simulator = await startAccount();
  const owned = simulator.account.numbers[number];
  if (!owned) throw new Error("not on the account");
  owned.alias = paint + long;
  const { phoneNumber, said } = startCommand(simulator);
  await phoneNumber.check({}, { number, alias: "Desk" });
  await phoneNumber.read(number, { number, declared: { number, alias: "Desk" } });
  expect(said).toHaveLength(3);
  for (const line of said) {
    expect(line).toContain("\\u001b[31m");
    expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
    expect(line.length).toBeLessThan(500);
  }
});

test("lines quote the program's texts likewise", async () => {
  const unreachable = { accessKey: "AK12cd34", secretKey: "S3cr3tS3cr3t", url: "http://127.0.0.1:1" };
  const { numberRoutes, said } = startCommand(unreachable);
  await numberRoutes.check({}, { number, primaryRoute: { alias: paint } });
  expect(said[0]).toContain("\\u009b\\u202e");
  expect(said.join()).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
});

test("outputs have the account's texts whole", async () => {
  await using simulator = await startAccount();
  const owned = simulator.account.numbers[number];
  if (!owned) throw new Error("not on the account");
  owned.alias = `${paint}${long}👩‍👩‍👧 مرحبا`;
  const { outs } = await create(startCommand(simulator).phoneNumber, { number });
  expect(outs.alias).toBe(`${shown}${long}👩‍👩‍👧 مرحبا`);
});

test("a route is found by its alias as it is and as it is shown; an error names few and little", async () => {
  await using simulator = await startAccount();
  for (const route of Object.values(simulator.account.routes)) route.alias += `${paint}${long}`;
  const [id, route] = Object.entries(simulator.account.routes).find(([key]) => key !== "0") ?? [];
  const { numberRoutes } = startCommand(simulator);
  for (const alias of [route?.alias, route?.alias.replace(paint, shown)]) {
    const { inputs } = await numberRoutes.check({}, { number, primaryRoute: { alias } });
    expect(inputs).toMatchObject({ primaryRoute: id });
  }
  const { failures } = await numberRoutes.check({}, { number, primaryRoute: { alias: `${paint}${long}x` } });
  expect(failures).toHaveLength(1);
  expect(failures?.[0]?.reason).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
  expect(failures?.[0]?.reason.length).toBeLessThan(1500);
});

test.each([
  ["alias", { number, alias: `Desk${paint}` }],
  ["match.rateCenter", { match: { rateCenter: `sea\n${paint}ttle` } }],
  ["match.tier", { match: { tier: "half a pair \ud800" } }],
])("%s that would not show as it is, is refused before any request", async (property, news) => {
  await using simulator = await startAccount();
  const { failures } = await startCommand(simulator).phoneNumber.check({}, news);
  // Of a part of a property the engine cannot quote the value.
  const shown = property.includes(".") ? { property: "", begins: `${property}: ` } : { property, begins: "" };
  const reason = expect.stringContaining(`${shown.begins}must not contain control characters`);
  expect(failures).toEqual([{ property: shown.property, reason }]);
  expect(calls(simulator)).toEqual([]);
});

test("a complaint does not carry out what it quotes", async () => {
  await using simulator = await startAccount();
  const { failures } = await startCommand(simulator).phoneNumber.check({}, { number: `a${paint}`, [paint]: 1 });
  expect(failures).toHaveLength(2);
  const text = failures?.map(({ property, reason }) => property + reason).join();
  expect(text).toContain(shown);
  expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
});

test("letters of every script and emoji are an alias", async () => {
  await using simulator = await startAccount();
  const alias = "Grüße 👩‍👩‍👧 مرحبا";
  await create(startCommand(simulator).phoneNumber, { number, alias });
  expect(simulator.account.numbers[number]?.alias).toBe(alias);
});

test("a function's filter is refused likewise", async () => {
  await using simulator = await startAccount();
  configureStack(simulator);
  await expect(getNumbers({ alias: "half a pair \ud800" })).rejects.toThrow("must not contain control characters");
  expect(calls(simulator)).toEqual([]);
});

test.each([
  ["deep JSON", `{"data":${'{"a":['.repeat(300_000)}1${"]}".repeat(300_000)}}`],
  ["five megabytes", `{"data":"${"x".repeat(5_000_000)}"}`],
  ["HTML", "<html>"],
  ["another number", '{"data":{"id":"12065550199"}}'],
  ["a path for an id", '{"data":{"id":"../12065550199"}}'],
  ["poisoned keys", '{"__proto__":{"data":{"id":"1"}},"constructor":{"prototype":{}}}'],
])("a purchase answered with %s is not taken for undone", async (_, body) => {
  const forSale = "12065550177";
  await using simulator = await startAccount({ account: { inventory: { [forSale]: {} } } });
  simulator.addFault({ match: { method: "POST", path: "/**" }, when: "after", action: "status", status: 201, body });
  const { id } = await create(startCommand(simulator).phoneNumber, { number: forSale });
  expect(id).toBe(forSale);
  expect(simulator.account.charges).toHaveLength(1);
  expect(calls(simulator).filter((call) => call.startsWith("POST"))).toHaveLength(1);
});
