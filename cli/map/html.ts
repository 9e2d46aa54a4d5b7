import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { groupsOf } from "./groups";
import { WIDTHS } from "./layout";
import { type AccountMap, isUnused, type MapNumber, type MapRoute } from "./model";
import { pageScript, styleSheet } from "./page-file";
import { drawingOf } from "./svg";
import { MARKS, remarksOf, sizeOf } from "./words";

/** Boxes that a picture may have to be open from the start; a longer one stands in the way of the tables. */
const OPEN_BOXES = 60;

/** The map as one page that needs nothing else: it asks for nothing, and runs and shows nothing but its own script and style. */
export function pageOf(map: AccountMap, readAt: Date): string {
  const style = ["colours.css", "diagram.css", "page.css"] as const;
  const css = style.map(styleSheet).join("");
  const script = pageScript();
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(css)}'`,
    `script-src '${hashOf(script)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const open = groupsOf(map).length + map.routes.length <= OPEN_BOXES;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Inbound routes: ${sizeOf(map)}</title>
<style>${raw(css)}</style>
</head>
<body>
<header>
<h1>Inbound routes and their numbers</h1>
<p class="quiet">${sizeOf(map)}. Read from Flowroute on ${minute(readAt)}.</p>
<nav aria-label="Parts of this page"><ul><li><a href="#diagram">Diagram</a></li><li><a href="#all-numbers">Numbers</a></li><li><a href="#all-routes">Routes</a></li></ul></nav>
${remarks(map)}
</header>
<main>
<section id="diagram" aria-labelledby="diagram-heading">
<h2 id="diagram-heading">Diagram</h2>
<details${open ? raw(" open") : ""}>
<summary>Numbers on the left, and the routes that their calls take</summary>
${legend()}
<div class="picture wide">${raw(drawingOf(map, { widths: WIDTHS.wide, name: "wide" }))}</div>
<div class="picture narrow">${raw(drawingOf(map, { widths: WIDTHS.narrow, name: "narrow" }))}</div>
</details>
</section>
<section id="all-numbers" aria-labelledby="numbers-heading">
<h2 id="numbers-heading">Numbers</h2>
${map.numbers.length === 0 ? html`<p>The account has no numbers.</p>` : numbersTable(map)}
</section>
<section id="all-routes" aria-labelledby="routes-heading">
<h2 id="routes-heading">Routes</h2>
<table>
<thead><tr><th scope="col">Route</th><th scope="col">Leads to</th><th scope="col">Numbers</th></tr></thead>
<tbody>
${map.routes.map(routeRow)}
</tbody>
</table>
</section>
</main>
${map.numbers.length === 0 ? "" : html`<script>${raw(script)}</script>`}
</body>
</html>
`;
  return String(page);
}

function remarks(map: AccountMap) {
  const all = remarksOf(map);
  return all.length === 0 ? "" : html`<ul class="remarks">${all.map((remark) => html`<li>${remark}</li>`)}</ul>`;
}

function legend() {
  const line = (kind: string) =>
    html`<li><svg class="diagram" viewBox="0 0 44 10" aria-hidden="true"><path class="line ${kind}" d="M0 5H44"/></svg>${kind}</li>`;
  return html`<ul class="legend">${line("primary")}${line("failover")}</ul>`;
}

function numbersTable(map: AccountMap) {
  const choice = (value: string, text: string, checked = false) =>
    html`<label><input type="radio" name="mark" value="${value}"${checked ? raw(" checked") : ""}>${text}</label>`;
  return html`<form id="find" hidden>
<div class="query"><label for="search">Search numbers, names and routes</label><input id="search" type="search" autocomplete="off" spellcheck="false" aria-controls="numbers"></div>
<fieldset><legend class="unseen">Which numbers</legend>${choice("", "all", true)}${choice("nowhere", MARKS.nowhere)}${choice("no-failover", MARKS.noFailover)}</fieldset>
</form>
<p id="found" class="quiet" role="status"></p>
<table id="numbers">
<thead><tr><th scope="col">Number</th><th scope="col">Primary route</th><th scope="col">Failover</th></tr></thead>
<tbody>
${map.numbers.map(numberRow)}
</tbody>
</table>`;
}

function numberRow({ number, alias, primary, failover }: MapNumber) {
  const mark = primary === undefined ? "nowhere" : failover === undefined ? "no-failover" : "";
  const without = primary === undefined ? "" : html`<span class="mark">${MARKS.noFailover}</span>`;
  return html`<tr data-mark="${mark}"><th scope="row">${number}${detail(alias)}</th><td>${
    primary === undefined ? html`<span class="mark">${MARKS.nowhere}</span>` : routeCell(primary)
  }</td><td>${failover === undefined ? without : routeCell(failover)}</td></tr>
`;
}

function routeRow(route: MapRoute) {
  const { target, primary, failover } = route;
  const shares = [
    ...(primary.length > 0 ? [`primary of ${primary.length.toLocaleString("en-US")}`] : []),
    ...(failover.length > 0 ? [`failover of ${failover.length.toLocaleString("en-US")}`] : []),
  ];
  return html`<tr><th scope="row">${routeCell(route)}</th><td><bdi>${target}</bdi></td><td>${
    isUnused(route) ? html`<span class="mark">${MARKS.unused}</span>` : shares.join(", ") || "none"
  }</td></tr>
`;
}

function routeCell({ id, alias, listed }: MapRoute) {
  // Isolated, because a name may be written from right to left.
  const name = alias === undefined ? id : html`<bdi>${alias}</bdi>${detail(id)}`;
  return listed ? name : html`${name} <span class="mark">${MARKS.unlisted}</span>`;
}

function detail(text: string | undefined) {
  return text === undefined ? "" : html` <bdi class="detail">${text}</bdi>`;
}

/** `2026-11-26 14:30 UTC`. */
function minute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
