import { type Command, InvalidArgumentError, Option } from "commander";
import { printable } from "../../provider/client";
import { counted } from "../../provider/lifecycle/counted";
import { clientOf, readAccount } from "../account";
import type { Cli } from "../cli";
import { toCsv } from "../csv";
import { EXIT } from "../exit";
import { printJson } from "../json";
import { auditCsv } from "./audit-csv";
import { auditMarkdown } from "./audit-markdown";
import { auditText } from "./audit-text";
import { Evidence } from "./evidence";
import { fits, type Ignored, ignoredOf } from "./ignore";
import { type Levels, reportOf } from "./report";
import { isRuleId, LEVELS, type Level, RULE_IDS, type RuleId, rules } from "./rules";
import { auditSchema, type Report } from "./schema";
import { readStates } from "./states";

interface Options {
  state?: string[];
  stack?: string[];
  rule?: Partial<Levels>;
  ignore?: Ignored[];
  format?: "text" | "markdown" | "json" | "csv";
  json?: true;
  all?: true;
  failOn: "error" | "warning" | "never";
}

/** `audit`: what is wrong or risky on the account and in the stacks that manage it, and what it costs. */
export function defineAudit(program: Command, cli: Cli): void {
  program
    .command("audit")
    .summary("what is wrong, what is in no program, and what it costs")
    .description(
      "Checks the account by rules, compares it with the states of stacks, and adds up what it costs a month. Nothing is " +
        "written, to the account or to a stack.",
    )
    .option("--state <file>", "compare with this state, as `pulumi stack export` writes it; repeat for more", append)
    .option(
      "--stack <name>",
      "compare with the state of this stack of the Pulumi project in this folder, and take the keys from the first one; " +
        "repeat for more",
      append,
    )
    .option("--rule <id=level>", "give a rule another level: error, warning, info or off; repeat for more", setLevel)
    .option(
      "--ignore <pattern>",
      "leave out findings about the numbers, and the routes, that have this number or alias, in capitals or not; * is any text, ? any character; " +
        "with a rule in front, only what that rule finds: no-failover:fax*; repeat for more",
      (text: string, before: Ignored[] = []) => [...before, ignoredOf(text)],
    )
    .addOption(
      new Option("--format <format>", "how to print it (default: text)").choices(["text", "markdown", "json", "csv"]),
    )
    .addOption(new Option("--json", "the same as --format json; docs/schemas has its schema").conflicts("format"))
    .option("--all", "list all numbers, in place of the first ten (text, markdown)")
    .addOption(
      new Option("--fail-on <level>", "end with exit code 3 when there is a finding of this level or a worse one")
        .choices(["error", "warning", "never"])
        .default("error"),
    )
    .addHelpText("after", help)
    .action((options: Options) => audit(cli, options));
}

async function audit(cli: Cli, options: Options): Promise<void> {
  const { terminal } = cli;
  const { json, format = json ? "json" : "text", stack = [], ignore = [], failOn } = options;
  // States first: a file that is none is found before any request.
  const stacks = await readStates(cli, options.state ?? [], stack);
  const [first] = stack;
  const client = await clientOf(cli, first === undefined ? {} : { stack: first });
  const evidence = new Evidence(await readAccount(client, cli), stacks);
  const report = reportOf(evidence, levelsOf(options.rule), ignore);
  const most = options.all ? Number.POSITIVE_INFINITY : 10;
  if (format === "json") printJson(terminal, auditSchema, report);
  else if (format === "csv") terminal.print(toCsv(auditCsv(report)).trimEnd());
  else if (format === "markdown") terminal.print(auditMarkdown(report, most));
  else terminal.print(auditText(report, most, terminal));
  for (const warning of [...stackWarnings(evidence), ...ignoreWarnings(ignore, evidence)])
    terminal.note(`${terminal.styleNote("yellow", "warning:")} ${warning}`);
  const failing = failOn === "never" ? 0 : failingIn(report, failOn);
  if (failing === 0) return;
  cli.exitCode = EXIT.findings;
  terminal.note(
    `${counted(failing, "finding")} of level ${failOn}${failOn === "warning" ? " or worse" : ""}: exit code ${EXIT.findings}.`,
  );
}

function failingIn({ counts }: Report, failOn: "error" | "warning"): number {
  return counts.error + (failOn === "warning" ? counts.warning : 0);
}

function stackWarnings({ stacks, numbers }: Evidence): string[] {
  return stacks.flatMap(({ name, resources, unknownKinds }) => {
    const theirs = new Set(resources.flatMap((it) => (it.unconfirmed || it.provider ? [] : it.numbers)));
    const elsewhere = theirs.size > 0 && [...theirs].every((number) => !numbers.has(number));
    return [
      ...(elsewhere ? [`No number of ${name} is on this account. Are these the keys of its account?`] : []),
      ...(unknownKinds.length > 0
        ? [`${name} has resources that this version of pulumi-flowroute does not know: ${unknownKinds.join(", ")}.`]
        : []),
    ];
  });
}

/** One that fits nothing is most often misspelt, or left from a number that is gone. */
function ignoreWarnings(ignored: readonly Ignored[], evidence: Evidence): string[] {
  const names = evidence.names();
  return ignored
    .filter((it) => !fits(it, names))
    .map(({ text }) => `--ignore ${printable(text)} fits no number and no alias.`);
}

function append(text: string, before: string[] = []): string[] {
  return [...before, text];
}

function setLevel(text: string, before: Partial<Levels> = {}): Partial<Levels> {
  const [id = "", ...rest] = text.split("=");
  const level = rest.join("=");
  if (!isRuleId(id))
    throw new InvalidArgumentError(`There is no rule ${printable(id)}; there are ${RULE_IDS.join(", ")}.`);
  if (!isLevel(level))
    throw new InvalidArgumentError(`Write a level behind it, as ${id}=error: ${[...LEVELS, "off"].join(", ")}.`);
  return { ...before, [id]: level };
}

function isLevel(text: string): text is Level | "off" {
  return [...LEVELS, "off"].includes(text);
}

function levelsOf(changed: Partial<Levels> = {}): Levels {
  const usual = Object.fromEntries(RULE_IDS.map((id) => [id, rules[id].level])) as Record<RuleId, Level>;
  return { ...usual, ...changed };
}

const help = () => `
Rules, and the level of each:
${RULE_IDS.map((id) => `  ${id.padEnd(25)} ${rules[id].level.padEnd(8)} ${rules[id].means}`).join("\n")}

Without --state and --stack, rules about stacks find nothing.

Examples:
  pulumi-flowroute audit
  pulumi-flowroute audit --stack prod --stack staging
  pulumi-flowroute audit --state prod.json --fail-on warning --ignore no-failover:fax*
  pulumi-flowroute audit --rule no-failover=error --rule unused-route=off --format markdown >> "$GITHUB_STEP_SUMMARY"`;
