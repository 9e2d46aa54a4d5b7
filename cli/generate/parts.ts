import type { ResourceKind } from "../../provider/resources/list";
import type { Declarations, DeclaredNumber } from "./declarations";
import type { Layout } from "./style";
import { type NumberTable, tablesOf } from "./table-layout";
import { remarksOnNumber, remarksOnRoute, spelled } from "./text";

/** A resource of a program, in no language yet. */
export interface Resource {
  readonly kind: ResourceKind;
  readonly name: string;
  /** By which `pulumi import` finds it. */
  readonly id: string;
  readonly args: Args;
}

export interface Args {
  readonly [name: string]: Value | undefined;
}

/** An argument: an object is a number of a group. */
export type Value = string | number | boolean | Output | readonly Value[] | Args;

/** What another resource of the program gives. */
export class Output {
  constructor(
    readonly of: Resource,
    readonly output: "id" | "number" | "e164",
  ) {}
}

/** Resources that belong together, below what cannot be declared of them. */
export interface Part {
  readonly remarks: readonly string[];
  readonly resources: readonly Resource[];
}

/** A program part by part, in the order of its lines. */
export function partsOf(declarations: Declarations, layout: Layout): Part[] {
  const ofRoutes = declarations.routes.map((declared) => {
    const { route, name, args, obstacle } = declared;
    const resources = obstacle === undefined ? [{ kind: "InboundRoute" as const, name, id: route.id, args }] : [];
    return { remarks: remarksOnRoute(declared), resources };
  });
  const routes = new Map(ofRoutes.flatMap(({ resources }) => resources.map((it) => [it.id, it] as const)));
  const to = (id: string | undefined) => {
    const route = id === undefined ? undefined : routes.get(id);
    return route ? new Output(route, "id") : id;
  };
  if (layout === "code") return [...ofRoutes, ...declarations.numbers.map((it) => single(it, to))];
  const left = declarations.numbers.filter(({ obstacle }) => obstacle !== undefined);
  return [
    ...ofRoutes,
    ...left.map((it) => ({ remarks: remarksOnNumber(it), resources: [] })),
    ...tablesOf(declarations).map((it) => grouped(it, to)),
  ];
}

type ToRoute = (id: string | undefined) => Output | string | undefined;

function single(declared: DeclaredNumber, to: ToRoute): Part {
  const { number, name, routes, obstacle } = declared;
  const remarks = remarksOnNumber(declared);
  if (obstacle !== undefined) return { remarks, resources: [] };
  const args = { number: spelled(number), ...attributesOf(declared), purchase: "forbid" };
  const phone: Resource = { kind: "PhoneNumber", name, id: number, args };
  if (routes.primary === undefined) return { remarks, resources: [phone] };
  const where = {
    // With its plus where ten digits of another country would pass for a North American number, whose calls would be moved.
    number: new Output(phone, number.length > 10 ? "number" : "e164"),
    primaryRoute: to(routes.primary),
    failoverRoute: to(routes.failover),
  };
  return { remarks, resources: [phone, { kind: "NumberRoutes", name, id: number, args: where }] };
}

function grouped({ name, routes, numbers }: NumberTable, to: ToRoute): Part {
  const args = {
    primaryRoute: to(routes.primary),
    failoverRoute: to(routes.failover),
    numbers: numbers.map((it) => {
      const own = attributesOf(it);
      return Object.values(own).every((value) => value === undefined)
        ? spelled(it.number)
        : { number: spelled(it.number), ...own };
    }),
  };
  const id = numbers.map(({ number }) => number).join(",");
  return { remarks: numbers.flatMap(remarksOnNumber), resources: [{ kind: "NumberGroup", name, id, args }] };
}

/** What is not set on the account is left out, and so is not managed. */
function attributesOf({ alias, cnamLookupsEnabled, messagingEnabled }: DeclaredNumber) {
  return {
    alias,
    cnamLookupsEnabled: cnamLookupsEnabled || undefined,
    messagingEnabled: messagingEnabled || undefined,
  };
}
