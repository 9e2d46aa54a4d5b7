import fc from "fast-check";
import { inShort, isPrintable, printable } from "../../../provider/client";

test.each([
  ["an escape sequence", "\u001b[31mred", "\\u001b[31mred"],
  ["an 8-bit one", "\u009b31m", "\\u009b31m"],
  ["lines, bells and deletes", "a\r\n\u0007\u007f", "a\\u000d\\u000a\\u0007\\u007f"],
  ["separators of lines and paragraphs", "a\u2028b\u2029", "a\\u2028b\\u2029"],
  ["half a pair", "\ud83d", "\\ud83d"],
])("%s is written out", (_, text, shown) => {
  expect(isPrintable(text)).toBe(false);
  expect(printable(text)).toBe(shown);
});

test("so is every control of writing direction", () => {
  const ranges = [
    [0x061c, 0x061c],
    [0x200e, 0x200f],
    [0x202a, 0x202e],
    [0x2066, 0x2069],
  ] as const;
  for (const [first, last] of ranges)
    for (let code = first; code <= last; code++)
      expect(printable(String.fromCharCode(code))).toBe(`\\u${code.toString(16).padStart(4, "0")}`);
});

test.each(["Grüße, 北京 ☎️ 👨‍👩‍👧", "مرحبا שלום", "C:\\u001b"])("%s passes", (text) => {
  expect(isPrintable(text)).toBe(true);
  expect(printable(text)).toBe(text);
});

test("what is printable stays so, and is not cut within a pair", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(20), (text, most) => {
      expect(isPrintable(printable(text))).toBe(true);
      const short = inShort(printable(text), most);
      expect(short).toBe(printable(short));
      expect(short.length).toBeLessThanOrEqual(most + 1);
      expect(short.endsWith("…") || short === printable(text)).toBe(true);
    }),
  );
});
