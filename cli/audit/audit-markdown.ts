import { amount, counted } from "../../provider/lifecycle/counted";
import { dollars } from "../../provider/lifecycle/prices";
import { code, markdownTable } from "../markdown";
import { costNotes, missingText, summaryText } from "./notes";
import { type Rule, rules } from "./rules";
import type { Finding, Places, Report } from "./schema";
import { detailText, subjectText } from "./words";

/** A report for a pull request or the summary of a job. @param most how many rows a table has at most */
export function auditMarkdown(report: Report, most: number): string {
  const { account, stacks, findings, places, cost } = report;
  const compared = stacks.length === 0 ? "no stack" : stacks.map(({ name }) => code(name)).join(", ");
  return [
    "## Flowroute audit",
    `**${summaryText(report)}**, on ${counted(account.numbers, "number")} and ${counted(account.routes, "route")}, compared with ${compared}.`,
    ...[...Map.groupBy(findings, ({ rule }) => rule).values()].flatMap((group) => section(group, most)),
    ...(places ? placesSection(places, most) : []),
    ...costSection(cost),
  ].join("\n\n");
}

function section(findings: readonly Finding[], most: number): string[] {
  const [{ rule, level }] = findings as [Finding, ...Finding[]];
  const { means, why, remedy }: Rule = rules[rule];
  const rows = findings.slice(0, most).map((it) => [code(subjectText(it)), code(detailText(it))]);
  const detailed = rows.some(([, detail]) => detail !== "");
  return [
    `### ${level}: ${rule} (${amount(findings.length)})`,
    `${means} ${why}`,
    detailed
      ? markdownTable(["What", "Detail"], rows)
      : markdownTable(
          ["What"],
          rows.map(([what = ""]) => [what]),
        ),
    ...more(findings.length - most),
    `To do: ${remedy}`,
  ];
}

function placesSection({ both, onlyInStacks, onlyOnAccount, ...others }: Places, most: number): string[] {
  const row = (where: string, them: Places["both"]) => {
    const listed = them
      .slice(0, most)
      .map(({ number, alias }) => code(alias === undefined ? number : `${number} (${alias})`));
    const rest = them.length > most ? [`and ${amount(them.length - most)} more`] : [];
    return [where, amount(them.length), [...listed, ...rest].join(", ")];
  };
  return [
    "### Where the numbers are",
    markdownTable(
      ["Where", "Count", "Numbers"],
      [
        row("in a stack and on the account", both),
        row("only in a stack", onlyInStacks),
        row("only on the account", onlyOnAccount),
      ],
    ),
    ...missingText(others),
  ];
}

function costSection({ lines, monthly, ...others }: Report["cost"]): string[] {
  const rows = lines.map((line) => [code(line.what), amount(line.numbers), dollars(line.monthly)]);
  return [
    "### Cost a month, in US dollars, when no call is made",
    markdownTable(["What", "Numbers", "Monthly"], [...rows, ["together", "", dollars(monthly)]]),
    ...costNotes(others),
  ];
}

function more(count: number): string[] {
  return count > 0 ? [`And ${amount(count)} more; \`--all\` lists them.`] : [];
}
