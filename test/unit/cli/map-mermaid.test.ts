import fc from "fast-check";
import { mermaidOf } from "../../../cli/map/mermaid";
import { mapOf } from "../../../cli/map/model";
import type { OwnedNumber, Route } from "../../../provider/client";
import { printable } from "../../../provider/client";
import { hostileNames } from "../../support/hostile";

// Lines that Mermaid takes, with labels that it shows as they were written. Mermaid itself is no dependency: it is larger than all.
const label = /"(?:[\p{L}\p{N} ._()·…'-]|#\d+;|<br\/>)*"/u.source;
const forms = [/accTitle: [\w, ]+/, /accDescr: [\w, ']+/, /n\d+ (-->|-\. failover \.->) r\d+/].map((it) => it.source);
const chart = new RegExp(
  `^flowchart LR(\n  (${[...forms, `n\\d+\\(${label}\\)`, `r\\d+\\[${label}\\]`, `more\\w+[[(]${label}[)\\]]`].join("|")}))*\n$`,
  "u",
);

const number = (number: string, alias: string | undefined, primaryRouteId: string, failoverRouteId?: string) =>
  ({ number, alias, primaryRouteId, failoverRouteId }) as OwnedNumber;

const route = (id: string, alias: string): Route => ({
  id,
  alias,
  routeType: "uri",
  value: `sip:${alias}`,
  edgeStrategyId: undefined,
});

/** The texts of a chart as a reader sees them. */
function shown(text: string): string[] {
  const labels = Array.from(text.matchAll(/"(.*)"/g), ([, inside = ""]) => inside.split("<br/>"));
  return labels
    .flat()
    .map((line) => line.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll("\u200b", ""));
}

test.each(hostileNames)("mermaid shows the name %j as text", (name) => {
  const alias = printable(name);
  const text = mermaidOf(mapOf({ numbers: [number("12065550100", alias, "1")], routes: [route("1", alias)] }));
  expect(text).toMatch(chart);
  const [, first, , second] = shown(text);
  for (const it of [first, second])
    expect(it?.endsWith("…") ? alias.startsWith(it.slice(0, -1)) : it === alias).toBe(true);
});

test("no name leaves its label", () => {
  const pieces = fc.constantFrom(
    ..."\"'`$#;:&|*/\\<>[](){}%~-._ \n1aé日",
    "end",
    "fa:fa-x",
    "$$",
    "-->",
    "<br/>",
    "ﬂ°",
    "¶ß",
  );
  fc.assert(
    fc.property(fc.string({ unit: pieces, maxLength: 20 }), (name) => {
      const alias = printable(name);
      const text = mermaidOf(mapOf({ numbers: [number("12065550100", alias, "1")], routes: [route("1", alias)] }));
      expect(text).toMatch(chart);
      expect(shown(text)).toContain(alias.trim() || "1");
      expect(text).not.toMatch(/#58;fa-|#36;#36;|#92;n/);
    }),
  );
});

test("numbers that are many are counted, by primary route", () => {
  const numbers = Array.from({ length: 41 }, (_, line) =>
    number(`1206555${1000 + line}`, undefined, "1", line < 40 ? "2" : undefined),
  );
  const text = mermaidOf(mapOf({ numbers, routes: [route("1", "a"), route("2", "b"), route("3", "c")] }));
  expect(text).toBe(`flowchart LR
  accTitle: 41 numbers, 3 routes
  accDescr: 1 number has no failover, 1 route carries nothing
  n0("41 numbers<br/>12065551000 … 12065551040<br/>no failover#58; 1")
  r0["a<br/>1 · uri sip#58;a"]
  r1["b<br/>2 · uri sip#58;b"]
  r2["c<br/>3 · uri sip#58;c<br/>carries nothing"]
  n0 --> r0
  n0 -. failover .-> r1
`);
});

test.each([
  ["characters", "→".repeat(60)],
  ["lines", "a"],
])("a chart of any account is one that Mermaid takes: not too many %s", (_, alias) => {
  const ids = Array.from({ length: 300 }, (_, index) => String(index + 1));
  const numbers = ids.flatMap((id, index) =>
    [1, 2, 3].map((step) => number(`1206${step}${1000 + index}`, undefined, id, ids[(index + step) % ids.length])),
  );
  const text = mermaidOf(mapOf({ numbers, routes: ids.map((id) => route(id, alias)) }));
  expect(text).toMatch(chart);
  expect(text.length).toBeLessThanOrEqual(50_000);
  expect(text.match(/->/g)?.length).toBeLessThanOrEqual(500);
  const groups = text.match(/n\d+\("3 numbers/g)?.length ?? 0;
  expect(groups).toBeGreaterThan(10);
  const left = /moreNumbers\("(\d+) more numbers"\)/.exec(text)?.[1];
  expect(Number(left) + 3 * groups).toBe(900);
  expect(text).toMatch(/moreRoutes\["\d+ more routes"\]/);
});
