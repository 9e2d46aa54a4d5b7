import type { Style } from "../terminal";
import { cutTo, padTo, widthOf } from "./columns";
import { type AccountMap, isBare, isUnused, type MapNumber, type MapRoute, nameOf } from "./model";
import { MARKS, remarksOf, sizeOf } from "./words";

/** How a tree is shown. */
export interface TextOptions {
  /** Text in a style. */
  readonly style: (style: Style, text: string) => string;
  /** Whether all numbers of a route are listed, names uncut, or as many as a person reads on a screen. */
  readonly all: boolean;
}

/** Lines of numbers that a person may still read on a screen. */
const LINES = 200;
const NAME_COLUMNS = 32;
const TARGET_COLUMNS = 60;

/** The map as a tree: route by route the numbers whose calls take it, at last what is worth a look. */
export function textOf(map: AccountMap, options: TextOptions): string {
  const tree = new Tree(options, options.all ? Number.POSITIVE_INFINITY : fairShare(map));
  const gap = tree.lists ? [""] : [];
  return [
    ...map.routes.flatMap((route) => [...tree.route(route), ...gap]),
    ...(map.ringNowhere.length > 0 ? [...tree.nowhere(map.ringNowhere), ...gap] : []),
    ...(tree.lists ? [] : [""]),
    sizeOf(map),
    ...remarksOf(map).map((remark) => tree.mark(remark)),
    ...(tree.cut ? ["Not all numbers are listed here; --all lists them."] : []),
  ].join("\n");
}

/** How many numbers of each list fit on a few screens; none where it would be one or two of many. */
function fairShare({ routes }: AccountMap): number {
  const lists = routes.flatMap(({ primary, failover }) => [primary, failover]).filter((it) => it.length > 0);
  const share = Math.min(10, Math.floor(LINES / Math.max(1, lists.length)));
  return share < 3 ? 0 : share;
}

class Tree {
  /** Whether something was left out. */
  cut = false;
  readonly #options: TextOptions;
  readonly #most: number;

  constructor(options: TextOptions, most: number) {
    this.#options = options;
    this.#most = most;
  }

  /** Whether numbers are listed at all, or only counted. */
  get lists(): boolean {
    return this.#most > 0;
  }

  route(route: MapRoute): string[] {
    const marks = [...(isUnused(route) ? [MARKS.unused] : []), ...(route.listed ? [] : [MARKS.unlisted])];
    const head = [
      this.#options.style("bold", this.#name(nameOf(route))),
      ...(route.listed ? [this.#name(route.target, TARGET_COLUMNS)] : []),
      ...marks.map((it) => this.mark(it)),
    ];
    const lists = [
      { title: `primary: ${route.primary.length}`, numbers: route.primary, other: this.#failoverOf },
      { title: `failover: ${route.failover.length}`, numbers: route.failover, other: this.#primaryOf },
    ].filter(({ numbers }) => numbers.length > 0);
    const bare = route.primary.filter(isBare).length;
    const titles = lists.map(({ title, numbers }) =>
      numbers === route.primary && bare > 0 ? `${title}, ${bare} without failover` : title,
    );
    if (!this.lists) {
      this.cut ||= lists.length > 0;
      return [[...head, ...titles].join("  ")];
    }
    const branches = lists.flatMap(({ numbers, other }, index) => {
      const [fork, stem] = index === lists.length - 1 ? ["└─", "   "] : ["├─", "│  "];
      return [`${fork} ${titles[index]}`, ...this.#list(numbers, other).map((line) => stem + line)];
    });
    return [head.join("  "), ...branches];
  }

  nowhere(numbers: readonly MapNumber[]): string[] {
    return [`${this.mark(MARKS.nowhere)}: ${numbers.length}`, ...this.#list(numbers, this.#failoverOnly)];
  }

  mark(text: string): string {
    return this.#options.style("yellow", `! ${text}`);
  }

  #list(numbers: readonly MapNumber[], other: (it: MapNumber) => string): string[] {
    const listed = numbers.slice(0, this.#most);
    const more = numbers.length - listed.length;
    this.cut ||= more > 0;
    if (listed.length === 0) return [];
    const columns = Math.max(...listed.map(({ number }) => number.length));
    const names = listed.map(({ alias }) => this.#name(alias ?? ""));
    const nameColumns = Math.max(...names.map(widthOf));
    const lines = listed.map((it, index) =>
      [it.number.padEnd(columns), padTo(names[index] ?? "", nameColumns), other(it)].filter((cell) => cell).join("  "),
    );
    if (more > 0) lines.push(`and ${more.toLocaleString("en-US")} more`);
    return lines.map((line, index) => `${index === lines.length - 1 ? "└─" : "├─"} ${line.trimEnd()}`);
  }

  readonly #failoverOf = ({ failover }: MapNumber) =>
    failover === undefined ? this.mark(MARKS.noFailover) : `failover ${this.#name(nameOf(failover))}`;

  readonly #primaryOf = ({ primary }: MapNumber) =>
    primary === undefined ? this.mark(MARKS.nowhere) : `primary ${this.#name(nameOf(primary))}`;

  readonly #failoverOnly = ({ failover }: MapNumber) =>
    failover === undefined ? "" : `has only failover ${this.#name(nameOf(failover))}`;

  /** A name that may be long: a line that wraps breaks the tree. */
  #name(text: string, columns = NAME_COLUMNS): string {
    return this.#options.all ? text : cutTo(text, columns);
  }
}
