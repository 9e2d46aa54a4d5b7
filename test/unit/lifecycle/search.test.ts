import fc from "fast-check";
import type { AvailableNumber } from "../../../provider/client";
import { type Criteria, describe as inWords, satisfies, toQuery } from "../../../provider/lifecycle/criteria";
import type { Simulator } from "../../../sandbox/simulator";
import { startAccount, startCommand } from "../../support/session";

let simulator: Simulator & AsyncDisposable;
let inventory: AvailableNumber[];
const search = (criteria: Criteria) =>
  Array.fromAsync(startCommand(simulator).session.client.inventory.availableNumbers(toQuery(criteria)));

beforeAll(async () => {
  simulator = await startAccount();
  inventory = await Array.fromAsync(startCommand(simulator).session.client.inventory.availableNumbers());
});
afterAll(() => simulator[Symbol.asyncDispose]());

const anyCase = (word: string) => fc.constantFrom(word, word.toUpperCase(), word.toLowerCase());

/** Criteria that this number satisfies, in the spellings that are accepted. */
function criteriaOf(offer: AvailableNumber): fc.Arbitrary<Criteria> {
  const { number, rateCenter, state, numberType, isoCountry, tier } = offer;
  const parts = fc
    .nat(number.length - 1)
    .chain((from) => fc.integer({ min: from + 1, max: number.length }).map((to) => number.slice(from, to)));
  const prefixes = fc.integer({ min: 1, max: number.length }).chain((length) => {
    const prefix = number.slice(0, length);
    if (!number.startsWith("1")) return fc.constant(`+${prefix}`);
    const spellings = [prefix, `+${prefix}`, ...(length > 1 ? [prefix.slice(1)] : [])];
    return fc.constantFrom(...spellings);
  });
  const northAmerican = number.startsWith("1") && number.length === 11;
  return fc.record(
    {
      ...(northAmerican && {
        areaCode: fc.constant(number.slice(1, 4)),
        exchange: fc.constantFrom(number.slice(1, 7), number.slice(4, 7)),
      }),
      startsWith: prefixes,
      contains: parts,
      endsWith: fc.nat(number.length - 1).map((from) => number.slice(from)),
      ...(rateCenter && { rateCenter: anyCase(rateCenter) }),
      ...(state && { state: anyCase(state) }),
      numberType: numberType === "longcode" ? fc.constantFrom("longcode", "standard", "Longcode") : anyCase(numberType),
      ...(isoCountry && { isoCountry: anyCase(isoCountry) }),
      ...(tier && { tier: fc.constant(tier) }),
    },
    { requiredKeys: [] },
  );
}

test("a search returns every number that satisfies its criteria", async () => {
  const cases = fc.nat(inventory.length - 1).chain((index) => {
    const offer = inventory[index] as AvailableNumber;
    return fc.tuple(fc.constant(offer), criteriaOf(offer));
  });
  await fc.assert(
    fc.asyncProperty(cases, async ([offer, criteria]) => {
      expect(satisfies(offer, criteria)).toBe(true);
      const found = await search(criteria);
      const wanted = inventory.filter((it) => everythingKnown(it, criteria) && satisfies(it, criteria));
      expect(found.map(({ number }) => number)).toEqual(expect.arrayContaining(wanted.map(({ number }) => number)));
    }),
    { numRuns: 120 },
  );
});

/** What an answer leaves out cannot be judged here: the account's own filter decides. */
function everythingKnown(offer: AvailableNumber, criteria: Criteria): boolean {
  return Object.keys(criteria).every((name) => !(name in offer) || offer[name as keyof AvailableNumber] !== undefined);
}

test("digits that a number does not have at that place never satisfy", () => {
  const place = fc.constantFrom("areaCode", "exchange", "startsWith", "contains", "endsWith");
  const cases = fc.record({ index: fc.nat(inventory.length - 1), place, digits: fc.stringMatching(/^[2-9]\d\d$/) });
  fc.assert(
    fc.property(cases, ({ index, place, digits }) => {
      const offer = inventory[index] as AvailableNumber;
      const northAmerican = offer.number.startsWith("1");
      const has = {
        areaCode: offer.number.startsWith(`1${digits}`),
        exchange: northAmerican && offer.number.slice(4, 7) === digits,
        startsWith: offer.number.startsWith(`1${digits}`),
        contains: offer.number.includes(digits),
        endsWith: offer.number.endsWith(digits),
      };
      expect(satisfies(offer, { [place]: digits })).toBe(has[place]);
    }),
    { numRuns: 1000 },
  );
});

const offer: AvailableNumber = {
  number: "12065010100",
  setupCost: 1,
  monthlyCost: 1.25,
  numberType: "longcode",
  rateCenter: "seattle",
  state: "wa",
  isoCountry: "US",
  rateType: "local",
  tier: "Standard",
  inboundRate: 0.012,
};

test.each<[Criteria, boolean]>([
  [{ state: "WA" }, true],
  [{ state: "or" }, false],
  [{ rateCenter: "Seattle" }, true],
  [{ rateCenter: "tacoma" }, false],
  [{ isoCountry: "ca" }, false],
  [{ numberType: "standard" }, true],
  [{ numberType: "toll-free" }, false],
  [{ tier: "Rare" }, false],
  [{ areaCode: "206", exchange: "501" }, true],
  [{ areaCode: "206", exchange: "206501" }, true],
  [{ areaCode: "206", exchange: "502" }, false],
  [{ areaCode: "206", startsWith: "425" }, false],
  [{}, true],
])("%j is judged strictly", (criteria, expected) => expect(satisfies(offer, criteria)).toBe(expected));

test("older answers, which leave attributes out, are judged by what they have", () => {
  const legacy = { ...offer, isoCountry: undefined, tier: undefined, numberType: "standard" };
  expect(satisfies(legacy, { isoCountry: "US", tier: "Standard", numberType: "longcode" })).toBe(true);
  expect(satisfies(legacy, { state: "or" })).toBe(false);
});

test("criteria read as words", () => {
  expect(inWords({ areaCode: "206", state: "wa" })).toBe("area code 206, state wa");
  expect(inWords({})).toBe("any number");
});
