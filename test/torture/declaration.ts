import * as pulumi from "@pulumi/pulumi";
import {
  InboundRoute,
  type InboundRouteArgs,
  NumberRoutes,
  PhoneNumber,
  type PhoneNumberArgs,
  type PhoneNumberMatch,
} from "../../provider";

/** What a program declares, as data: for programs to be made of, and for judging what became of them. */
export interface Declaration {
  readonly numbers?: readonly DeclaredNumber[];
  /** Where the calls of numbers go. */
  readonly routes?: readonly DeclaredRoutes[];
  /** Routes themselves. */
  readonly inbound?: readonly DeclaredInbound[];
}

export interface DeclaredNumber {
  /** The resource's name. */
  readonly name: string;
  /** This very number, in Flowroute's own form; or `match`. */
  readonly number?: string;
  readonly match?: { [Key in keyof PhoneNumberMatch]?: string };
  readonly alias?: string;
  readonly cnamLookupsEnabled?: boolean;
  readonly messagingEnabled?: boolean;
  readonly maxSetupCost?: number;
  readonly onDelete?: "retain" | "release";
  readonly options?: Placement;
}

export interface DeclaredRoutes {
  readonly name: string;
  /** A number, or the name of the declared number whose calls these are. */
  readonly of: string;
  readonly primary: DeclaredTarget;
  readonly failover?: DeclaredTarget;
  readonly onDelete?: "retain" | "detach";
  readonly options?: Placement;
}

/** The alias of a route, or the name of the declared route. */
export type DeclaredTarget = string | { readonly route: string };

export interface DeclaredInbound {
  readonly name: string;
  readonly alias: string;
  /** Exactly one of them; a number in Flowroute's own form. */
  readonly host?: string;
  readonly uri?: string;
  readonly number?: string;
  readonly onDelete?: "retain" | "remove";
  readonly options?: Placement;
}

/** Where in the program a resource stands. */
export interface Placement {
  /** The component it is a child of. */
  readonly component?: string;
  /** The name it had before. */
  readonly formerly?: string;
}

const COMPONENT = "torture:index:Office";

/** The program that declares this. */
export function programOf({
  numbers = [],
  routes = [],
  inbound = [],
}: Declaration): () => Promise<Record<string, unknown>> {
  return async () => {
    const components = new Map<string, pulumi.ComponentResource>();
    const place = ({ component, formerly }: Placement = {}): pulumi.CustomResourceOptions => {
      if (component !== undefined && !components.has(component))
        components.set(component, new pulumi.ComponentResource(COMPONENT, component));
      const parent = component === undefined ? undefined : components.get(component);
      return { ...(parent && { parent }), ...(formerly === undefined ? {} : { aliases: [{ name: formerly }] }) };
    };
    const made = new Map<string, PhoneNumber>();
    for (const { name, options, ...args } of numbers)
      made.set(name, new PhoneNumber(name, args as PhoneNumberArgs, place(options)));
    const places = new Map<string, InboundRoute>();
    for (const { name, options, ...args } of inbound)
      places.set(name, new InboundRoute(name, args as InboundRouteArgs, place(options)));
    const target = (to: DeclaredTarget) => {
      if (typeof to === "string") return { alias: to };
      const route = places.get(to.route);
      if (!route) throw new Error(`no route is declared as ${to.route}`);
      return route;
    };
    for (const { name, of, primary, failover, onDelete, options } of routes) {
      const args = {
        number: made.get(of)?.number ?? of,
        primaryRoute: target(primary),
        ...(failover === undefined ? {} : { failoverRoute: target(failover) }),
        ...(onDelete === undefined ? {} : { onDelete }),
      };
      new NumberRoutes(name, args, place(options));
    }
    return Object.fromEntries([...made].map(([name, { number }]) => [name, number]));
  };
}

export type Kind = "PhoneNumber" | "NumberRoutes" | "InboundRoute";

/** A declared resource's URN. */
export function urnOf(kind: Kind, { name, options }: { name: string; options?: Placement }): string {
  const parent = options?.component === undefined ? "" : `${COMPONENT}$`;
  return `urn:pulumi:torture::torture::${parent}pulumi-nodejs:dynamic/flowroute:${kind}::${name}`;
}

/** All URNs that a declared resource may have in a state: its own, and that of its former name. */
export function urnsOf(kind: Kind, declared: { name: string; options?: Placement }): string[] {
  const formerly = declared.options?.formerly;
  return [urnOf(kind, declared), ...(formerly === undefined ? [] : [urnOf(kind, { ...declared, name: formerly })])];
}

/** The declaration with this number in place of the match of the resource that has this URN. */
export function pinned(declaration: Declaration, urn: string, number: string): Declaration {
  const { numbers = [] } = declaration;
  const pin = (declared: DeclaredNumber): DeclaredNumber => {
    if (declared.match === undefined || !urnsOf("PhoneNumber", declared).includes(urn)) return declared;
    const { match: _, ...others } = declared;
    return { ...others, number };
  };
  return { ...declaration, numbers: numbers.map(pin) };
}
