import type { Finding, Resource } from "./schema";

/** `PhoneNumber "front-desk" of phones/prod`. */
export function resourceText({ kind, name, stack }: Resource): string {
  return `${kind} "${name}" of ${stack}`;
}

function resourceTexts(resources: readonly Resource[]): string {
  return resources.map(resourceText).join(" and ");
}

/** What a finding is about, as people read it. */
export function subjectText({ number, secretNumber, alias, routes, resources }: Finding): string {
  const named = alias === undefined ? "" : ` (${alias})`;
  if (number !== undefined) return number + named;
  if (routes !== undefined) return `${routes.length === 1 ? "route" : "routes"} ${routes.join(", ")}${named}`;
  return `${secretNumber ? "the number of " : ""}${resourceTexts(resources)}`;
}

/** What there is to say of it beside the rule: which resources declare it, and what the rule found. */
export function detailText({ number, routes, resources, detail = "" }: Finding): string {
  const named = number === undefined && routes === undefined;
  const declared = named || resources.length === 0 ? "" : `declared by ${resourceTexts(resources)}`;
  return [declared, detail].filter((it) => it !== "").join(", ");
}
