import type { ParseError } from "libphonenumber-js/min";

// Loaded with the first spelling that takes it: it is slow to load, and slow to parse a whole fleet with.
const library = () => require("libphonenumber-js/min") as typeof import("libphonenumber-js/min");

/** A number in the two forms this package uses. */
export interface Spelling {
  /** Flowroute's own form, which is also the id: digits with the country code and no plus, `12065550100` (API section 2.5). */
  readonly number: string;
  /** The same in E.164, `+12065550100`. */
  readonly e164: string;
}

/** A North American number in one of these forms: there is nothing to find out about it. */
const plain = /^\+?(1[2-9]\d{9})$/;

const howTo = 'write it like "+1 206-555-0100", "(206) 555-0100", "2065550100" or "12065550100"';

/**
 * Reads a number in any usual spelling; without a plus, ten digits are a North American number.
 *
 * Only digits and length are judged: whether an area code exists is Flowroute's business, whose inventory
 * is ahead of every published validity table.
 * @throws Error with the reason and the accepted spellings.
 */
export function spell(text: string): Spelling {
  const [, number] = plain.exec(text) ?? [];
  return number === undefined ? parse(text) : { number, e164: toE164(number) };
}

function parse(text: string): Spelling {
  if (/\p{L}/u.test(text)) throw new Error(`"${text}" has letters in it; ${howTo}`);
  const digitsOnly = /^\d+$/.test(text.trim());
  // More than ten bare digits carry their country code already: Flowroute's own form, of whatever country.
  const written = digitsOnly && text.trim().length > 10 ? `+${text.trim()}` : text;
  const { ParseError, parsePhoneNumberWithError } = library();
  try {
    const parsed = parsePhoneNumberWithError(written, { defaultCountry: "US", extract: false });
    if (parsed.ext !== undefined) throw new Error(`"${text}" has an extension in it; ${howTo}`);
    if (!parsed.isPossible()) throw new Error(`"${text}" does not have the right number of digits; ${howTo}`);
    // "1206555010" is ten digits too, but a North American number that lacks its last one.
    if (/^\+1[01]/.test(parsed.number))
      throw new Error(`"${text}" lacks a digit, or has an area code that begins with ${parsed.number[2]}; ${howTo}`);
    return { number: parsed.number.slice(1), e164: parsed.number };
  } catch (error) {
    if (error instanceof ParseError) throw new Error(`"${text}" is not a phone number (${reason(error)}); ${howTo}`);
    throw error;
  }
}

/** The number a read is about: what the state calls it is Flowroute's own form, the id of a `.get` may be in any spelling. */
export function numberOf(id: string, inState: unknown): string {
  return id === inState ? id : spell(id).number;
}

/**
 * How a number in Flowroute's form is kept among a resource's inputs: as it is, but with a plus where `spell` would take
 * ten digits of another country for a North American number.
 */
export function toInput(number: string): string {
  return number.length > 10 ? number : toE164(number);
}

/** Flowroute's form of a number that is kept so. */
export function fromInput(number: string): string {
  return number.replace(/^\+/, "");
}

/** Flowroute's form of an id that Flowroute itself gave, as E.164. */
export function toE164(number: string): string {
  return `+${number}`;
}

function reason(error: ParseError): string {
  return error.message.toLowerCase().replaceAll("_", " ");
}
