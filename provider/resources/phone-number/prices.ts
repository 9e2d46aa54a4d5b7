import type { AvailableNumber } from "../../client";

/** `$1,234.50`: two decimals, more only where the amount has them. */
export function dollars(amount: number): string {
  return `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`;
}

/** What a number costs in US dollars, as far as that is known. */
export interface Prices {
  readonly setupCost?: number | undefined;
  readonly monthlyCost?: number | undefined;
}

/** Whether a number costs more than was told before, be it to set up or a month. What is not known is no more. */
export function dearer(now: Prices, before: Prices): boolean {
  const higher = (cost = 0, told = Number.POSITIVE_INFINITY) => cost > told;
  return higher(now.setupCost, before.setupCost) || higher(now.monthlyCost, before.monthlyCost);
}

/** What buying a number commits to at once: set-up plus first month, in US dollars. */
export function firstCost({ setupCost, monthlyCost }: Pick<AvailableNumber, "setupCost" | "monthlyCost">): number {
  return setupCost + monthlyCost;
}

/** `$1.00 to set up and $1.25 a month`. */
export function price(offer: Pick<AvailableNumber, "setupCost" | "monthlyCost">): string {
  return `${dollars(offer.setupCost)} to set up and ${dollars(offer.monthlyCost)} a month`;
}
