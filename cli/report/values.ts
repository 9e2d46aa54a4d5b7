import { inShort } from "../../provider/client";
import { fromInput } from "../../provider/lifecycle/spelling";
import { UNKNOWN } from "../../provider/lifecycle/unknown";
import { wishFor } from "../../provider/resources/number-group/group";
import { groupIn } from "../../provider/resources/number-group/state";
import { SECRET, type State } from "./preview";

/** What stands in place of a value. */
export const IN_WORDS = {
  undeclared: "not declared",
  unknown: "not known yet",
  secret: "a secret",
  several: "several values",
  asDeclared: "as declared",
} as const;

/** What a program declares, as a report shows it: as JSON, unless in words. */
export function shown(value: unknown): string {
  if (value === undefined) return IN_WORDS.undeclared;
  if (value === UNKNOWN) return IN_WORDS.unknown;
  return value === SECRET ? IN_WORDS.secret : inShort(JSON.stringify(value), 80);
}

/** The number that a `PhoneNumber` or `NumberRoutes` stands for. Pulumi shows a secret one all the same as the resource's id; we do not. */
export function numberIn(name: string, { id, inputs, outputs }: State): string {
  const known = typeof inputs.number === "string" && inputs.number !== UNKNOWN ? inputs.number : id;
  const isSecret = known === undefined || [inputs.number, outputs.number].includes(SECRET);
  return isSecret ? `the number of ${name}` : fromInput(known);
}

/** The numbers of a `NumberGroup`, and those of them that have routes by it; nothing while they are not known, or are a secret. */
export function numbersIn({ inputs }: State): { all: string[]; routed: string[] } | undefined {
  const { numbers } = inputs;
  if (typeof numbers !== "object" || numbers === null) return undefined;
  // After an import they are a list.
  if (Array.isArray(numbers) && !numbers.every((it) => typeof it?.number === "string")) return undefined;
  const group = groupIn(inputs);
  const all = [...group.numbers.keys()];
  return { all, routed: all.filter((number) => hasRoutes(wishFor(group, number))) };
}

/** Whether there are routes to take away: route 0 is what a number without a route of its own has. */
export function hasRoutes({
  primaryRoute = "0",
  failoverRoute,
}: {
  primaryRoute?: unknown;
  failoverRoute?: unknown;
}): boolean {
  return primaryRoute !== "0" || failoverRoute !== undefined;
}
