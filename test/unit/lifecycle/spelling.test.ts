import fc from "fast-check";
import { fromInput, spell, toE164, toInput } from "../../../provider/lifecycle/spelling";

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const leading = fc.integer({ min: 2, max: 9 }).map(String);
/** Area code, exchange and line of any number of the North American plan. */
const parts = fc.record({
  area: fc.tuple(leading, digit, digit).map((digits) => digits.join("")),
  exchange: fc.tuple(leading, digit, digit).map((digits) => digits.join("")),
  line: fc.array(digit, { minLength: 4, maxLength: 4 }).map((digits) => digits.join("")),
});

const spellings: ((area: string, exchange: string, line: string) => string)[] = [
  (area, exchange, line) => `${area}${exchange}${line}`,
  (area, exchange, line) => `1${area}${exchange}${line}`,
  (area, exchange, line) => `+1${area}${exchange}${line}`,
  (area, exchange, line) => `+1 ${area}-${exchange}-${line}`,
  (area, exchange, line) => `+1 (${area}) ${exchange}-${line}`,
  (area, exchange, line) => `(${area}) ${exchange}-${line}`,
  (area, exchange, line) => `(${area})${exchange}-${line}`,
  (area, exchange, line) => `${area}-${exchange}-${line}`,
  (area, exchange, line) => `${area}.${exchange}.${line}`,
  (area, exchange, line) => `${area} ${exchange} ${line}`,
  (area, exchange, line) => `1-${area}-${exchange}-${line}`,
  (area, exchange, line) => `1 (${area}) ${exchange}-${line}`,
  (area, exchange, line) => `+1.${area}.${exchange}.${line}`,
  (area, exchange, line) => `  ${area}${exchange}${line} `,
];

test("every usual spelling of a number is the same number, whatever its area code", () => {
  fc.assert(
    fc.property(parts, fc.constantFrom(...spellings), ({ area, exchange, line }, write) => {
      const number = `1${area}${exchange}${line}`;
      expect(spell(write(area, exchange, line))).toEqual({ number, e164: `+${number}` });
    }),
    { numRuns: 1000 },
  );
});

test("what is read without the library is what the library reads", () => {
  const digits = fc.stringMatching(/^\+?1?[0-9]{9,12}$/);
  fc.assert(
    fc.property(digits, (text) => {
      // A space has no meaning, and makes the library read it.
      const outcome = (written: string) => {
        try {
          return spell(written);
        } catch {
          return "refused";
        }
      };
      expect(outcome(text)).toEqual(outcome(`${text} `));
    }),
    { numRuns: 2000 },
  );
});

test("both of our own forms are read as they are", () => {
  fc.assert(
    fc.property(parts, ({ area, exchange, line }) => {
      const once = spell(`${area}${exchange}${line}`);
      expect(spell(once.number)).toEqual(once);
      expect(spell(once.e164)).toEqual(once);
      expect(toE164(once.number)).toBe(once.e164);
    }),
  );
});

test("numbers of other countries keep their country code", () => {
  expect(spell("+32 2 555 10 01").number).toBe("3225551001");
  expect(spell("+44 20 7946 0000").number).toBe("442079460000");
  expect(spell("442079460000").number).toBe("442079460000");
});

test.each(["+12065550100", "+18005550199", "+3225551001", "+4512345678", "+442079460000"])(
  "%s, kept as an input, is the same number when it is read again",
  (e164) => {
    const { number } = spell(e164);
    expect(spell(toInput(number)).number).toBe(number);
    expect(fromInput(toInput(number))).toBe(number);
  },
);

test.each([
  ["letters", "206-FLOWERS", "letters"],
  ["letters of another script", "206555０１ДД", "letters"],
  ["an extension", "206-555-0100 #12", "extension"],
  ["an extension in words", "206-555-0100 ext. 12", "letters"],
  ["too few digits", "555-0100", "digits"],
  ["nine digits", "206555010", "digits"],
  ["a country code but its last digit missing", "1206555010", "lacks a digit"],
  ["an area code that cannot be", "(120) 655-5010", "begins with 1"],
  ["eleven digits that do not begin with 1", "+1 206-555-01001", "digits"],
  ["far too many digits", "1206555010012345678", "too long"],
  ["nothing", "", "not a number"],
  ["no digits", "+", "not a number"],
  ["two numbers", "206-555-0100 / 206-555-0101", "206-555-0100 / 206-555-0101"],
])("a number with %s is refused, and told how to write it", (_, text, why) => {
  expect(() => spell(text)).toThrow(why);
  expect(() => spell(text)).toThrow('write it like "+1 206-555-0100"');
});

test("a North American number with one digit more or less is refused in every spelling", () => {
  const wrong = fc.tuple(parts, fc.constantFrom(...spellings), fc.constantFrom("short", "long"));
  fc.assert(
    fc.property(wrong, ([{ area, exchange, line }, write, how]) => {
      const text = write(area, exchange, how === "short" ? line.slice(1) : `${line}0`);
      // Eleven bare digits that do not begin with 1 may be another country's.
      fc.pre(!/^[2-9]\d{10}$/.test(text.trim()));
      expect(() => spell(text)).toThrow("write it like");
    }),
  );
});

test("whatever the text, the answer is a number in digits or an error that explains itself", () => {
  const texts = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789+-() .x#/") }));
  fc.assert(
    fc.property(texts, (text) => {
      try {
        expect(spell(text).number).toMatch(/^\d{5,15}$/);
      } catch (error) {
        expect((error as Error).message).toContain("write it like");
      }
    }),
    { numRuns: 1000 },
  );
});
