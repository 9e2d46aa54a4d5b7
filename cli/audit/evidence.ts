import type { OwnedNumber, Route } from "../../provider/client";
import { aliasOf } from "../../provider/lifecycle/route-alias";
import { toE164 } from "../../provider/lifecycle/spelling";
import type { Snapshot } from "../account";
import type { Managed } from "./managed";
import type { Finding, Resource } from "./schema";
import type { StackState } from "./states";
import { resourceText } from "./words";

/** A finding without its rule. */
export interface Found {
  readonly about: Omit<Finding, "rule" | "level" | "detail">;
  /** What the rule alone does not say. */
  readonly detail?: string | undefined;
  /** Names by which `--ignore` and the order of a report know it, also where they are not printed. */
  readonly names: readonly string[];
}

/** All that the rules look at: the account, and what stacks have of it. */
export class Evidence {
  readonly numbers: ReadonlyMap<string, OwnedNumber>;
  readonly routes: ReadonlyMap<string, Route>;
  /** Resources of all stacks, in an order that does not depend on how states were given or written. */
  readonly resources: readonly Managed[];
  /** The same by number, also of numbers that the account does not have. A number is on one account only, whatever provider says it. */
  readonly byNumber: ReadonlyMap<string, readonly Managed[]>;
  /** Those that manage a route of this account itself, by its id. Other accounts have routes of the same ids. */
  readonly byRoute: ReadonlyMap<string, readonly Managed[]>;

  constructor(
    { numbers, routes }: Snapshot,
    readonly stacks: readonly StackState[],
  ) {
    this.numbers = new Map(numbers.map((it) => [it.number, it]));
    this.routes = new Map(routes.map((it) => [it.id, it]));
    this.resources = stacks.flatMap((stack) => stack.resources).sort(inOrder);
    this.byNumber = by(this.resources, ({ numbers }) => numbers);
    this.byRoute = by(this.resources, (it) => (it.route === undefined || it.provider ? [] : [it.route]));
  }

  /** Whether any state was given. Without one, that a number is in no stack means nothing. */
  get hasStates(): boolean {
    return this.stacks.length > 0;
  }

  /** How many resources may be of another account: those with a provider of their own, unless this account has all their numbers. */
  get elsewhere(): number {
    const isHere = ({ numbers }: Managed) => numbers.length > 0 && numbers.every((it) => this.numbers.has(it));
    return this.resources.filter((it) => it.provider !== undefined && !isHere(it)).length;
  }

  /** Numbers that this account has, or should have by some stack. */
  get allNumbers(): string[] {
    const ofStacks = [...this.byNumber].filter(([, resources]) => resources.some((it) => it.provider === undefined));
    return [...new Set([...this.numbers.keys(), ...ofStacks.map(([number]) => number)])];
  }

  /** A finding about a number. Where a stack keeps that as a secret, its resource stands for it. */
  number(number: string, resources: readonly Managed[] = [], detail?: string): Found {
    const alias = this.#aliasOf(number);
    const [secret] = this.#keepers(number);
    const named = { number, ...(alias === undefined ? {} : { alias }) };
    const shown = secret && resources.length === 0 ? [secret] : resources;
    return {
      about: { ...(secret ? { secretNumber: true } : named), resources: shown.map(resourceOf) },
      detail,
      names: this.#namesOf(number),
    };
  }

  /** A finding about routes of one alias. */
  routesOfAlias(ids: readonly string[], resources: readonly Managed[] = [], detail?: string): Found {
    // Of a provider of its own, the route is perhaps not the one of this account that has its id.
    const known = resources.some((it) => it.provider !== undefined) ? [] : ids;
    const [alias] = known.map((id) => this.#routeAlias(id));
    return {
      about: { routes: [...ids], ...(alias === undefined ? {} : { alias }), resources: resources.map(resourceOf) },
      detail,
      names: known.flatMap((id) => this.#routeNames(id)),
    };
  }

  /** A finding about a resource of many numbers. */
  resource(resource: Managed, detail?: string): Found {
    return { about: { resources: [resourceOf(resource)] }, detail, names: [] };
  }

  /** A number with its alias and the stacks that have it; nothing where one of them keeps it as a secret. */
  place(number: string): { number: string; alias?: string; stacks: string[] } | undefined {
    if (this.#keepers(number).length > 0) return undefined;
    const alias = this.#aliasOf(number);
    const stacks = new Set((this.byNumber.get(number) ?? []).map(({ stack }) => stack));
    return { number, ...(alias === undefined ? {} : { alias }), stacks: [...stacks] };
  }

  /** Every name that `--ignore` can fit. */
  names(): string[] {
    const numbers = new Set([...this.numbers.keys(), ...this.byNumber.keys()]);
    return [
      ...[...numbers].flatMap((number) => this.#namesOf(number)),
      ...[...this.routes.keys()].flatMap((id) => this.#routeNames(id)),
    ];
  }

  /** A number among other words. */
  nameOf(number: string): string {
    const [secret] = this.#keepers(number);
    return secret === undefined ? number : `the number of ${resourceText(resourceOf(secret))}`;
  }

  /** The alias that the account has, unless a stack keeps it as a secret. */
  #aliasOf(number: string): string | undefined {
    if (this.byNumber.get(number)?.some(({ secret }) => secret.alias)) return undefined;
    return this.numbers.get(number)?.alias || undefined;
  }

  #namesOf(number: string): string[] {
    return [number, toE164(number), this.numbers.get(number)?.alias ?? ""].filter((it) => it !== "");
  }

  /** A route among other words: `98396 (pbx-main)`. */
  nameOfRoute(id: string): string {
    const alias = this.#routeAlias(id);
    return alias === undefined ? id : `${id} (${alias})`;
  }

  #routeAlias(id: string): string | undefined {
    if (this.byRoute.get(id)?.some(({ secret }) => secret.alias)) return undefined;
    return this.#routeNames(id)[0];
  }

  #routeNames(id: string): string[] {
    const route = this.routes.get(id);
    return route === undefined ? [] : [aliasOf(route)];
  }

  /** Resources that keep it as a secret. */
  #keepers(number: string): readonly Managed[] {
    return (this.byNumber.get(number) ?? []).filter(({ secret }) => secret.number);
  }
}

function inOrder(one: Managed, other: Managed): number {
  const [a, b] = [one, other].map(({ stack, name, kind }) => JSON.stringify([stack, name, kind])) as [string, string];
  return a < b ? -1 : 1;
}

function resourceOf({ stack, kind, name }: Managed): Resource {
  return { stack, kind, name };
}

/** Resources by what they have. */
export function by(
  resources: readonly Managed[],
  keysOf: (resource: Managed) => readonly string[],
): Map<string, Managed[]> {
  const pairs = resources.flatMap((resource) => keysOf(resource).map((key) => ({ key, resource })));
  const groups = Map.groupBy(pairs, ({ key }) => key);
  return new Map([...groups].map(([key, them]) => [key, them.map(({ resource }) => resource)]));
}
