import type { AvailableNumber } from "../../client";
import type { StackSettings } from "../../lifecycle/stack-settings";
import { dollars } from "./prices";

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

/** Why a number is too dear and how to allow it, or nothing when it is not. */
export function tooDear(offer: AvailableNumber, ceilings: Ceilings): string | undefined {
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
