import { z } from "zod";
import type { Criteria } from "./criteria";
import { printableText } from "./validate";

const digits = (count: string, pattern: RegExp, example: string) =>
  z
    .string(`must be a string of ${count}, such as "${example}"`)
    .regex(pattern, `must be ${count}, such as "${example}"`);

const text = printableText.trim().min(1, "must not be empty");

/** How each search criterion is written. */
export const criteriaShape = {
  areaCode: digits("three digits", /^\d{3}$/, "206").optional(),
  exchange: digits("three digits, or six with the area code first", /^(\d{3}|\d{6})$/, "555").optional(),
  startsWith: digits("digits, with a plus for another country than 1", /^\+?\d{1,15}$/, "1206").optional(),
  contains: digits("digits", /^\d{1,15}$/, "555").optional(),
  endsWith: digits("digits", /^\d{1,15}$/, "0100").optional(),
  rateCenter: text.optional(),
  state: digits("a two-letter state or province", /^[a-z]{2}$/i, "wa").optional(),
  numberType: text.optional(),
  isoCountry: digits("a two-letter country", /^[a-z]{2}$/i, "US").optional(),
  tier: text.optional(),
} satisfies Record<keyof Criteria, z.ZodType>;
