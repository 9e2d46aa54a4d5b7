import { amount } from "../../provider/lifecycle/counted";
import { dollars } from "../../provider/lifecycle/prices";
import type { Lists, Report } from "./schema";
import { count } from "./words";

/** The whole in a few words, what cannot be undone first; nothing where nothing is listed. */
export function headline(report: Report): string[] {
  const { released, bought, routesDeleted, detached, moved, changed, made, adopted, unclear, warnings, cost } = report;
  const price = `${dollars(cost.setup)} to set up and ${dollars(cost.monthly)} a month`;
  const forGood = [
    ...count(released.length, "number is released", "numbers are released"),
    ...count(bought.length, `number is bought, at ${price}`, `numbers are bought, together at ${price}`),
    ...count(routesDeleted.length, "route is deleted", "routes are deleted"),
  ];
  const others = [
    ...count(sum(detached), "number loses its routes", "numbers lose their routes"),
    ...moving(moved),
    ...count(changed.length, "other change", "other changes"),
    ...count(made.length, "route is made", "routes are made"),
    ...count(sum(adopted.filter(({ kind }) => kind !== "NumberRoutes")), "number is adopted", "numbers are adopted"),
    ...count(adopted.filter(({ kind }) => kind === "InboundRoute").length, "route is adopted", "routes are adopted"),
    ...count(unclear.length, "thing is not known yet", "things are not known yet"),
    ...count(warnings.length, "warning", "warnings"),
  ];
  return [
    ...(forGood.length > 0 ? [`**This cannot be undone: ${forGood.join("; ")}.**`] : []),
    ...(others.length > 0 ? [`${capital(others.join(", "))}.`] : []),
  ];
}

/** How many numbers' calls go to another place, each number once as far as all are named. */
function moving(moved: Lists["moved"]): string[] {
  const now = moved.filter(({ what, numbers }) => what !== "failoverRoute" && numbers > 0);
  const named = new Set(now.filter(isNamed).flatMap(({ which, numbers }) => which.slice(0, numbers)));
  const many = now.filter((it) => !isNamed(it));
  const most = named.size + sum(many);
  // Who is among thousands, the plan does not say.
  const isSure = many.length === 0 || (many.length === 1 && named.size === 0);
  if (most === 0) return count(moved.length, "failover changes", "failovers change");
  return [`the calls of ${isSure ? "" : "at most "}${amount(most)} ${most === 1 ? "number" : "numbers"} move`];
}

function isNamed({ numbers, which }: Lists["moved"][number]): boolean {
  return numbers <= which.length && which.length < 10;
}

function sum(items: readonly { numbers: number }[]): number {
  return items.reduce((total, { numbers }) => total + numbers, 0);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
