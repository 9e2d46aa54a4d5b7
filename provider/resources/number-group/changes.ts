import { inShort } from "../../client";
import { describeRoutes } from "../../lifecycle/routing/route-reference";
import type { Session } from "../../lifecycle/session";
import { differing, type Property, type Truth, type Wish } from "./group";
import { few } from "./words";

/** A property in which a number is not as wanted. */
export interface Change {
  readonly number: string;
  readonly property: Property;
  readonly from: unknown;
  readonly to: unknown;
}

export function changesOf(number: string, now: Truth, wish: Wish): Change[] {
  return differing(now, wish).map((property) => ({ number, property, from: now[property], to: wish[property] }));
}

/**
 * Changes as people read them, those that are alike in one line: `primaryRoute will change from 98396 (acme-pbx) to 98397 (dr-site) for
 * 1,980 numbers (...)`.
 * @param say how one kind of change is said, of what is there, if that is one thing, and what is wanted, if that may be told
 */
export async function grouped(
  session: Session,
  changes: readonly Change[],
  say: (property: Property, from: string | undefined, to: string | undefined) => string,
): Promise<string[]> {
  const groups = Map.groupBy(changes, ({ property, from, to }) =>
    JSON.stringify(isRoute(property) ? [property, from, to] : [property, property === "alias" ? "" : from]),
  );
  const largestFirst = [...groups.values()].sort((one, other) => other.length - one.length);
  return Promise.all(
    largestFirst.map(async (alike) => {
      const [{ property, from, to }] = alike as [Change, ...Change[]];
      const numbers = few(alike.map(({ number }) => number));
      if (!isRoute(property)) return `${say(property, commonValue(alike, from), undefined)} for ${numbers}`;
      const [is = "", then] = await describeRoutes(session, [from, to]);
      return `${say(property, is, then)} for ${numbers}`;
    }),
  );
}

function isRoute(property: Property): boolean {
  return property === "primaryRoute" || property === "failoverRoute";
}

/** What is there, where all have the same. Not what is wanted: that may be a secret of the program, and stands in the engine's plan. */
function commonValue(alike: readonly Change[], from: unknown): string | undefined {
  return alike.every((change) => change.from === from) ? inShort(JSON.stringify(from ?? ""), 80) : undefined;
}
