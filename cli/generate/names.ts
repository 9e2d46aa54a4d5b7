import { UsageError } from "../exit";

/** Something of the account that gets a resource. */
export interface Named {
  /** A phone number, or a route's id. */
  readonly id: string;
  readonly alias: string | undefined;
  /** What stands behind the name where others have the same alias. */
  readonly distinction: string;
}

/** Names by number or id, as a file of names has them. */
export type GivenNames = ReadonlyMap<string, string>;

/**
 * A resource's name for each: from its alias, as `front-desk`. Where several have one alias, each gets its distinction too, so that
 * none of them is "the" front desk. Names that are given stay, because a resource of another name is another resource.
 * @param plain the name of one whose alias has no letters that a name can have
 * @param taken names that are given away already
 * @throws UsageError when two are given one name
 */
export function nameEach(
  all: readonly Named[],
  plain: (id: string) => string,
  given: GivenNames = new Map(),
  taken: Iterable<string> = [],
): Map<string, string> {
  const { default: slugify } = require("@sindresorhus/slugify") as typeof import("@sindresorhus/slugify");
  const own = all.filter(({ id }) => given.has(id));
  for (const [name, [one, other]] of Map.groupBy(own, ({ id }) => given.get(id)))
    if (one && other) throw new UsageError(`The file of names gives "${name}" to both ${one.id} and ${other.id}.`);
  const used = new Set([...taken, ...given.values()]);
  const open = all.filter(({ id }) => !given.has(id));
  const simple = new Map(open.map(({ id, alias }) => [id, slugify(alias ?? "", { decamelize: false }) || plain(id)]));
  const counts = Map.groupBy(simple.values(), (name) => name);
  const names = new Map(own.map(({ id }) => [id, given.get(id) as string]));
  const distinct = new Map(
    open.map(({ id, distinction }) => {
      const name = simple.get(id) as string;
      const unique = counts.get(name)?.length === 1 && !used.has(name);
      return [id, unique || name === plain(id) ? name : `${name}-${distinction}`] as const;
    }),
  );
  const rivals = Map.groupBy(distinct.values(), (name) => name);
  for (const [id, name] of distinct)
    names.set(id, rivals.get(name)?.length === 1 && !used.has(name) ? name : `${name}-${id}`);
  return names;
}

/** `frontDesk`: the variable of a resource, by its name. */
export function variableOf(name: string, suffix: string, taken: Set<string>): string {
  const words = name.split(/[^A-Za-z0-9_]+/).filter((word) => word !== "");
  const camel = words.map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join("");
  const legal =
    /^[a-z_]/i.test(camel) && !RESERVED.has(camel)
      ? camel
      : `${suffix}${camel.slice(0, 1).toUpperCase()}${camel.slice(1)}`;
  return uniqueIn(taken, legal);
}

/** The word, or where it is taken, the first with a number behind it that is not; then that is taken. */
export function uniqueIn(taken: Set<string>, word: string): string {
  let unique = word;
  for (let count = 2; taken.has(unique); count++) unique = `${word}_${count}`;
  taken.add(unique);
  return unique;
}

/** What TypeScript keeps for itself, what modules have, and what generated programs import. */
const RESERVED = new Set(
  (
    "abstract any arguments as async await bigint boolean break case catch class const constructor continue debugger declare default " +
    "delete do else enum eval export extends false finally for from function get if implements import in infer instanceof interface " +
    "is keyof let module namespace never new null number object of package private protected public readonly require return set " +
    "static string super switch symbol this throw true try type typeof undefined unknown var void while with yield " +
    "exports global globalThis process console Buffer readNumbers PhoneNumber NumberRoutes InboundRoute NumberGroup REGISTRATION_ROUTE"
  ).split(" "),
);
