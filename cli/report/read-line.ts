import { isDeepStrictEqual } from "node:util";
import { planLines, type Told } from "./plan-lines";

/** Of one pattern: what it finds when each of its holes takes as little as it can, and as much. */
interface Reader {
  readonly pattern: string;
  readonly least: RegExp;
  readonly most: RegExp;
  readonly tell: (groups: Readonly<Record<string, string | undefined>>, line: string) => Told;
}

const readers: readonly Reader[] = Object.values(planLines)
  .flat()
  .map(([pattern, tell]) => ({
    pattern,
    least: new RegExp(`^${pattern}$`, "u"),
    most: new RegExp(`^${pattern.replaceAll(/([*+])\?/g, "$1")}$`, "u"),
    tell,
  }));

/** All patterns, for a test that wants to meet each. */
export const patterns: readonly string[] = readers.map(({ pattern }) => pattern);

/**
 * What a line of a plan says; nothing when it is not one that is known, or can be read in two ways. An alias is anything that somebody typed
 * in, such as `x) to 98396 (y`, and must not make a report say what is not so.
 * @param groups the names of the plan's groups, with which their lines begin
 */
export function readLine(line: string, groups: ReadonlySet<string>): (Told & { readonly pattern: string }) | undefined {
  const readings = readers.flatMap(({ pattern, least, most, tell }) => {
    const found = least.exec(line);
    if (!found) return [];
    const { group } = found.groups ?? {};
    if (group !== undefined && !groups.has(group)) return [];
    const isOnlyOne = isDeepStrictEqual(found.groups, most.exec(line)?.groups);
    return [isOnlyOne ? { pattern, ...tell(found.groups ?? {}, line) } : undefined];
  });
  return readings.length === 1 ? readings[0] : undefined;
}
