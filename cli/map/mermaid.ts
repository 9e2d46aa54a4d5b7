import { counted } from "../../provider/lifecycle/counted";
import { cutTo } from "./columns";
import { type Group, groupsOf } from "./groups";
import { groupLabel, type Label, routeLabel } from "./label";
import type { AccountMap } from "./model";
import { remarksOf, sizeOf } from "./words";

/** Mermaid refuses more than 50,000 characters and 500 lines between boxes, wherever the diagram stands. */
const MOST_CHARACTERS = 48_000;
const MOST_LINES = 480;
const MOST_GROUPS = 200;
const NAME_COLUMNS = 40;

/** The map as a flowchart of Mermaid: numbers lead to their primary routes by whole lines, to failovers by dotted ones. */
export function mermaidOf(map: AccountMap): string {
  const groups = groupsOf(map);
  for (let most = MOST_GROUPS; ; most = Math.floor(most / 2)) {
    const { boxes, lines } = draw(map, groups, most);
    const chart = ["flowchart LR", ...heading(map), ...boxes, ...lines].join("\n  ");
    if ((chart.length <= MOST_CHARACTERS && lines.length <= MOST_LINES) || most === 0) return `${chart}\n`;
  }
}

/** What a screen reader says. */
function heading(map: AccountMap): string[] {
  const remarks = remarksOf(map).map((remark) => remark.replace(":", ","));
  return [`accTitle: ${sizeOf(map)}`, ...(remarks.length > 0 ? [`accDescr: ${remarks.join(", ")}`] : [])];
}

/** Boxes and lines of so many groups, those of most numbers, and as many routes without a number. */
function draw(map: AccountMap, groups: readonly Group[], most: number): { boxes: string[]; lines: string[] } {
  const largest = new Set([...groups].sort((a, b) => b.numbers.length - a.numbers.length).slice(0, most));
  const kept = groups.filter((group) => largest.has(group));
  const used = new Set(kept.flatMap(({ primary, failovers }) => [...(primary ? [primary] : []), ...failovers]));
  const shown = [...map.routes.filter((route) => used.has(route)), ...map.unused.slice(0, most)];
  const idOf = new Map(shown.map((route, index) => [route, `r${index}`]));
  const moreNumbers = map.numbers.length - kept.reduce((sum, { numbers }) => sum + numbers.length, 0);
  const moreRoutes = map.routes.length - shown.length;
  return {
    boxes: [
      ...kept.map((group, index) => `n${index}(${quoted(groupLabel(group))})`),
      ...Array.from(idOf, ([route, id]) => `${id}[${quoted(routeLabel(route))}]`),
      ...(moreNumbers > 0 ? [`moreNumbers("${counted(moreNumbers, "more number")}")`] : []),
      ...(moreRoutes > 0 ? [`moreRoutes["${counted(moreRoutes, "more route")}"]`] : []),
    ],
    lines: kept.flatMap(({ primary, failovers }, index) => [
      ...(primary ? [`n${index} --> ${idOf.get(primary)}`] : []),
      ...failovers.map((route) => `n${index} -. failover .-> ${idOf.get(route)}`),
    ]),
  };
}

function quoted({ name, detail, mark }: Label): string {
  const lines = [name, detail, mark].filter((it) => it !== undefined);
  return `"${lines.map((line) => escaped(cutTo(line, NAME_COLUMNS))).join("<br/>")}"`;
}

/**
 * A text that is nothing but text in a label. All is written by its code point but letters, digits, single spaces, points and dashes
 * inside a word, and a few signs that mean nothing there: others could be a quote, an entity, HTML, or a list of Markdown.
 */
function escaped(text: string): string {
  return text
    .trim()
    .replace(ACTIVE_LATE, `$&${ZERO_WIDTH_SPACE}`)
    .replace(ACTIVE, (it) => `#${it.codePointAt(0)};`);
}

const ACTIVE = /[^\p{L}\p{N} ._()·…'-]|(?<![\p{L}\p{N}])[._-]|[._-](?![\p{L}\p{N}])| (?= )/gu;

/**
 * Icons, formulas, breaks and Mermaid's own marks of entities are looked for when code points are signs again, so that only another
 * sign in between helps.
 */
const ACTIVE_LATE = /:(?=fa-)|\$(?=\$)|\\(?=n)|ﬂ(?=°)|¶(?=ß)/g;
const ZERO_WIDTH_SPACE = "\u200b";
