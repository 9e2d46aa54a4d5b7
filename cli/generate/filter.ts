import { InvalidArgumentError } from "commander";
import type { OwnedNumber } from "../../provider/client";
import { aliasOf } from "../../provider/lifecycle/route-alias";
import type { Snapshot } from "../account";
import { like } from "../glob";

/** By what numbers are chosen. */
const FIELDS = ["area-code", "number", "alias", "route"] as const;

type Field = (typeof FIELDS)[number];

/** One of several conditions. Those on one field are alternatives. */
export interface Filter {
  readonly field: Field;
  readonly pattern: string;
}

/** An option's argument: `area-code=206`, `alias=Front*`. */
export function parseFilter(text: string, before: readonly Filter[] = []): Filter[] {
  const [name, ...rest] = text.split("=");
  const field = FIELDS.find((it) => it === name);
  const pattern = rest.join("=").trim();
  if (field === undefined || pattern === "")
    throw new InvalidArgumentError(
      `It must be one of ${FIELDS.map((it) => `${it}=...`).join(", ")}, as in alias=Front*.`,
    );
  if (field === "area-code" && !/^\d{3}$/.test(pattern))
    throw new InvalidArgumentError('An area code is three digits, such as "206".');
  return [...before, { field, pattern }];
}

/** The numbers chosen, and the routes that they are on; without filters, everything. */
export function filtered(snapshot: Snapshot, filters: readonly Filter[]): Snapshot {
  if (filters.length === 0) return snapshot;
  const aliases = new Map(snapshot.routes.map((route) => [route.id, aliasOf(route)]));
  const tests = Map.groupBy(filters, ({ field }) => field);
  const numbers = snapshot.numbers.filter((owned) =>
    [...tests].every(([field, alternatives]) =>
      alternatives.some(({ pattern }) => fits(owned, field, pattern, aliases)),
    ),
  );
  const used = new Set(numbers.flatMap(({ primaryRouteId, failoverRouteId }) => [primaryRouteId, failoverRouteId]));
  return { numbers, routes: snapshot.routes.filter(({ id }) => used.has(id)) };
}

function fits(owned: OwnedNumber, field: Field, pattern: string, aliases: ReadonlyMap<string, string>): boolean {
  const fitting = like(pattern);
  switch (field) {
    case "area-code":
      return owned.number.startsWith(`1${pattern}`);
    case "number":
      return fitting(owned.number) || fitting(`+${owned.number}`);
    case "alias":
      return fitting(owned.alias ?? "");
    case "route":
      return [owned.primaryRouteId, owned.failoverRouteId].some(
        (id) => id !== undefined && (fitting(id) || fitting(aliases.get(id) ?? "")),
      );
  }
}
