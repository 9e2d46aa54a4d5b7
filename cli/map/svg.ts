import { html, raw } from "hono/html";
import { counted } from "../../provider/lifecycle/counted";
import { type Box, LINE_HEIGHT, type Line, layOut, PADDING, WIDTHS, type Widths } from "./layout";
import type { AccountMap } from "./model";
import { styleSheet } from "./page-file";
import { remarksOf, sizeOf } from "./words";

/** The map as one picture, with its colours for light and dark screens, and what its lines mean. */
export function svgOf(map: AccountMap): string {
  return `${drawingOf(map, { widths: WIDTHS.wide, name: "map", alone: true })}\n`;
}

/** How a picture is drawn. */
interface Drawing {
  readonly widths: Widths;
  /** What its ids begin with: several pictures may be in one page. */
  readonly name: string;
  /** Whether it stands for itself, and no page gives it a style and a legend. Default: false. */
  readonly alone?: boolean;
}

/** The picture's element, which a page may hold too. */
export function drawingOf(map: AccountMap, { widths, name, alone = false }: Drawing): string {
  const { width, height, boxes, lines, dense } = layOut(map, widths);
  const { margin, numbers, between } = widths;
  const [left, right] = [margin + numbers, margin + numbers + between];
  const ordered = lines.toSorted((a, b) => Number(b.kind === "failover") - Number(a.kind === "failover"));
  return xml(
    html`<svg xmlns="http://www.w3.org/2000/svg" class="diagram${dense ? " dense" : ""}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${name}-title ${name}-desc">
<title id="${name}-title">Inbound routes and the numbers on them: ${sizeOf(map)}</title>
<desc id="${name}-desc">${descriptionOf(map)}</desc>
${alone ? html`<style>${raw(styleSheet("colours.css") + styleSheet("diagram.css"))}</style>` : ""}
<defs><marker id="${name}-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>
<rect class="paper" width="${width}" height="${height}"/>
<text class="heading" x="${margin}" y="22">Numbers</text>
<text class="heading" x="${right}" y="22">Routes</text>
${alone ? html`${legendOf("primary", left + 8)}${legendOf("failover", left + 104)}` : ""}
${ordered.map((line) => lineOf(line, name))}
${boxes.map(boxOf)}
</svg>`,
  );
}

function legendOf(kind: Line["kind"], x: number) {
  return html`<path class="line ${kind}" d="M${x} 18h26"/><text class="detail" x="${x + 32}" y="22">${kind}</text>`;
}

function boxOf({ x, y, width, height, kind, state, lines }: Box) {
  // In an svg of its own, because that cuts off what is wider than it was estimated.
  return html`<svg x="${x}" y="${y}" width="${width}" height="${height}" class="${kind} ${state}"><rect x="1" y="1" width="${width - 2}" height="${height - 2}" rx="${kind === "number" ? 14 : 3}"/>${lines.map(
    ({ text, role }, index) =>
      html`<text class="${role}" x="${PADDING}" y="${PADDING + index * LINE_HEIGHT + 12}">${text}</text>`,
  )}</svg>
`;
}

function lineOf({ kind, from, to }: Line, name: string) {
  // A number's two lines begin apart, so that neither hides the other where both lead the same way.
  const apart = kind === "primary" ? -4 : 4;
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2 + apart];
  const [x2, y2] = [to.x - 1, to.y + to.height / 2 + apart];
  const bend = (x2 - x1) / 2;
  return html`<path class="line ${kind}" marker-end="url(#${name}-tip)" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/>
`;
}

function descriptionOf(map: AccountMap): string {
  const remarks = remarksOf(map);
  const used = map.routes.filter(({ primary, failover }) => primary.length + failover.length > 0);
  const shares = used.map(({ id, alias, primary, failover }) => {
    const parts = [
      ...(primary.length > 0 ? [`primary of ${counted(primary.length, "number")}`] : []),
      ...(failover.length > 0 ? [`failover of ${counted(failover.length, "number")}`] : []),
    ];
    return `${alias ?? "route"} (${id}) is ${parts.join(" and ")}`;
  });
  return [...remarks, ...shares].map((it) => `${it}.`).join(" ");
}

/** XML has no place for these two characters, and a picture with one is not shown at all. */
function xml(markup: ReturnType<typeof html>): string {
  return String(markup).replace(/[\ufffe\uffff]/g, (it) => `\\u${it.charCodeAt(0).toString(16)}`);
}
