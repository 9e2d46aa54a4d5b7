import { frontDesk, selling, unknownNumber } from "../../support/accounts";
import { calls, checked, create, startAccount, startCommand, writes } from "../../support/session";

const first = "12065550000";
const anyOf206 = { match: { areaCode: "206" } };

test("a number of the account is adopted without a write", async () => {
  await using simulator = await startAccount();
  const { phoneNumber, said } = startCommand(simulator);
  const { id, outs } = await create(phoneNumber, { number: "(206) 555-0100", alias: "Front desk" });
  expect(id).toBe(frontDesk.number);
  expect(outs).toMatchObject({ number: id, e164: "+12065550100", alias: "Front desk", monthlyCost: 1.25 });
  expect(calls(simulator)).toEqual([`GET /v2/numbers/${id}`]);
  expect(said).toEqual([`flowroute: ${id} (Front desk) is on the account and is adopted; nothing is bought`]);
});

test("an adopted number gets what differs in one write, and nothing else", async () => {
  await using simulator = await startAccount();
  const { phoneNumber } = startCommand(simulator);
  const inputs = { number: frontDesk.number, alias: "Desk", cnamLookupsEnabled: true, messagingEnabled: true };
  const { outs } = await create(phoneNumber, inputs);
  expect(outs).toMatchObject({ alias: "Desk", cnamLookupsEnabled: true });
  expect(writes(simulator)).toEqual([`PATCH /v2/numbers/${frontDesk.number}`]);
  expect(simulator.requests().find(({ method }) => method === "PATCH")?.body).toBe('{"type":"number","alias":"Desk"}');
});

test("a number for sale is announced with its price, bought once, and told", async () => {
  await using simulator = await startAccount({ account: selling(1, 3.99, 1.25) });
  const { phoneNumber, said } = startCommand(simulator);
  const { id, outs } = await create(phoneNumber, { number: "206-555-0000" });
  expect(simulator.account.charges).toEqual([{ number: id, setup_cost: 3.99, monthly_cost: 1.25 }]);
  expect(outs).toMatchObject({ number: first, setupCost: 3.99, monthlyCost: 1.25 });
  expect(said).toEqual([
    `flowroute: ${first} is not on the account and will be bought, at $3.99 to set up and $1.25 a month`,
    `flowroute: buying ${first} at $3.99 to set up and $1.25 a month`,
  ]);
});

test("a match buys the cheapest, and a plan of it asks without buying", async () => {
  const account = selling(5, 2);
  Object.assign(account.inventory?.["12065550003"] ?? {}, { setup_cost: 1 });
  await using simulator = await startAccount({ account });
  const { phoneNumber, said } = startCommand(simulator);
  const inputs = await checked(phoneNumber, {}, anyOf206);
  expect(writes(simulator)).toEqual([]);
  expect(said.join()).toContain("the best for sale now is 12065550003, at $1.00 to set up");
  expect((await phoneNumber.create(inputs)).id).toBe("12065550003");
});

test.each([
  ["the resource's own setup ceiling", { maxSetupCost: 3 }, {}, "maxSetupCost"],
  ["the resource's own monthly ceiling", { maxMonthlyCost: 1 }, {}, "maxMonthlyCost"],
  ["the stack's setup ceiling", {}, { maxSetupCost: "3" }, "flowroute:maxSetupCost"],
  ["the stack's monthly ceiling", {}, { maxMonthlyCost: "1" }, "flowroute:maxMonthlyCost"],
])("nothing is bought over %s", async (_, own, stack, setting) => {
  await using simulator = await startAccount({ account: selling(2, 4, 2) });
  const { phoneNumber } = startCommand(simulator, stack);
  await expect(create(phoneNumber, { number: first, ...own })).rejects.toThrow(setting);
  await expect(create(phoneNumber, { ...anyOf206, ...own })).rejects.toThrow("would match, the cheapest at $4.00");
  await expect(phoneNumber.create({ number: first, ...own })).rejects.toThrow("Nothing was bought");
  await expect(phoneNumber.create({ ...anyOf206, ...own })).rejects.toThrow("Nothing was bought");
  expect(writes(simulator)).toEqual([]);
});

test.each([
  [10, 10, true],
  [10.01, 1, false],
  [1, 10.01, false],
  [500_000, 1, false],
])("unless told otherwise, a number at $%d and $%d a month is bought: %p", async (setup, monthly, bought) => {
  await using simulator = await startAccount({ account: selling(1, setup, monthly) });
  const { phoneNumber } = startCommand(simulator);
  await Promise.allSettled([create(phoneNumber, { number: first })]);
  expect(simulator.account.charges).toHaveLength(bought ? 1 : 0);
});

