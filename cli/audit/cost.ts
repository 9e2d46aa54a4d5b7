import type { OwnedNumber } from "../../provider/client";
import type { Report } from "./schema";

type Cost = Report["cost"];

/** Flowroute's fees beside the prices of numbers, in US dollars a month (API section 2.11). */
const FEES = { admin: 0.5, adminWithoutNumbers: 15, emergency: 1.5 };

/** Types of number that are local ones, by their names of today and of before. */
const LOCAL = ["longcode", "standard"];

/** What numbers cost a month when no call is made, by type and price tier, with the fees that Flowroute names. */
export function costOf(numbers: readonly OwnedNumber[]): Cost {
  const priced = numbers.flatMap(({ monthlyCost, ...number }) =>
    monthlyCost === undefined ? [] : [{ ...number, monthlyCost }],
  );
  const alike = Map.groupBy(priced, ({ numberType, tier }) => [numberType, tier].filter(Boolean).join(", "));
  const prices = [...alike]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([what, them]) => ({ what, numbers: them.length, monthly: sum(them.map((it) => it.monthlyCost)) }));
  const lines = [...prices, ...feesOf(numbers)];
  return {
    lines,
    monthly: sum(lines.map(({ monthly }) => monthly)),
    unpriced: numbers.length - priced.length,
    callerNameLookups: numbers.filter(({ cnamLookupsEnabled }) => cnamLookupsEnabled).length,
  };
}

function feesOf(numbers: readonly OwnedNumber[]): Cost["lines"] {
  const { admin, adminWithoutNumbers, emergency } = FEES;
  if (numbers.length === 0) return [{ what: "admin fee without numbers", numbers: 0, monthly: adminWithoutNumbers }];
  const withAddress = numbers.filter(
    ({ numberType, e911AddressId }) => e911AddressId !== undefined && LOCAL.includes(numberType),
  ).length;
  const fee = { what: "admin fee", numbers: numbers.length, monthly: sum([numbers.length * admin]) };
  if (withAddress === 0) return [fee];
  return [fee, { what: "E911", numbers: withAddress, monthly: sum([withAddress * emergency]) }];
}

/** To the cent's hundredth: sums of floating-point numbers have more digits than the prices. */
function sum(amounts: readonly number[]): number {
  return Math.round(amounts.reduce((total, it) => total + it, 0) * 10_000) / 10_000;
}
