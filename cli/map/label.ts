import { counted } from "../../provider/lifecycle/counted";
import type { Group } from "./groups";
import { isBare, isUnused, type MapRoute } from "./model";
import { MARKS } from "./words";

/** What stands in a box of a picture, line by line. */
export interface Label {
  readonly name: string;
  readonly detail: string | undefined;
  /** What is worth a look. */
  readonly mark: string | undefined;
}

/** Numbers of one primary route, or one of them. */
export function groupLabel({ numbers, primary }: Group): Label {
  const [{ number, alias }] = numbers;
  const bare = numbers.filter(isBare).length;
  if (numbers.length === 1) {
    const mark = primary === undefined ? MARKS.nowhere : bare > 0 ? MARKS.noFailover : undefined;
    return { name: number, detail: alias, mark };
  }
  return {
    name: counted(numbers.length, "number"),
    detail: `${number} … ${numbers.at(-1)?.number}`,
    mark: primary === undefined ? MARKS.ringNowhere : bare > 0 ? `${MARKS.noFailover}: ${bare}` : undefined,
  };
}

/** A route: with its id, because several may have one alias. */
export function routeLabel(route: MapRoute): Label {
  const { id, alias, target, listed } = route;
  if (!listed) return { name: id, detail: undefined, mark: MARKS.unlisted };
  const mark = isUnused(route) ? MARKS.unused : undefined;
  return alias === undefined ? { name: id, detail: target, mark } : { name: alias, detail: `${id} · ${target}`, mark };
}
