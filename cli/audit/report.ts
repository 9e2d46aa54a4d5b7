import { checks } from "./checks";
import { costOf } from "./cost";
import type { Evidence, Found } from "./evidence";
import { type Ignored, isIgnored } from "./ignore";
import { LEVELS, type Level, RULE_IDS, type RuleId } from "./rules";
import type { Finding, Places, Report } from "./schema";

/** The level of each rule; `off` for one that is not checked. */
export type Levels = Readonly<Record<RuleId, Level | "off">>;

/** What the audit found, always in the same order. */
export function reportOf(evidence: Evidence, levels: Levels, ignored: readonly Ignored[]): Report {
  let left = 0;
  const findings = LEVELS.flatMap((level) =>
    RULE_IDS.filter((rule) => levels[rule] === level).flatMap((rule) => {
      const found = checks[rule](evidence);
      const kept = found.filter(({ names }) => !isIgnored(ignored, rule, names));
      left += found.length - kept.length;
      return kept
        .sort(inOrder)
        .map(({ about, detail }): Finding => ({ rule, level, ...about, ...(detail && { detail }) }));
    }),
  );
  const places = placesOf(evidence);
  return {
    account: { numbers: evidence.numbers.size, routes: evidence.routes.size },
    stacks: evidence.stacks
      .map(({ name, resources }) => ({ name, resources: resources.length }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    findings,
    counts: countsOf(findings),
    ignored: left,
    ...(places && { places }),
    cost: costOf([...evidence.numbers.values()]),
  };
}

function countsOf(findings: readonly Finding[]): Report["counts"] {
  const count = (level: Level) => findings.filter((it) => it.level === level).length;
  return { error: count("error"), warning: count("warning"), info: count("info") };
}

/** By what it is about; two findings about one thing by what they say of it. */
function inOrder(one: Found, other: Found): number {
  const [a, b] = [one, other].map(({ about, detail, names }) => JSON.stringify([names, about, detail])) as [
    string,
    string,
  ];
  return a < b ? -1 : 1;
}

function placesOf(evidence: Evidence): Places | undefined {
  if (!evidence.hasStates) return undefined;
  const everywhere = evidence.allNumbers.sort();
  const listed = everywhere.map((number) => evidence.place(number)).filter((it) => it !== undefined);
  const onAccount = ({ number }: { number: string }) => evidence.numbers.has(number);
  return {
    both: listed.filter((it) => onAccount(it) && it.stacks.length > 0),
    onlyInStacks: listed.filter((it) => !onAccount(it)),
    onlyOnAccount: listed.filter((it) => it.stacks.length === 0),
    secret: everywhere.length - listed.length,
    unreadable: evidence.resources.reduce((sum, { unreadable }) => sum + unreadable, 0),
    elsewhere: evidence.elsewhere,
  };
}
