import type { OwnedNumber } from "../../client";
import { compact } from "../../lifecycle/compact";
import type { Kept, Properties } from "../../lifecycle/lifecycle";
import { fromInput, toInput } from "../../lifecycle/spelling";
import { differing, type Group, type Truth, toProperties, type Wish, wishFor } from "./group";

/** What stands in the state for what a number has not. */
const nothing = {
  primaryRoute: "none",
  failoverRoute: "none",
  alias: "",
  cnamLookupsEnabled: false,
  messagingEnabled: false,
};

/** A NumberGroup's outputs as the state keeps them: small, because a group may have thousands of numbers. */
export interface GroupState {
  /** How many numbers it has. */
  readonly count: number;
  /** What they cost together, in US dollars a month, as far as Flowroute says. */
  readonly monthlyCost?: number;
  /** What is not as declared: by number, what the account has in its place; nothing where that could not be read. */
  readonly differs?: { readonly [number: string]: { readonly [Name in keyof Truth]?: string | boolean } };
}

/**
 * What the engine keeps of a group. A number of which nothing is said is as declared.
 * @param unsure numbers that could not be read, and may not be as declared
 */
export function toKept(
  group: Group,
  truth: ReadonlyMap<string, Truth>,
  monthlyCost: number | undefined,
  unsure: readonly string[] = [],
): Kept {
  const differs: Record<string, Properties> = Object.fromEntries(unsure.map((number) => [toInput(number), {}]));
  for (const number of group.numbers.keys()) {
    const instead = insteadOf(wishFor(group, number), truth.get(number));
    if (Object.keys(instead).length > 0) differs[toInput(number)] = instead;
  }
  const outputs = compact<GroupState>({
    count: group.numbers.size,
    monthlyCost,
    differs: Object.keys(differs).length === 0 ? undefined : (differs as GroupState["differs"]),
  });
  return { outputs: { ...outputs }, declared: declaredOf(group) };
}

/**
 * A group as the state remembers what was declared. Its numbers are one text, because the engine takes each property apart and hands
 * it on, several times in an `up` that changes nothing.
 */
export function declaredOf(group: Group): Properties {
  const { numbers, ...others } = toProperties(group);
  return { ...others, numbers: JSON.stringify(numbers) };
}

/** What the account has where a number is not as wanted. */
function insteadOf(wish: Wish, now: Truth | undefined): Properties {
  if (!now) return {};
  return Object.fromEntries(differing(now, wish).map((property) => [property, now[property] ?? nothing[property]]));
}

/** A group before this command: what an update, or a replacement, goes on from. */
export interface Before {
  readonly group: Group;
  /** Numbers that were not as declared. */
  readonly differs: ReadonlySet<string>;
  readonly monthlyCost: number | undefined;
}

export function beforeIn({ outputs, declared = {} }: Kept): Before {
  const { monthlyCost } = outputs as unknown as GroupState;
  return { group: groupIn(declared), differs: differingIn(outputs), monthlyCost };
}

/** Numbers that were not as declared when the state was written. */
export function differingIn(outputs: Properties): Set<string> {
  const { differs = {} } = outputs as unknown as GroupState;
  return new Set(Object.keys(differs).map(fromInput));
}

/** A group as it was declared, or as the engine's inputs have it. */
export function groupIn(declared: Properties): Group {
  const { numbers, onDelete, ...shared } = declared as { numbers: Numbers; onDelete?: string };
  return { shared, numbers: new Map(entriesIn(numbers)), onDelete };
}

/** As the state keeps them, as a check gives them, and as an import does, which no check has seen. */
type Numbers = string | Record<string, Wish> | readonly (Wish & { number: string })[];

function entriesIn(numbers: Numbers): (readonly [number: string, wish: Wish])[] {
  if (Array.isArray(numbers)) return numbers.map(({ number, ...wish }) => [fromInput(number), wish]);
  const record: Record<string, Wish> = typeof numbers === "string" ? JSON.parse(numbers) : numbers;
  return Object.entries(record).map(([number, wish]) => [fromInput(number), wish]);
}

/** A group as a program says it. */
export function asList(group: Group): Properties {
  const numbers = [...group.numbers].map(([number, wish]) => ({ number: toInput(number), ...wish }));
  return { ...toProperties(group), numbers };
}

/**
 * The inputs that a refresh gives the engine: as declared, but with the account's values where these differ, so that a changed number is
 * one line of the plan.
 */
export function inputsNow(group: Group, truth: ReadonlyMap<string, Truth>): Properties {
  const numbers = new Map<string, Wish>();
  for (const [number, own] of group.numbers)
    numbers.set(number, { ...own, ...insteadOf(wishFor(group, number), truth.get(number)) });
  return toProperties({ ...group, numbers });
}

/** US dollars a month together, to the cent's hundredth; nothing when Flowroute gives no price. */
export function costOf(details: Iterable<OwnedNumber>): number | undefined {
  const costs = [...details].map(({ monthlyCost }) => monthlyCost).filter((it) => it !== undefined);
  return costs.length === 0 ? undefined : Math.round(costs.reduce((sum, cost) => sum + cost, 0) * 10_000) / 10_000;
}
