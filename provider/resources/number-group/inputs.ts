import { z } from "zod";
import { attributeShape } from "../../lifecycle/attribute-inputs";
import type { Failure, Properties } from "../../lifecycle/lifecycle";
import { routeReference } from "../../lifecycle/routing/input";
import { UNKNOWN } from "../../lifecycle/unknown";
import { phoneNumber, validate } from "../../lifecycle/validate";
import type { Group, Wish } from "./group";
import { numbersIn } from "./words";

const wishShape = { primaryRoute: routeReference, failoverRoute: routeReference, ...attributeShape };
const entryShape = { number: phoneNumber, ...wishShape };
const groupShape = {
  numbers: z.unknown(),
  ...wishShape,
  onDelete: z.enum(["retain", "detach"], 'must be "retain" or "detach"'),
};

/** A NumberGroup's inputs, validated. */
export interface ValidatedGroup {
  readonly group: Group;
  /** Properties that are given but, in this preview, not known in full. */
  readonly unknown: ReadonlySet<string>;
  readonly failures: Failure[];
  /** By number, what of its own entry is not known. */
  readonly unsure: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether some numbers themselves are not known. */
  readonly numbersUnknown: boolean;
  /** Numbers that are in the list more than once. */
  readonly twice: ReadonlySet<string>;
}

/** Validates a NumberGroup's inputs, each on its own and together: as a program gives them, a list, or as they are kept, by number. */
export function validateNumberGroup(inputs: Properties): ValidatedGroup {
  const { values, unknown, failures } = validate(inputs, groupShape);
  const { numbers: _, onDelete, ...shared } = values;
  const numbers = new Map<string, Wish>();
  const unsure = new Map<string, ReadonlySet<string>>();
  const twice = new Set<string>();
  let numbersUnknown = inputs.numbers === UNKNOWN;
  const refused: Failure[] = [];
  for (const [path, entry] of entriesOf(inputs.numbers)) {
    if (entry === UNKNOWN) {
      numbersUnknown = true;
      continue;
    }
    const { values: { number, ...wish } = {}, unknown: open, failures: wrong } = validateEntry(entry);
    refused.push(...wrong.map(({ property, reason }) => ({ property: pathTo(path, property), reason })));
    if (open?.has("number")) numbersUnknown = true;
    if (number === undefined) continue;
    if (numbers.has(number)) twice.add(number);
    numbers.set(number, wish);
    if (open && open.size > 0) unsure.set(number, open);
  }
  failures.push(...refused.slice(0, 10), ...more(refused.length - 10));
  if (failures.length === 0) failures.push(...together({ shared, numbers }, unknown, inputs.numbers, numbersUnknown));
  return { group: { shared, numbers, onDelete }, unknown, unsure, numbersUnknown, failures, twice };
}

function entriesOf(numbers: unknown): [path: string, entry: unknown][] {
  if (Array.isArray(numbers)) return numbers.map((entry, index) => [`numbers.${index}`, entry]);
  if (typeof numbers !== "object" || numbers === null) return [];
  return Object.entries(numbers).map(([number, wish]) => [`numbers.${number}`, { ...(wish as object), number }]);
}

function validateEntry(
  entry: unknown,
): Partial<ReturnType<typeof validate<typeof entryShape>>> & { failures: Failure[] } {
  if (typeof entry === "string") return validate({ number: entry }, entryShape);
  if (typeof entry !== "object" || entry === null || Array.isArray(entry))
    return {
      failures: [{ property: "", reason: 'must be a number such as "+1 206-555-0100", or an object with one' }],
    };
  const { number } = entry as Properties;
  if (number === undefined)
    return { failures: [{ property: "number", reason: "has no number: give it one, beside what differs for it" }] };
  const validated = validate(entry as Properties, entryShape);
  // With two thousand of them, a place in the list is hard to find.
  const named = (it: Failure) =>
    it.property === "number" || typeof number !== "string" ? it : { ...it, reason: `(of ${number}) ${it.reason}` };
  return { ...validated, failures: validated.failures.map(named) };
}

function pathTo(entry: string, property: string): string {
  return property === "" || property === "number" ? entry : `${entry}.${property}`;
}

function more(count: number): Failure[] {
  return count > 0
    ? [{ property: "", reason: `${count} more numbers of the list are refused in ways like these.` }]
    : [];
}

/** What is wrong with the whole. */
function together(
  { shared, numbers }: Group,
  unknown: ReadonlySet<string>,
  given: unknown,
  numbersUnknown: boolean,
): Failure[] {
  if (given === undefined) return [{ property: "numbers", reason: "is missing: give the numbers of the group" }];
  if (typeof given !== "object" && given !== UNKNOWN)
    return [{ property: "numbers", reason: "must be a list of numbers" }];
  if (numbers.size === 0 && !numbersUnknown)
    return [
      { property: "numbers", reason: "must have at least one number. To give the group up, remove the resource" },
    ];
  if (unknown.has("primaryRoute")) return [];
  const lacking = [...numbers].filter(([, own]) => {
    const { primaryRoute, failoverRoute } = { ...shared, ...own };
    return failoverRoute !== undefined && primaryRoute === undefined;
  });
  if (lacking.length === 0 || unknown.has("numbers")) return [];
  const reason = `is missing, and ${numbersIn(
    lacking.map(([number]) => number),
    "has",
    "have",
  )} a failoverRoute: a failover only takes over from a primary`;
  return [{ property: "primaryRoute", reason }];
}
