import { SettingsError } from "../../../provider/client";
import { affordable, ceilingsOf, dollars, price, tooExpensive } from "../../../provider/lifecycle/prices";
import { readStackSettings } from "../../../provider/lifecycle/stack-settings";

const read = (values: Record<string, string>) => readStackSettings((name) => values[name]);

const defaults = {
  onDelete: undefined,
  purchases: "allow",
  maxSetupCost: 10,
  maxMonthlyCost: 10,
  maxSpend: undefined,
  maxReleases: 10,
} as const;

test("a stack that says nothing keeps numbers, and buys no expensive one", () => {
  expect(read({})).toEqual(defaults);
});

test("what a stack says counts, also with spaces around it", () => {
  const said = {
    onDelete: " remove",
    purchases: "forbid ",
    maxSetupCost: "0",
    maxMonthlyCost: "1.25",
    maxSpend: "20",
    maxReleases: "0",
  };
  expect(read(said)).toEqual({
    onDelete: "remove",
    purchases: "forbid",
    maxSetupCost: 0,
    maxMonthlyCost: 1.25,
    maxSpend: 20,
    maxReleases: 0,
  });
});

test("a cleared setting is one not said, not zero dollars", () => {
  expect(read({ maxSetupCost: "", maxSpend: " ", onDelete: "" })).toEqual(defaults);
});

test.each([
  ["onDelete", "delete", '"retain" or "remove"'],
  ["purchases", "never", '"allow" or "forbid"'],
  ["maxSetupCost", "$5", "US dollars"],
  ["maxMonthlyCost", "NaN", "US dollars"],
  ["maxSetupCost", "-1", "negative"],
  ["maxSpend", "1e999", "US dollars"],
  ["maxReleases", "-1", "a whole number, such as 10"],
  ["maxReleases", "2.5", "a whole number"],
  ["maxReleases", "all", "a whole number"],
  ["maxSpend", "0x10", "US dollars"],
  ["maxSpend", "1e3", "US dollars"],
  ["maxSetupCost", ".5", "US dollars"],
])("flowroute:%s cannot be %s", (name, value, reason) => {
  const attempt = () => read({ [name]: value });
  expect(attempt).toThrow(SettingsError);
  for (const part of [`flowroute:${name}`, `"${value}"`, reason, `pulumi config set flowroute:${name}`])
    expect(attempt).toThrow(part);
});

const stack = { ...defaults, maxSetupCost: 5, maxMonthlyCost: 2 };
const offer = { number: "12065550100", setupCost: 5, monthlyCost: 2 } as Parameters<typeof affordable>[0];

test("a resource's own ceiling comes before the stack's, each by itself", () => {
  expect(ceilingsOf({}, stack)).toEqual({ maxSetupCost: 5, maxMonthlyCost: 2 });
  expect(ceilingsOf({ maxSetupCost: 0 }, stack)).toEqual({ maxSetupCost: 0, maxMonthlyCost: 2 });
  expect(ceilingsOf({ maxMonthlyCost: 9 }, stack)).toEqual({ maxSetupCost: 5, maxMonthlyCost: 9 });
});

test("a number may cost as much as the ceiling, and no cent more", () => {
  expect(affordable(offer, stack)).toBe(true);
  expect(tooExpensive(offer, stack)).toBeUndefined();
  expect(affordable(offer, { ...stack, maxSetupCost: 4.99 })).toBe(false);
  expect(affordable(offer, { ...stack, maxMonthlyCost: 1.99 })).toBe(false);
  expect(tooExpensive(offer, { ...stack, maxSetupCost: 4.99 })).toContain("$5.00 to set up, over the ceiling of $4.99");
  expect(tooExpensive(offer, { ...stack, maxMonthlyCost: 1.99 })).toMatch(/\$2\.00 a month.*flowroute:maxMonthlyCost/);
});

test("money is written as a person would", () => {
  expect([0, 1, 1.25, 0.005, 500_000].map(dollars)).toEqual(["$0.00", "$1.00", "$1.25", "$0.005", "$500,000.00"]);
  expect(price(offer)).toBe("$5.00 to set up and $2.00 a month");
});
