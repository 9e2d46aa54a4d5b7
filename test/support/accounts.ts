import type { AccountInput } from "../../sandbox/simulator";

/** An owned number with both routes, of a seeded account. */
export const frontDesk = { number: "12065550100", primaryRoute: "83861", failoverRoute: "83834" } as const;

/** An owned number without any route, of a seeded account. */
export const silentNumber = "12065550101";

/** A number that nobody has and nobody sells. */
export const unknownNumber = "12065550199";

/** An account that owns nothing and can buy `count` numbers of area code 206, from 12065550000 up, at these prices. */
export function selling(count: number, setup_cost = 1, monthly_cost = 1.25): AccountInput {
  const numbers = Array.from({ length: count }, (_, line) => `1206555${String(line).padStart(4, "0")}`);
  return { inventory: Object.fromEntries(numbers.map((number) => [number, { setup_cost, monthly_cost }])) };
}
