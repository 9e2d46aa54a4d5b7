import type { InventoryNumber } from "../account";

/** One exchange (area code and the three digits after it) and which of its lines are for sale. */
export interface Exchange {
  id: string;
  state: string | null;
  rateCenter: string | null;
  /** Lines (the last four digits) the published examples show. They come before the series. */
  published?: readonly string[];
  /** The series: the first line, the step to the next, and how many. Default 1003, 97 and 44. */
  first?: number;
  step?: number;
  count?: number;
  /** What all its numbers have in common. */
  details?: Partial<InventoryNumber>;
}

function area(code: string, state: string, rateCenter: string, ...exchanges: string[]): Exchange[] {
  return exchanges.map((exchange) => ({ id: code + exchange, state, rateCenter }));
}

function each(exchanges: Exchange[], details: Partial<InventoryNumber>): Exchange[] {
  return exchanges.map((exchange) => ({ ...exchange, details }));
}

const tollFree = { number_type: "toll-free", rate_type: null };
const rare = { tier: "Rare", setup_cost: 199.95 };

/**
 * Where numbers are for sale. Exchanges with lines of their own are there for the published search results: the
 * examples for 201, 347, 646 and Seattle come out of this inventory as they are printed. Area code 212 has only expensive
 * numbers and 201885 none for a dollar, so that a search by cost has something to leave out.
 */
export const exchanges: readonly Exchange[] = [
  { id: "201267", state: "nj", rateCenter: "oradell", first: 3307 },
  ...area("201", "nj", "jerseycity", "616"),
  ...each(area("201", "nj", "jerseycity", "885"), { setup_cost: 3.99 }),
  ...area("202", "dc", "wshngtnzn1", "240", "517", "660", "918"),
  ...area("203", "ct", "bridgeport", "275", "433", "590"),
  { id: "206279", state: "wa", rateCenter: "seattle", published: ["5137"], count: 0 },
  { id: "206501", state: "wa", rateCenter: "seattle", first: 4237 },
  ...area("206", "wa", "seattle", "536", "588", "682", "701"),
  ...each(area("212", "ny", "nwyrcyzn01", "457", "518"), rare),
  ...area("312", "il", "chicago", "219", "566", "883"),
  ...area("347", "ny", "nwyrcyzn03", "215", "325", "331", "410", "868"),
  ...area("408", "ca", "snjs_west", "217", "490", "638", "915"),
  ...area("425", "wa", "bellevue", "243", "529", "818"),
  ...each(area("604", "bc", "vancouver", "259", "330"), { iso_country: "CA" }),
  ...area("617", "ma", "boston", "284", "463", "861"),
  {
    id: "646343",
    state: "ny",
    rateCenter: "nwyrcyzn01",
    published: ["9507", "9617", "9667"],
    first: 9671,
    step: 13,
    count: 25,
  },
  ...area("646", "ny", "nwyrcyzn01", "355", "568", "760"),
  ...area("650", "ca", "millbrae", "239", "434", "741"),
  { id: "800555", state: null, rateCenter: null, first: 1234, details: tollFree },
  { id: "833215", state: null, rateCenter: null, details: tollFree },
  { id: "888430", state: null, rateCenter: null, details: tollFree },
];
