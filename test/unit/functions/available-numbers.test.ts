import { type GetAvailableNumbersArgs, getAvailableNumbers } from "../../../provider";
import type { InventoryNumber } from "../../../sandbox/simulator";
import { selling } from "../../support/accounts";
import { configureStack, stackOnAccount } from "../../support/config";
import { calls, startAccount } from "../../support/session";

const stack = stackOnAccount();

const find = async (args?: GetAvailableNumbersArgs) => {
  const { numbers } = await getAvailableNumbers(args);
  return numbers.map(({ number }) => number);
};
const expected = (keeps: (number: string, offer: InventoryNumber) => boolean) =>
  Object.entries(stack.simulator.account.inventory)
    .filter(([number, offer]) => keeps(number, offer))
    .map(([number]) => number)
    .sort();
const cheap = ({ setup_cost, monthly_cost }: InventoryNumber) => setup_cost <= 1 && monthly_cost <= 1;

test.each<[string, GetAvailableNumbersArgs, (number: string, offer: InventoryNumber) => boolean]>([
  ["area code", { areaCode: "425" }, (number) => number.startsWith("1425")],
  ["exchange of six", { exchange: "206501" }, (number) => number.startsWith("1206501")],
  ["exchange of three", { exchange: "457" }, (number) => number.slice(4, 7) === "457"],
  ["area code and exchange", { areaCode: "206", exchange: "701" }, (number) => number.startsWith("1206701")],
  [
    "setup cost",
    { areaCode: "646", maxSetupCost: 0 },
    (number, { setup_cost }) => /^1646/.test(number) && setup_cost === 0,
  ],
  [
    "monthly cost",
    { areaCode: "646", maxMonthlyCost: 1 },
    (n, { monthly_cost }) => /^1646/.test(n) && monthly_cost <= 1,
  ],
  [
    "both costs",
    { maxSetupCost: 1, maxMonthlyCost: 1, areaCode: "201" },
    (n, offer) => /^1201/.test(n) && cheap(offer),
  ],
  ["tier", { areaCode: "212", tier: "Priceless" }, (number, { tier }) => /^1212/.test(number) && tier === "Priceless"],
  ["country", { isoCountry: "be" }, (_, { iso_country }) => iso_country === "BE"],
  ["another country's prefix", { startsWith: "+32" }, (number) => number.startsWith("32")],
  [
    "kind and digits",
    { numberType: "toll-free", endsWith: "5000" },
    (n, o) => o.number_type === "toll-free" && /5000$/.test(n),
  ],
])("by %s", async (_, args, keeps) => {
  const numbers = expected(keeps);
  expect(numbers.length).toBeGreaterThan(0);
  expect((await find({ ...args, take: 2_000 })).sort()).toEqual(numbers);
});

test("nothing matches what nothing is like", async () => {
  expect(await getAvailableNumbers({ areaCode: "999" })).toEqual({ numbers: [], stoppedEarly: false });
});

test("twenty at most unless asked for more, from one page", async () => {
  expect(await find()).toHaveLength(20);
  expect(calls(stack.simulator)).toEqual(["GET /v2/numbers/available?limit=200&offset=0"]);
});

test.each([
  [{ take: 200 }, 1],
  [{ take: 201 }, 2],
  [{ take: 400 }, 2],
  [{ take: 20, areaCode: "206" }, 1],
  [{ take: 2_000, areaCode: "206" }, 2],
  [{ take: 20, maxSetupCost: 0 }, 2],
])("%j takes %d pages, and no more", async (args, pages) => {
  await find(args);
  expect(stack.simulator.requests()).toHaveLength(pages);
});

test.each(["setupCost", "monthlyCost", "number"] as const)("sorted by %s, the least first", async (sortBy) => {
  const args = { areaCode: "206", sortBy };
  const all = (await getAvailableNumbers({ ...args, take: 2_000 })).numbers;
  for (const [index, offer] of all.entries()) {
    const next = all[index + 1];
    if (next) expect(offer[sortBy] <= next[sortBy]).toBe(true);
  }
  expect((await getAvailableNumbers({ ...args, take: 5 })).numbers).toEqual(all.slice(0, 5));
});

test("a scan that ends before the inventory does says so", async () => {
  expect(Object.keys(stack.simulator.account.inventory).length).toBeGreaterThan(2_000);
  expect(await getAvailableNumbers({ maxMonthlyCost: 0.01 })).toEqual({ numbers: [], stoppedEarly: true });
  expect(stack.simulator.requests()).toHaveLength(10);
  expect(await getAvailableNumbers({ sortBy: "monthlyCost", take: 1 })).toMatchObject({
    numbers: [{ monthlyCost: 0.5 }],
    stoppedEarly: true,
  });
  expect(await getAvailableNumbers({ areaCode: "206" })).toMatchObject({ stoppedEarly: false });
});

test("a scan that found what was asked for did not stop early, wherever it ended", async () => {
  await using shop = await startAccount({ account: selling(2_001) });
  configureStack(shop);
  const { numbers, stoppedEarly } = await getAvailableNumbers({ take: 2_000 });
  expect([numbers.length, stoppedEarly]).toEqual([2_000, false]);
});

test("older answers, which leave the tier out, are trusted to be filtered", async () => {
  stack.simulator.configure({ attributeSet: "legacy" });
  const found = await find({ tier: "Priceless", areaCode: "425" });
  stack.simulator.configure({ attributeSet: "current" });
  expect(found).toHaveLength(3);
});

test.each<[string, object]>([
  ["areaCode", { areaCode: "20" }],
  ["exchange", { exchange: "55512" }],
  ["maxSetupCost", { maxSetupCost: Number.NaN }],
  ["maxMonthlyCost", { maxMonthlyCost: -0.01 }],
  ["take: must be a whole number from 1 to 2000", { take: 0 }],
  ["take: must be a whole number from 1 to 2000", { take: 2_001 }],
  ["take: must be a whole number from 1 to 2000", { take: 1.5 }],
  ["sortBy: must be one of setupCost, monthlyCost, number", { sortBy: "price" }],
  ["maxSetupCosts: there is no property maxSetupCosts; did you mean maxSetupCost?", { maxSetupCosts: 1 }],
])("%s: refused before any request", async (reason, args) => {
  await expect(getAvailableNumbers(args)).rejects.toThrow(reason);
  expect(stack.simulator.requests()).toEqual([]);
});
