import type { InventoryNumber } from "../account";
import { type Exchange, exchanges } from "./exchanges";

const standard = {
  number_type: "longcode",
  iso_country: "US",
  rate_type: "local",
  tier: "Standard",
  monthly_cost: 1.25,
  setup_cost: 1,
  inbound_rate: 0.012,
};

const promo = { tier: "US Promo $0.0/$0.50/$0.005", setup_cost: 0, monthly_cost: 0.5, inbound_rate: 0.005 };

/** Memorable lines, and what real inventories ask for such numbers. */
const vanity: Readonly<Record<string, Partial<InventoryNumber>>> = {
  "5000": { tier: "Rare", setup_cost: 199.95 },
  "8888": { tier: "Priceless", setup_cost: 500_000 },
};

/** About 2,000 numbers for sale, the same at every start. */
export function seededInventory(): Record<string, InventoryNumber> {
  const inventory: Record<string, InventoryNumber> = {};
  for (const exchange of exchanges) {
    const { id, state, rateCenter, details } = exchange;
    const place = { state, rate_center: rateCenter };
    const series = linesOf(exchange);
    for (const [index, line] of series.entries())
      inventory[`1${id}${line}`] = { ...standard, ...priceOf(index), ...place, ...details };
    // An exchange that only has what an example shows has no memorable numbers either.
    if (series.length > 1)
      for (const [line, price] of Object.entries(vanity))
        inventory[`1${id}${line}`] = { ...standard, ...place, ...details, ...price };
  }
  for (let line = 1001; line <= 1006; line += 1)
    inventory[`322555${line}`] = { ...standard, state: null, rate_center: "brussels", iso_country: "BE" };
  return inventory;
}

function linesOf({ published = [], first = 1003, step = 97, count = 44 }: Exchange): string[] {
  return [...published, ...Array.from({ length: count }, (_, index) => String(first + index * step))];
}

/** Prices by place in the series: mostly standard, some with a dearer set-up, some cheap by the month, some promoted. */
function priceOf(index: number): Partial<InventoryNumber> {
  if (index % 11 === 5) return promo;
  if (index % 7 === 2) return { setup_cost: 3.99 };
  if (index % 5 === 4) return { monthly_cost: 0.85 };
  return {};
}
