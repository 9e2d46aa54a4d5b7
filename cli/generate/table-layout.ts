import { toInput } from "../../provider/lifecycle/spelling";
import { toCsv } from "../csv";
import type { Declarations, DeclaredNumber, Routes } from "./declarations";
import { literal, object, type References, remarksOn } from "./text";

/** The file of numbers. */
export const TABLE = "numbers.csv";

/** Numbers with the same routes. */
export interface NumberTable {
  readonly name: string;
  readonly routes: Routes;
  readonly numbers: readonly DeclaredNumber[];
}

/** The columns of the file. */
export const COLUMNS = ["number", "alias", "cnamLookupsEnabled", "messagingEnabled", "group"] as const;

/** The numbers that can be declared as groups, those with the same routes together, in the order of their first numbers. */
export function tablesOf({ numbers, routeNames, takenGroups }: Declarations): NumberTable[] {
  const named = (id: string) => routeNames.get(id) ?? `route-${id}`;
  const declared = numbers.filter(({ obstacle }) => obstacle === undefined);
  const alike = Map.groupBy(declared, (it) => JSON.stringify([it.routes.primary, it.routes.failover]));
  const tables = [...alike.values()].map((group) => {
    const [{ routes }] = group as [DeclaredNumber, ...DeclaredNumber[]];
    const ids = idsOf(routes);
    return { name: ids.map(named).join("-then-") || "no-route", routes, numbers: group };
  });
  const rivals = Map.groupBy(tables, ({ name }) => name);
  // A route can be called "no route", or "a then b": each group would read the other's lines.
  return tables.map((it) =>
    rivals.get(it.name)?.length === 1 && !takenGroups.has(it.name)
      ? it
      : { ...it, name: [it.name, ...idsOf(it.routes)].join("-") },
  );
}

function idsOf({ primary, failover }: Routes): string[] {
  return [primary, failover].filter((id) => id !== undefined);
}

/** A group for the numbers of each pair of routes. */
export function groups(tables: readonly NumberTable[], references: References): string[] {
  return tables.map(({ name, routes, numbers }) => {
    references.imports.add("NumberGroup").add("readNumbers");
    const args = object({
      numbers: `readNumbers(${literal(TABLE)}, { group: ${literal(name)} })`,
      primaryRoute: references.to(routes.primary),
      failoverRoute: references.to(routes.failover),
    });
    const remarks = numbers.map(remarksOn).join("");
    return `${remarks}new NumberGroup(${literal(name)}, ${args}, { protect: true });`;
  });
}

/** The lines of the file, by number. */
export function rowsOf(tables: readonly NumberTable[]): string[][] {
  const rows = tables.flatMap(({ name, numbers }) => numbers.map((it) => row(it, name)));
  return rows.sort(([one = ""], [other = ""]) => (one < other ? -1 : 1));
}

/** The file of numbers as a whole. */
export function table(tables: readonly NumberTable[]): string {
  return toCsv([[...COLUMNS], ...rowsOf(tables)]);
}

function row({ number, alias = "", cnamLookupsEnabled, messagingEnabled }: DeclaredNumber, group: string): string[] {
  return [toInput(number), alias, cnamLookupsEnabled ? "true" : "", messagingEnabled ? "true" : "", group];
}
