import { printable } from "../../provider/client";
import { fromInput } from "../../provider/lifecycle/spelling";
import type { ResourceKind } from "../../provider/resources/list";
import { UsageError } from "../exit";
import { ownProvider } from "../own-provider";

/** A resource as a state has it, as far as the audit reads it. */
export interface StateEntry {
  readonly urn: string;
  readonly type: string;
  readonly id?: string | undefined;
  readonly inputs?: Record<string, unknown> | undefined;
  readonly outputs?: Record<string, unknown> | undefined;
  readonly protect?: boolean | undefined;
  /** Reference of its provider. */
  readonly provider?: string | undefined;
}

/** What a resource can manage. Two resources that manage the same of one thing undo each other's work. */
type Part = "attributes of the number" | "routes of the number" | "route";

/** A resource of a stack, and what it manages. */
export interface Managed {
  readonly stack: string;
  /** The provider of its own that it has, by URN; a state does not say which account that is of, because keys are secrets of it. */
  readonly provider: string | undefined;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly parts: readonly Part[];
  /** In Flowroute's form. */
  readonly numbers: readonly string[];
  /** How many more numbers it has that are secrets of the state. */
  readonly unreadable: number;
  /** Id of the route, for one that manages a route itself. */
  readonly route: string | undefined;
  /** Whether its numbers, or their aliases, are secrets that may not be printed. */
  readonly secret: { readonly number: boolean; readonly alias: boolean };
  /** Whether its number was chosen by `match`. */
  readonly matched: boolean;
  /** Whether its number was paid for and never seen since, so that the account may not have it. */
  readonly unconfirmed: boolean;
  /** Whether it lacks a `protect` that it should have. */
  readonly unprotected: boolean;
  /** What its deletion does to numbers, where the program says another thing than `retain`. */
  readonly onDelete: string | undefined;
}

interface Kind {
  readonly parts: readonly Part[];
  /** Whether its loss costs more than a new `up`: it may be all that holds a number. */
  readonly guards: boolean;
  readonly has: (entry: StateEntry) => Partial<Pick<Managed, "numbers" | "unreadable" | "route">>;
}

const kinds = {
  PhoneNumber: {
    parts: ["attributes of the number"],
    guards: true,
    has: (entry) => ({ numbers: [idOf(entry, "number")] }),
  },
  NumberRoutes: {
    parts: ["routes of the number"],
    guards: false,
    has: (entry) => ({ numbers: [idOf(entry, "number")] }),
  },
  InboundRoute: { parts: ["route"], guards: false, has: (entry) => ({ route: idOf(entry, "route") }) },
  NumberGroup: { parts: ["attributes of the number", "routes of the number"], guards: true, has: groupHas },
} satisfies Record<ResourceKind, Kind>;

export function isKnown(kind: string): kind is ResourceKind {
  return Object.hasOwn(kinds, kind);
}

/**
 * What a resource of a state manages.
 * @throws UsageError when the state says what no version of this package writes
 */
export function managedBy(stack: string, kind: ResourceKind, entry: StateEntry): Managed {
  const { urn, inputs = {}, outputs = {}, protect = false, provider } = entry;
  const { parts, guards, has }: Kind = kinds[kind];
  const { onDelete } = inputs;
  return {
    stack,
    provider: ownProvider(provider),
    kind,
    // A name may have colons in it too.
    name: printable(urn.split("::").slice(3).join("::")),
    parts,
    numbers: [],
    unreadable: 0,
    route: undefined,
    ...has(entry),
    secret: { number: isSecret("number", entry), alias: isSecret("alias", entry) },
    matched: "match" in inputs,
    unconfirmed: "purchaseUnconfirmed" in outputs,
    unprotected: guards && !protect,
    onDelete: onDelete === "release" || onDelete === "detach" ? onDelete : undefined,
  };
}

function idOf({ urn, id = "" }: StateEntry, what: "number" | "route"): string {
  if (/^\d+$/.test(id)) return id;
  throw new UsageError(
    `The state has a resource whose id is no ${what} of Flowroute's: ${printable(urn)} with id "${printable(id)}".`,
  );
}

/** A group's inputs are by number, or a list after an import; where one number, or anything of one, is a secret, all of them are. */
function groupHas({ inputs = {}, outputs = {} }: StateEntry): ReturnType<Kind["has"]> {
  const { numbers } = inputs;
  if (typeof numbers !== "object" || numbers === null || SECRET in numbers)
    return { unreadable: typeof outputs.count === "number" ? outputs.count : 0 };
  const all: unknown[] = Array.isArray(numbers) ? numbers.map((it) => it?.number) : Object.keys(numbers);
  const readable = all.filter((it) => typeof it === "string");
  return { numbers: readable.map(fromInput).filter(isNumber), unreadable: all.length - readable.length };
}

function isNumber(text: string): boolean {
  return /^\d{7,15}$/.test(text);
}

/** By this name Pulumi knows a value of a state that stands for another one, such as a secret. */
const SECRET = "4dabf18193072939515e22adb298388d";

function isSecret(property: string, { inputs = {}, outputs = {} }: StateEntry): boolean {
  return [inputs[property], outputs[property]].some((it) => typeof it === "object" && it !== null && SECRET in it);
}
