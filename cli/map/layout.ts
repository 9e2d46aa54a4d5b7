import { cutTo } from "./columns";
import { type Group, groupsOf } from "./groups";
import { groupLabel, type Label, routeLabel } from "./label";
import { type AccountMap, isUnused, type MapRoute } from "./model";

/** Widths of a picture, in its own units, which are pixels where it is not scaled. */
export interface Widths {
  readonly margin: number;
  readonly numbers: number;
  readonly between: number;
  readonly routes: number;
}

/** For a page or a screen, and for a phone held upright. */
export const WIDTHS = {
  wide: { margin: 12, numbers: 280, between: 200, routes: 392 },
  narrow: { margin: 2, numbers: 134, between: 44, routes: 176 },
} as const satisfies Record<string, Widths>;

export const LINE_HEIGHT = 17;
export const PADDING = 9;
const GAP = 10;
/** Above the first box stands what the column holds. */
const TOP = 34;
const CHARACTER = 7.6;
/** Failover lines that can be followed with the eye. */
const MOST_LINES = 40;
const LAST = Number.MAX_VALUE;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly kind: "number" | "route";
  readonly state: "well" | "nowhere" | "unused" | "unlisted";
  readonly lines: readonly { readonly text: string; readonly role: keyof Label }[];
}

export interface Line {
  readonly kind: "primary" | "failover";
  readonly from: Box;
  readonly to: Box;
}

/** Where everything of a picture is. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  /** Whether lines are so many that they have to be thin. */
  readonly dense: boolean;
}

/** Numbers on the left, routes on the right, each route as near as can be to the numbers that ring there first. */
export function layOut(map: AccountMap, widths: Widths): Picture {
  const { margin, numbers, between, routes } = widths;
  const stack = new Stack(margin, numbers);
  const groups = groupsOf(map).map((group) => ({ ...group, box: stack.put(groupBox(group)) }));
  const dense = groups.flatMap(({ failovers }) => failovers).length > MOST_LINES;
  const near = nearness(groups, dense);
  const other = new Stack(margin + numbers + between, routes);
  const placed = new Map(
    [...map.routes]
      .sort((a, b) => Number(isUnused(a)) - Number(isUnused(b)) || (near(a) ?? LAST) - (near(b) ?? LAST))
      .map((route) => [route, other.put(routeBox(route), near(route))]),
  );
  const lines = groups.flatMap(({ box: from, primary, failovers }): Line[] => {
    const to = (route: MapRoute) => placed.get(route) as Box;
    return [
      ...(primary === undefined ? [] : [{ kind: "primary" as const, from, to: to(primary) }]),
      ...failovers.map((route) => ({ kind: "failover" as const, from, to: to(route) })),
    ];
  });
  return {
    width: 2 * margin + numbers + between + routes,
    height: Math.max(stack.bottom, other.bottom) + margin,
    boxes: [...groups.map(({ box }) => box), ...placed.values()],
    lines,
    dense,
  };
}

type Content = Pick<Box, "kind" | "state" | "lines">;

/** A column of boxes. */
class Stack {
  readonly #x: number;
  readonly #width: number;
  #next = TOP;

  constructor(x: number, width: number) {
    this.#x = x;
    this.#width = width;
  }

  get bottom(): number {
    return this.#next;
  }

  /** Puts a box below the others, its middle at `middle` if there is room. */
  put({ kind, state, lines }: Content, middle = 0): Box {
    const height = lines.length * LINE_HEIGHT + 2 * PADDING;
    const y = Math.max(this.#next, Math.round(middle - height / 2));
    this.#next = y + height + GAP;
    const columns = Math.floor((this.#width - 2 * PADDING) / CHARACTER);
    const fitting = lines.map(({ text, role }) => ({ text: cutTo(text, columns), role }));
    return { x: this.#x, y, width: this.#width, height, kind, state, lines: fitting };
  }
}

/** The middle of the boxes that have a route first, else of those that have it second: where many have, it is far from most. */
function nearness(groups: readonly (Group & { box: Box })[], dense: boolean): (route: MapRoute) => number | undefined {
  const first = new Map<MapRoute, number[]>();
  const second = new Map<MapRoute, number[]>();
  const note = (middles: Map<MapRoute, number[]>, route: MapRoute, { y, height }: Box) =>
    middles.set(route, [...(middles.get(route) ?? []), y + height / 2]);
  for (const { box, primary, failovers } of groups) {
    if (primary) note(first, primary, box);
    for (const route of failovers) note(second, route, box);
  }
  return (route) => {
    const middles = first.get(route) ?? (dense ? undefined : second.get(route));
    return middles && middles.reduce((sum, it) => sum + it, 0) / middles.length;
  };
}

function groupBox(group: Group): Content {
  return { kind: "number", state: group.primary === undefined ? "nowhere" : "well", lines: linesOf(groupLabel(group)) };
}

function routeBox(route: MapRoute): Content {
  const state = isUnused(route) ? "unused" : route.listed ? "well" : "unlisted";
  return { kind: "route", state, lines: linesOf(routeLabel(route)) };
}

function linesOf(label: Label): Box["lines"] {
  return (["name", "detail", "mark"] as const).flatMap((role) => {
    const text = label[role];
    return text === undefined ? [] : [{ text, role }];
  });
}
