import type { Context } from "hono";
import { type Account, entry, type InventoryNumber } from "../account";
import type { Simulation } from "../simulation";
import { inventoryObject } from "./documents";
import { invalid, invalidAreaCode } from "./errors";
import { digitFilters, type Filter, filterOf, setupCostFilter, wordFilter } from "./filters";
import { answerPage } from "./listing";

type Offer = InventoryNumber & { number: string };

/** Numbers of the North American plan by a leading part of them: an area code or an exchange. */
interface Group {
  id: string;
  cheapestSetup: number;
}

/** N1: area codes with numbers for sale. */
export function listAreaCodes(c: Context, simulation: Simulation): Response {
  return answerPage(c, simulation, {
    items: groups(simulation.read(), 3),
    filters: setupCostFilter<Group>(c, (group) => group.cheapestSetup),
    max: 400,
    path: "/v2/numbers/available/areacodes",
    show: ({ id }) => ({
      type: "areacode",
      id,
      links: { related: `${simulation.origin}/v2/numbers/available/exchanges?areacode=${id}` },
    }),
  });
}

/** N2: exchanges with numbers for sale. */
export function listExchanges(c: Context, simulation: Simulation): Response {
  return answerPage(c, simulation, {
    items: groups(simulation.read(), 6),
    filters: [
      ...setupCostFilter<Group>(c, (group) => group.cheapestSetup),
      ...filterOf<Group>(c, "areacode", (value) => {
        if (!/^[2-9]\d\d$/.test(value)) throw invalidAreaCode();
        return { echo: value, keeps: ({ id }) => id.startsWith(value) };
      }),
    ],
    max: 200,
    path: "/v2/numbers/available/exchanges",
    show: ({ id }) => ({
      type: "exchange",
      id,
      links: { related: `${simulation.origin}/v2/numbers/available?starts_with=1${id}` },
    }),
  });
}

/** N3: tiers, the commonest first, which is the order of the published example; its odd link paths are kept too. */
export function listTiers(c: Context, simulation: Simulation): Response {
  const sizes = new Map<string, number>();
  for (const { tier } of Object.values(simulation.read().inventory))
    if (tier !== null) sizes.set(tier, (sizes.get(tier) ?? 0) + 1);
  const tiers = [...sizes].sort(([a, sizeA], [b, sizeB]) => sizeB - sizeA || (a < b ? -1 : 1));
  return answerPage(c, simulation, {
    items: tiers.map(([tier]) => tier),
    filters: [],
    max: 200,
    path: "/v2/numbers/tiers",
    show: (tier) => ({
      type: "tier",
      id: tier,
      links: { related: `${simulation.origin}/v2/numbers?tier=${encodeURIComponent(tier)}` },
    }),
  });
}

/** N4: numbers for sale. */
export function listAvailable(c: Context, simulation: Simulation): Response {
  const offers = Object.entries(simulation.read().inventory).map(([number, details]) => ({ ...details, number }));
  const { compare, echo } = ordering(c);
  const filters: Filter<Offer>[] = [
    ...digitFilters<Offer>(c, ({ number }) => number),
    ...wordFilter<Offer>(c, "state", /^[a-z]{2}$/i, ({ state }) => state, upperCase),
    ...wordFilter<Offer>(c, "rate_center", /\S/, (offer) => offer.rate_center, upperCase),
    ...wordFilter<Offer>(c, "number_type", /^(longcode|toll-free)$/, (offer) => offer.number_type, asGiven),
    ...wordFilter<Offer>(c, "iso_country", /^[a-z]{2}$/i, (offer) => offer.iso_country, upperCase),
    ...filterOf<Offer>(c, "tier", (value) => ({ echo: value, keeps: ({ tier }) => tier === value })),
  ];
  return answerPage(c, simulation, {
    items: offers.sort(compare),
    filters,
    echo,
    max: 200,
    path: "/v2/numbers/available",
    show: ({ number, ...details }) => inventoryObject(simulation, number, details),
  });
}

const upperCase = (value: string) => value.toUpperCase();
const asGiven = (value: string) => value;

const orderings: Readonly<Record<string, (a: Offer, b: Offer) => number>> = {
  number: byNumber,
  value: byNumber,
  tn: byNumber,
  monthly_cost: (a, b) => a.monthly_cost - b.monthly_cost,
  iso_country: (a, b) => byText(a.iso_country, b.iso_country),
  number_type: (a, b) => byText(a.number_type, b.number_type),
  state: (a, b) => byText(a.state, b.state),
  rate_center: (a, b) => byText(a.rate_center, b.rate_center),
};

/** `order_by`: a field, and after a comma `asc`, which is the default, or `desc` (U-38). Equals come by number. */
function ordering(c: Context) {
  const value = c.req.query("order_by");
  if (value === undefined) return { compare: byNumber, echo: [] };
  const [field = "", direction = "asc", ...rest] = value.split(",");
  const first = entry(orderings, field);
  if (!first || rest.length > 0 || !["asc", "desc"].includes(direction)) throw invalid("Invalid order_by");
  const sign = direction === "desc" ? -1 : 1;
  return {
    compare: (a: Offer, b: Offer) => sign * first(a, b) || byNumber(a, b),
    echo: [["order_by", value] as const],
  };
}

function byNumber(a: Offer, b: Offer): number {
  return Number(a.number) - Number(b.number);
}

/** What has no place sorts behind what has one. */
function byText(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}

function groups(account: Readonly<Account>, length: 3 | 6): Group[] {
  const cheapest = new Map<string, number>();
  for (const [number, { setup_cost }] of Object.entries(account.inventory)) {
    if (!/^1\d{10}$/.test(number)) continue;
    const id = number.slice(1, 1 + length);
    cheapest.set(id, Math.min(setup_cost, cheapest.get(id) ?? Number.POSITIVE_INFINITY));
  }
  return [...cheapest]
    .map(([id, cheapestSetup]) => ({ id, cheapestSetup }))
    .sort((a, b) => Number(a.id) - Number(b.id));
}
