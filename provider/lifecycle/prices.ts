import type { AvailableNumber } from "../client";
import type { StackSettings } from "./stack-settings";

/** `$1,234.50`: two decimals, more only where the amount has them. */
export function dollars(amount: number): string {
  return `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`;
}

/** What a number costs in US dollars, as far as that is known. */
export interface Prices {
  readonly setupCost?: number | undefined;
  readonly monthlyCost?: number | undefined;
}

/** Whether a number costs more than a plan said before, to set up or a month. What is not known is no more. */
export function costlier(now: Prices, before: Prices): boolean {
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

/** What a number may cost at most, in US dollars. */
export interface Ceilings {
  readonly maxSetupCost: number;
  readonly maxMonthlyCost: number;
}

/** A resource's own ceilings, or the stack's where it has none. */
export function ceilingsOf(
  inputs: { maxSetupCost?: number | undefined; maxMonthlyCost?: number | undefined },
  stack: StackSettings,
): Ceilings {
  return {
    maxSetupCost: inputs.maxSetupCost ?? stack.maxSetupCost,
    maxMonthlyCost: inputs.maxMonthlyCost ?? stack.maxMonthlyCost,
  };
}

/** Whether a number's price is within both ceilings. */
export function affordable(offer: AvailableNumber, ceilings: Ceilings): boolean {
  return offer.setupCost <= ceilings.maxSetupCost && offer.monthlyCost <= ceilings.maxMonthlyCost;
}

/** Why a number is too expensive and how to allow it, or nothing when it is not. */
export function tooExpensive(offer: AvailableNumber, ceilings: Ceilings): string | undefined {
  const over = (cost: number, ceiling: number, what: string, setting: string) =>
    cost <= ceiling
      ? undefined
      : `${offer.number} costs ${dollars(cost)} ${what}, over the ceiling of ${dollars(ceiling)}. To allow it, raise ${setting} ` +
        `on the resource, or flowroute:${setting} for the whole stack`;
  return (
    over(offer.setupCost, ceilings.maxSetupCost, "to set up", "maxSetupCost") ??
    over(offer.monthlyCost, ceilings.maxMonthlyCost, "a month", "maxMonthlyCost")
  );
}
