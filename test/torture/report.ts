import { markdownTable, type Row } from "../support/markdown-table";
import { played, type Result } from "./campaign";
import { deaths } from "./deaths";
import { faults } from "./faults";

/** Everything that was tried. */
export interface Tried {
  readonly results: readonly Result[];
  readonly raced: readonly { readonly name: string; readonly broken: readonly string[] }[];
  readonly lives: { readonly count: number; readonly broken: number };
}

const intro = `# What was tried

A run of \`npm run torture\`: each scenario is a command on a simulated account. Every request of it is disturbed in every way,
once; then the command is run again undisturbed, then a refresh, another \`up\` and a destroy, under a watch for whatever must
never happen. "Absorbed" counts the runs whose disturbed command succeeded all the same; the next command put the others right.
The provider that meets a fault runs in the harness's own process; the one that dies is a process of its own. Each host runs all of it: dynamic
resources, and the provider plugin. A random life is up to twelve edits, changes by hand, moves to the other host and disturbed commands in a row. [safety.md](safety.md) tells what a person sees.
`;

/** The page that keeps a report. */
export function pageOf(text: string, how: string): string {
  return `${intro}\n${how}\n\n${text}`;
}

/** What was tried and how it went, in Markdown, and how many promises were broken. */
export function report({ results, raced, lives }: Tried): { text: string; broken: number } {
  const byScenario = Map.groupBy(results, ({ scenario }) => scenario.name);
  const byHost = Map.groupBy(results, ({ host }) => host);
  const byDisturbance = Map.groupBy(results, ({ disturbance }) => disturbance.name);
  const counts = ["runs", "absorbed", "put right by the next", "promises broken"];
  const text = [
    markdownTable(
      ["Scenario", "requests", "disturbances", ...counts],
      played.flatMap(({ name }): Row[] => {
        const of = byScenario.get(name) ?? [];
        const distinct = (key: (result: Result) => unknown) => new Set(of.map(key)).size;
        return of.length === 0
          ? []
          : [[name, distinct(({ nth }) => nth), distinct(({ disturbance }) => disturbance), ...outcomes(of)]];
      }),
    ),
    markdownTable(
      ["Host", ...counts],
      [...byHost].map(([host, of]): Row => [host, ...outcomes(of)]),
    ),
    markdownTable(
      ["Disturbance", ...counts],
      [...faults, ...deaths].flatMap(({ name }): Row[] => {
        const of = byDisturbance.get(name) ?? [];
        return of.length === 0 ? [] : [[name, ...outcomes(of)]];
      }),
    ),
    markdownTable(
      ["Race", "promises broken"],
      raced.map(({ name, broken }): Row => [name, broken.length]),
    ),
  ];
  const [runs = 0, absorbed, putRight, inRuns = 0] = outcomes(results);
  const broken = raced.reduce((sum, race) => sum + race.broken.length, inRuns + lives.broken);
  const closing =
    `${byScenario.size} scenarios, ${runs} disturbed runs (${absorbed} absorbed by the command itself, ${putRight} put right by ` +
    `the next), ${raced.length} races, ${lives.count} random lives: ${broken} promises broken.`;
  return { text: `${text.filter((part) => part !== "").join("\n")}\n${closing}\n`, broken };
}

/** Runs, those that succeeded all the same, those that the next command made right, and promises broken. */
function outcomes(results: readonly Result[]): number[] {
  const absorbed = results.filter((result) => result.absorbed).length;
  const broken = results.reduce((sum, result) => sum + result.broken.length, 0);
  return [results.length, absorbed, results.length - absorbed, broken];
}
