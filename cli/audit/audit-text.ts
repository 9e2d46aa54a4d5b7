import { amount, counted } from "../../provider/lifecycle/counted";
import { dollars } from "../../provider/lifecycle/prices";
import type { Style, Terminal } from "../terminal";
import { costNotes, missingText, summaryText } from "./notes";
import { type Level, type Rule, rules } from "./rules";
import type { Finding, Places, Report } from "./schema";
import { detailText, subjectText } from "./words";

const colours: Record<Level, Style> = { error: "red", warning: "yellow", info: "cyan" };

/** A report for people. @param most how many lines a list has at most */
export function auditText(report: Report, most: number, terminal: Pick<Terminal, "style">): string {
  const { findings, places, account, stacks } = report;
  const groups = [...Map.groupBy(findings, ({ rule }) => rule).values()];
  const sections = [
    [
      `${counted(account.numbers, "number")} and ${counted(account.routes, "route")} on the account; ${stacksText(stacks)}`,
    ],
    ...groups.map((group) => findingsText(group, most, terminal)),
    ...(places ? [placesText(places, most, terminal)] : []),
    costText(report.cost, terminal),
    [summaryText(report)],
  ];
  return sections.map((lines) => lines.join("\n")).join("\n\n");
}

function stacksText(stacks: Report["stacks"]): string {
  if (stacks.length === 0) return "no state was given (--state, --stack), so no rule about stacks was checked";
  return `compared with ${stacks.map(({ name, resources }) => `${name} (${counted(resources, "resource")})`).join(", ")}`;
}

function findingsText(findings: readonly Finding[], most: number, terminal: Pick<Terminal, "style">): string[] {
  const [{ rule, level }] = findings as [Finding, ...Finding[]];
  const { means, why, remedy }: Rule = rules[rule];
  return [
    `${terminal.style(colours[level], level)} ${terminal.style("bold", rule)}: ${amount(findings.length)}`,
    `  ${means} ${why}`,
    ...shortened(findings.map(lineOf), most).map((line) => `    ${line}`),
    `  To do: ${remedy}`,
  ];
}

function lineOf(finding: Finding): string {
  return [subjectText(finding), detailText(finding)].filter((it) => it !== "").join(": ");
}

function placesText(places: Places, most: number, terminal: Pick<Terminal, "style">): string[] {
  const { both, onlyInStacks, onlyOnAccount, ...others } = places;
  const list = (title: string, them: Places["both"]) => [
    `  ${title}: ${amount(them.length)}`,
    ...shortened(them.map(placeText), most).map((line) => `    ${line}`),
  ];
  return [
    terminal.style("bold", "Where the numbers are"),
    ...list("in a stack and on the account", both),
    ...list("only in a stack", onlyInStacks),
    ...list("only on the account", onlyOnAccount),
    ...missingText(others).map((line) => `  ${line}`),
  ];
}

function placeText({ number, alias, stacks }: Places["both"][number]): string {
  const named = alias === undefined ? number : `${number} (${alias})`;
  return stacks.length === 0 ? named : `${named}: ${stacks.join(", ")}`;
}

function costText({ lines, monthly, ...cost }: Report["cost"], terminal: Pick<Terminal, "style">): string[] {
  const rows = lines.map(({ what, numbers, monthly }) => [what, amount(numbers), dollars(monthly)] as const);
  const widths = [0, 1, 2].map((column) =>
    Math.max(...[...rows, ["together", "", dollars(monthly)]].map((row) => row[column]?.length ?? 0)),
  );
  const line = ([what, numbers, price]: readonly string[]) =>
    `  ${what?.padEnd(widths[0] ?? 0)}  ${numbers?.padStart(widths[1] ?? 0)}  ${price?.padStart(widths[2] ?? 0)}`;
  return [
    terminal.style("bold", "Cost a month, in US dollars, when no call is made"),
    ...rows.map(line),
    line(["together", "", dollars(monthly)]),
    ...costNotes(cost).map((note) => `  ${note}`),
  ];
}

/** The first lines, and how many more there are. */
function shortened(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `and ${amount(lines.length - most)} more (--all lists them)`];
}
