import type { Declarations, DeclaredNumber } from "./declarations";
import { variableOf } from "./names";
import { literal, object, type References, remarksOn, spelled } from "./text";

/** A resource or two for each number: what differs between numbers is seen at a glance. */
export function singleNumbers({ numbers }: Declarations, references: References): string[] {
  return numbers.map((it) => remarksOn(it) + (it.obstacle === undefined ? phoneNumber(it, references) : ""));
}

function phoneNumber(declared: DeclaredNumber, references: References): string {
  const { number, name, alias, cnamLookupsEnabled, messagingEnabled, routes } = declared;
  references.imports.add("PhoneNumber");
  const args = object({
    number: literal(spelled(number)),
    alias: alias && literal(alias),
    cnamLookupsEnabled: cnamLookupsEnabled ? "true" : undefined,
    messagingEnabled: messagingEnabled ? "true" : undefined,
    purchase: literal("forbid"),
  });
  const made = `new PhoneNumber(${literal(name)}, ${args}, { protect: true });`;
  if (routes.primary === undefined) return made;
  references.imports.add("NumberRoutes");
  const variable = variableOf(name, "number", references.taken);
  const where = object({
    // With its plus where ten digits of another country would pass for a North American number, whose calls would be moved.
    number: `${variable}.${number.length > 10 ? "number" : "e164"}`,
    primaryRoute: references.to(routes.primary),
    failoverRoute: references.to(routes.failover),
  });
  return `const ${variable} = ${made}\nnew NumberRoutes(${literal(name)}, ${where}, { protect: true });`;
}
