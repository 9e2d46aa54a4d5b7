import fc from "fast-check";
import { z } from "zod";
import { refusal } from "../../../provider/lifecycle/input-failure";
import { nearest } from "../../../provider/lifecycle/nearest";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { dollarAmount, phoneNumber, validate } from "../../../provider/lifecycle/validate";
import { validateNumberRoutes } from "../../../provider/resources/number-routes/inputs";
import { validatePhoneNumber } from "../../../provider/resources/phone-number/inputs";

const shape = {
  number: phoneNumber,
  cost: dollarAmount,
  match: z.strictObject({
    areaCode: z
      .string()
      .regex(/^\d{3}$/, "must be three digits")
      .optional(),
  }),
};

test("what is right is handed on in its checked form", () => {
  const { values, failures, unknown } = validate({ number: "(206) 555-0100", cost: 1.5 }, shape);
  expect(values).toEqual({ number: "12065550100", cost: 1.5 });
  expect(failures).toEqual([]);
  expect(unknown.size).toBe(0);
});

test("what a preview does not know is left alone, at any depth", () => {
  const { values, failures, unknown } = validate({ number: UNKNOWN, match: { areaCode: UNKNOWN }, cost: 1 }, shape);
  expect(values).toEqual({ cost: 1 });
  expect(failures).toEqual([]);
  expect([...unknown]).toEqual(["number", "match"]);
});

test("what the program refuses is refused with its reason, and without the property, whose value would be quoted", () => {
  const { failures } = validate({ number: refusal("declared twice"), cost: refusal("not found out") }, shape);
  expect(failures).toEqual([
    { property: "", reason: "declared twice" },
    { property: "", reason: "not found out" },
  ]);
});

test("what is wrong beside an unknown is still found", () => {
  const { failures } = validate({ match: { areaCode: UNKNOWN, areacode: "206" }, cost: Number.NaN }, shape);
  expect(failures).toEqual([
    { property: "match.areacode", reason: "there is no property areacode; did you mean areaCode?" },
    { property: "cost", reason: "must be an amount in US dollars, such as 1.5" },
  ]);
});

test.each([-1, -0.01, Number.NaN, Number.POSITIVE_INFINITY, "1", null, {}])("%p is no amount of dollars", (cost) => {
  expect(validate({ cost }, shape).failures).toMatchObject([{ property: "cost" }]);
});

test.each([
  ["areacode", "areaCode"],
  ["maxSetupcost", "maxSetupCost"],
  ["purchases", "purchase"],
  ["onDelet", "onDelete"],
  ["cnamLookups", "cnamLookupsEnabled"],
])("%s is told to be %s", (written, meant) => {
  const news = written === "areacode" ? { match: { [written]: "206" } } : { number: "2065550100", [written]: "x" };
  const [failure] = validatePhoneNumber(news).failures;
  expect(failure?.property.split(".").at(-1)).toBe(written);
  expect(failure?.reason).toContain(`did you mean ${meant}?`);
});

test("a property like no other is told which there are", () => {
  expect(validateNumberRoutes({ number: "2065550100", primaryRoute: "0", colour: "red" }).failures).toEqual([
    {
      property: "colour",
      reason: "there is no property colour; the properties are number, primaryRoute, failoverRoute, onDelete",
    },
  ]);
});

test("names that every object has are no properties either", () => {
  for (const name of ["constructor", "toString", "hasOwnProperty"])
    expect(validate({ [name]: "x" }, shape).failures).toMatchObject([{ property: name }]);
});

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constant(UNKNOWN),
    fc.constant(null),
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("areaCode", "alias", "exchange", "x"), tie("any")),
  ),
})).any;
const properties = [
  ...["number", "match", "maxSetupCost", "maxMonthlyCost", "purchase", "alias", "cnamLookupsEnabled"],
  ...["messagingEnabled", "onDelete", "primaryRoute", "failoverRoute", "unheardOf"],
];

test("no input makes a judgement throw, and each is right, unknown or refused by name", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...properties), value), (news) => {
      for (const { values, unknown, failures } of [validatePhoneNumber(news), validateNumberRoutes(news)]) {
        const refused = failures.map(({ property }) => property.split(".")[0]);
        for (const name of Object.keys(news))
          expect([name in values, unknown.has(name), refused.includes(name)]).toContain(true);
        for (const { reason } of failures) expect(reason).not.toBe("");
      }
    }),
    { numRuns: 1000 },
  );
});

test("the nearest names come first, and far ones not at all", () => {
  const aliases = ["pbx-main", "pbx-backup", "front-desk-cell", "sip-reg", "canary-70"];
  expect(nearest("pbx_main", aliases)[0]).toBe("pbx-main");
  expect(nearest("PBX-BACKUP", aliases)[0]).toBe("pbx-backup");
  expect(nearest("desk", aliases)).toEqual(["front-desk-cell"]);
  expect(nearest("zzzzzzzz", aliases)).toEqual([]);
});