test("a price raised after the plan is seen before the purchase", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  const { phoneNumber } = startCommand(simulator);
  const exact = await checked(phoneNumber, {}, { number: first });
  const match = await checked(phoneNumber, {}, anyOf206);
  for (const number of [first, "12065550001"])
    Object.assign(simulator.account.inventory[number] ?? {}, { setup_cost: 500_000 });
  await expect(phoneNumber.create(exact)).rejects.toThrow("$500,000.00 to set up, over the ceiling of $10.00");
  expect((await phoneNumber.create(match)).id).toBe("12065550002");
  expect(simulator.account.charges).toHaveLength(1);
});

test.each([
  ["the resource", { purchase: "forbid" }, {}, 'purchase is "forbid"'],
  ["the stack", {}, { purchases: "forbid" }, 'flowroute:purchases is "forbid"'],
])("nothing is bought where %s forbids it, but what is owned is adopted", async (_, own, stack, why) => {
  await using simulator = await startAccount();
  const forSale = Object.keys(simulator.account.inventory)[0] ?? "";
  const { phoneNumber } = startCommand(simulator, stack);
  await expect(create(phoneNumber, { number: forSale, ...own })).rejects.toThrow(why);
  await expect(create(phoneNumber, { ...anyOf206, ...own })).rejects.toThrow(why);
  await expect(phoneNumber.create({ number: forSale, ...own })).rejects.toThrow(why);
  await expect(phoneNumber.create({ ...anyOf206, ...own })).rejects.toThrow(why);
  await create(phoneNumber, { number: frontDesk.number, ...own });
  expect(writes(simulator)).toEqual([]);
  expect(calls(simulator).filter((call) => call.includes("available"))).toEqual([]);
});

test("a number that is neither owned nor for sale is refused before anything is written", async () => {
  await using simulator = await startAccount();
  const { phoneNumber } = startCommand(simulator);
  await expect(create(phoneNumber, { number: unknownNumber })).rejects.toThrow("neither on this account nor for sale");
  expect(writes(simulator)).toEqual([]);
});

test("resources with one match get a number each, also in parallel and beside an exact one", async () => {
  await using simulator = await startAccount({ account: selling(12) });
  const { phoneNumber } = startCommand(simulator);
  const news = [...Array.from({ length: 11 }, () => anyOf206), { number: first }];
  const inputs = await Promise.all(news.map((it) => checked(phoneNumber, {}, it)));
  const created = await Promise.all(inputs.map((it) => phoneNumber.create(it)));
  expect(new Set(created.map(({ id }) => id)).size).toBe(12);
  expect(created.at(-1)?.id).toBe(first);
  expect(simulator.account.charges).toHaveLength(12);
  await expect(phoneNumber.create(anyOf206)).rejects.toThrow("no number for sale matches area code 206");
});

test("a command spends no more than it may, however many purchases run at once", async () => {
  await using simulator = await startAccount({ account: selling(6, 1, 1) });
  const { phoneNumber } = startCommand(simulator, { maxSpend: "5" });
  const all = await Promise.allSettled(Array.from({ length: 4 }, () => phoneNumber.create(anyOf206)));
  expect(all.map(({ status }) => status).sort()).toEqual(["fulfilled", "fulfilled", "rejected", "rejected"]);
  const [refusal] = all.flatMap((it) => (it.status === "rejected" ? [String(it.reason)] : []));
  expect(refusal).toContain("would have spent $6.00 in all, over flowroute:maxSpend ($5.00)");
  expect(simulator.account.charges).toHaveLength(2);
  expect(writes(simulator)).toHaveLength(2);
});

test.each([
  ["Standrd", "near to it: Standard"],
  ["Unobtainable", "it has Standard"],
])("a tier that there is not (%s) is told from one that is sold out, with one request", async (tier, hint) => {
  await using simulator = await startAccount({ account: selling(3) });
  const { phoneNumber } = startCommand(simulator);
  for (let time = 0; time < 2; time++)
    await expect(phoneNumber.create({ match: { areaCode: "206", tier } })).rejects.toThrow(
      `Flowroute has no tier of this name (${hint}`,
    );
  expect(calls(simulator).filter((call) => call.includes("/tiers"))).toHaveLength(1);
  await expect(phoneNumber.create({ match: { areaCode: "212", tier: "Standard" } })).rejects.not.toThrow("no tier");
});
