import type { AvailableNumber, AvailableNumbersQuery, NumberType } from "../client";

/** What a number for sale must be like; every criterion given must hold. */
export interface Criteria {
  /** Area code, three digits: `"206"`. */
  areaCode?: string | undefined;
  /** Exchange: three digits (`"555"`), or six with the area code first (`"206555"`), as `getAvailableExchanges` gives them. */
  exchange?: string | undefined;
  /** First digits, with or without the country code 1: `"1206"`, `"206"`; of another country with a plus: `"+32"`. */
  startsWith?: string | undefined;
  /** Digits anywhere in the number: `"555"`. */
  contains?: string | undefined;
  /** Last digits: `"0100"`. */
  endsWith?: string | undefined;
  /** Flowroute's abbreviated rate center, any case: `"seattle"`. */
  rateCenter?: string | undefined;
  /** Two-letter US state or Canadian province, any case: `"wa"`. */
  state?: string | undefined;
  /** `"longcode"`, `"toll-free"`, or another kind Flowroute may add. */
  numberType?: NumberType | undefined;
  /** ISO 3166-1 alpha-2 country: `"US"`. */
  isoCountry?: string | undefined;
  /** Price tier by name: `"Standard"`. */
  tier?: string | undefined;
}

/** What is judged of a number, for sale or owned. */
type Findable = Pick<AvailableNumber, "number" | "rateCenter" | "state" | "numberType" | "isoCountry" | "tier">;

/** Results looked at before a search gives up: ten pages. */
export const SCAN_LIMIT = 2_000;

/** The search that fetches the fewest numbers while missing none that satisfies the criteria (API section 5.4). */
export function toQuery(criteria: Criteria): AvailableNumbersQuery {
  const prefixes = prefixesOf(criteria);
  const longest = prefixes.reduce((best, prefix) => (prefix.length > best.length ? prefix : best), "");
  const looseExchange =
    criteria.exchange?.length === 3 && criteria.areaCode === undefined ? criteria.exchange : undefined;
  return {
    startsWith: longest === "" ? undefined : asPrefix(longest),
    contains: criteria.contains ?? looseExchange,
    endsWith: criteria.endsWith,
    rateCenter: criteria.rateCenter,
    state: criteria.state,
    numberType: modern(criteria.numberType),
    isoCountry: criteria.isoCountry,
    tier: criteria.tier,
  };
}

/**
 * Whether a number satisfies the criteria. The API leaves open how strictly it applies some filters
 * (U-36, U-39), so every result is judged here again.
 */
export function satisfies(offer: Findable, criteria: Criteria): boolean {
  const { number } = offer;
  const { exchange } = criteria;
  return (
    prefixesOf(criteria).every((prefix) => number.startsWith(prefix)) &&
    (exchange?.length !== 3 || (number.startsWith("1") && number.slice(4, 7) === exchange)) &&
    number.includes(criteria.contains ?? "") &&
    number.endsWith(criteria.endsWith ?? "") &&
    same(lower(offer.rateCenter), lower(criteria.rateCenter)) &&
    same(lower(offer.state), lower(criteria.state)) &&
    same(modern(offer.numberType), modern(criteria.numberType)) &&
    same(lower(offer.isoCountry), lower(criteria.isoCountry)) &&
    // A name, which the API may compare letter by letter.
    same(offer.tier, criteria.tier)
  );
}

/**
 * The search for one very number. Prefix and suffix are documented filters; whether a whole number may be given as a
 * prefix is not (U-39).
 */
export function withPrefixAndSuffix(number: string): { startsWith: string; endsWith: string } {
  return { startsWith: asPrefix(number.slice(0, -4)), endsWith: number.slice(-4) };
}

/** The criteria in words: `area code 206, state wa`. */
export function describe(criteria: Criteria): string {
  const words = Object.entries({
    "area code": criteria.areaCode,
    exchange: criteria.exchange,
    "starting with": criteria.startsWith,
    containing: criteria.contains,
    "ending with": criteria.endsWith,
    "rate center": criteria.rateCenter,
    state: criteria.state,
    "of type": criteria.numberType,
    country: criteria.isoCountry,
    tier: criteria.tier,
  }).flatMap(([label, value]) => (value === undefined ? [] : [`${label} ${value}`]));
  return words.length === 0 ? "any number" : words.join(", ");
}

/** Prefixes in Flowroute's own form: the country code 1 is put in front of digits that leave it out, as the API does (section 2.7). */
function prefixesOf({ areaCode, exchange, startsWith }: Criteria): string[] {
  const prefixes: string[] = [];
  if (areaCode !== undefined) prefixes.push(`1${areaCode}${exchange?.length === 3 ? exchange : ""}`);
  if (exchange?.length === 6) prefixes.push(`1${exchange}`);
  if (startsWith !== undefined) prefixes.push(withCountryCode(startsWith));
  return prefixes;
}

/** Without a plus the API takes digits for a North American number. */
function asPrefix(digits: string): string {
  return digits.startsWith("1") ? digits : `+${digits}`;
}

function withCountryCode(digits: string): string {
  if (digits.startsWith("+")) return digits.slice(1);
  return digits.startsWith("1") ? digits : `1${digits}`;
}

function same(actual: string | undefined, wanted: string | undefined): boolean {
  // An attribute that older answers leave out (API section 4.2) cannot be judged; the API's own filter is trusted then.
  return wanted === undefined || actual === undefined || actual === wanted;
}

function lower(text: string | undefined): string | undefined {
  return text?.toLowerCase();
}

/** `standard` in older answers is what the pages now call `longcode` (API section 16, row 7). */
function modern(type: string | undefined): string | undefined {
  const written = lower(type);
  return written === "standard" ? "longcode" : written === "tollfree" ? "toll-free" : written;
}
