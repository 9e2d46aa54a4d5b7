import * as pulumi from "@pulumi/pulumi";
import type {
  InboundRoute,
  InboundRouteArgs,
  NumberGroupArgs,
  PhoneNumber,
  PhoneNumberArgs,
  PhoneNumberMatch,
} from "../../provider";
import * as dynamic from "../../provider";
import * as native from "../../provider/native";
import type { Host } from "../support/world";

/** What a program declares, as data: for programs to be made of, and for judging what became of them. */
export interface Declaration {
  readonly numbers?: readonly DeclaredNumber[];
  /** Where the calls of numbers go. */
  readonly routes?: readonly DeclaredRoutes[];
  /** Routes themselves. */
  readonly inbound?: readonly DeclaredInbound[];
  /** Numbers treated alike. */
  readonly groups?: readonly DeclaredGroup[];
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
  /** It is a group's, which never buys. */
  readonly grouped?: boolean;
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

/** What a group says of its numbers, or of one of them. */
interface DeclaredSettings {
  readonly alias?: string;
  readonly cnamLookupsEnabled?: boolean;
  readonly primary?: DeclaredTarget;
  readonly failover?: DeclaredTarget;
}

export interface DeclaredGroup extends DeclaredSettings {
  readonly name: string;
  /** In Flowroute's own form; with what differs. */
  readonly numbers: readonly (string | ({ readonly number: string } & DeclaredSettings))[];
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

/** The classes of each host. */
const classes = { dynamic, plugin: native } as const satisfies Record<Host, unknown>;

/** The program that declares this, in classes of this host. */
export function programOf(
  { numbers = [], routes = [], inbound = [], groups = [] }: Declaration,
  host: Host,
): () => Promise<Record<string, unknown>> {
  const { InboundRoute, NumberGroup, NumberRoutes, PhoneNumber } = classes[host];
  return async () => {
    const components = new Map<string, pulumi.ComponentResource>();
    const place = ({ component, formerly }: Placement = {}): pulumi.CustomResourceOptions => {
      if (component !== undefined && !components.has(component))
        components.set(component, new pulumi.ComponentResource(COMPONENT, component));
      const parent = component === undefined ? undefined : components.get(component);
      return { ...(parent && { parent }), ...(formerly === undefined ? {} : { aliases: [{ name: formerly }] }) };
    };
    const made = new Map<string, PhoneNumber>();
    for (const { name, options, grouped: _, ...args } of numbers)
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
    const settings = ({ primary, failover, ...others }: DeclaredSettings) => ({
      ...others,
      ...(primary === undefined ? {} : { primaryRoute: target(primary) }),
      ...(failover === undefined ? {} : { failoverRoute: target(failover) }),
    });
    for (const { name, options, numbers: grouped, onDelete, ...shared } of groups) {
      const args: NumberGroupArgs = {
        ...settings(shared),
        numbers: grouped.map((it) => (typeof it === "string" ? it : { ...settings(it), number: it.number })),
        ...(onDelete === undefined ? {} : { onDelete }),
      };
      new NumberGroup(name, args, place(options));
    }
    return Object.fromEntries([...made].map(([name, { number }]) => [name, number]));
  };
}

/** The declaration with single resources in place of groups: what must come of it is the same. */
export function ungrouped({ groups = [], ...others }: Declaration): Declaration {
  const members = groups.flatMap(({ name, numbers, options: _, ...shared }) =>
    numbers.map((it) => ({
      ...shared,
      ...(typeof it === "string" ? { number: it } : it),
      name: `${name}/${typeof it === "string" ? it : it.number}`,
    })),
  );
  const numbers = members.map(
    ({ name, number, alias, cnamLookupsEnabled }): DeclaredNumber => ({
      name,
      number,
      grouped: true,
      ...(alias === undefined ? {} : { alias }),
      ...(cnamLookupsEnabled === undefined ? {} : { cnamLookupsEnabled }),
    }),
  );
  const routes = members.flatMap(({ name, number, primary, failover, onDelete }): DeclaredRoutes[] =>
    primary === undefined
      ? []
      : [
          {
            name,
            of: number,
            primary,
            ...(failover === undefined ? {} : { failover }),
            ...(onDelete === undefined ? {} : { onDelete }),
          },
        ],
  );
  return {
    ...others,
    numbers: [...(others.numbers ?? []), ...numbers],
    routes: [...(others.routes ?? []), ...routes],
  };
}

export type Kind = "PhoneNumber" | "NumberRoutes" | "InboundRoute";

/** A declared resource's URN, as `onAnyHost` gives it. */
export function urnOf(kind: Kind, { name, options }: { name: string; options?: Placement }): string {
  const parent = options?.component === undefined ? "" : `${COMPONENT}$`;
  return `urn:pulumi:torture::torture::${parent}flowroute:index:${kind}::${name}`;
}

/** One URN for a resource that moves between hosts: that of the plugin. */
export function onAnyHost(urn: string): string {
  return urn.replace("pulumi-nodejs:dynamic/flowroute:", "flowroute:index:");
}

/** All URNs that a declared resource may have in a state: its own, and that of its former name. */
export function urnsOf(kind: Kind, declared: { name: string; options?: Placement }): string[] {
  const formerly = declared.options?.formerly;
  return [urnOf(kind, declared), ...(formerly === undefined ? [] : [urnOf(kind, { ...declared, name: formerly })])];
}

/** The declaration with this number in place of the match of the resource that has this URN. */
export function pinned(declaration: Declaration, urn: string, number: string): Declaration {
  const { numbers = [] } = declaration;
  const buyer = onAnyHost(urn);
  const pin = (declared: DeclaredNumber): DeclaredNumber => {
    if (declared.match === undefined || !urnsOf("PhoneNumber", declared).includes(buyer)) return declared;
    const { match: _, ...others } = declared;
    return { ...others, number };
  };
  return { ...declaration, numbers: numbers.map(pin) };
}
