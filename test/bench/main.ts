/**
 * `npm run bench`: whole commands on real HTTP to a simulated carrier, side by side with a provider that does nothing and
 * with the straightforward way to write this one. Exits with 1 when a target is missed. docs/performance.md keeps a run.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type EngineKind, findPulumi } from "../../sandbox/engine";
import { far } from "./carrier";
import { chart } from "./chart";
import { measureGrowth } from "./growth";
import { legend, points, tableOfTargets, tablesOfGrowth } from "./report";
import { measureTargets } from "./targets";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "stand-in" },
    rounds: { type: "string", default: "5" },
    targets: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const help = `npm run bench -- [options]

Without options, everything: an hour on two cores. Leave the machine alone meanwhile.
  --engine pulumi   on the pulumi command instead of the stand-in
  --rounds N        how often ratios are taken, of which the median counts (5)
  --targets         only the targets, not how cost grows with size
  --json            all figures as JSON
  --write           keep the figures in docs/performance.md, and the chart beside it`;

const docs = join(__dirname, "../../docs");

async function main(): Promise<void> {
  if (values.help) return console.log(help);
  const engine: EngineKind = values.engine === "pulumi" ? "pulumi" : "stand-in";
  if (engine === "pulumi" && findPulumi() === undefined) throw new Error("There is no pulumi command on the PATH.");
  const say = (line: string) => console.error(line);
  const { targets, measurements } = await measureTargets(engine, Number(values.rounds), say);
  const growth = values.targets ? [] : await measureGrowth(engine, say);

  const machine = `${availableParallelism()} processors, Node ${process.version}, engine: ${engine}`;
  const when = `On ${new Date().toISOString().slice(0, 10)}: ${machine}, median of ${values.rounds} rounds.`;
  const text = `${when}\n\n${tableOfTargets(targets)}\n${tablesOfGrowth(growth)}`;
  console.log(
    values.json ? JSON.stringify({ when, targets, measurements, growth }, undefined, 2) : `${legend}\n\n${text}`,
  );
  if (values.write) {
    keep(text);
    if (growth.length > 0) writeFileSync(join(docs, "performance.svg"), drawing(growth));
  }
  if (targets.some(({ value, atMost }) => !(value <= atMost))) process.exitCode = 1;
}

/** Puts the figures in the place of the last ones, below the line that says so. */
function keep(text: string): void {
  const path = join(docs, "performance.md");
  const [head] = readFileSync(path, "utf8").split(MARK);
  writeFileSync(path, `${head}${MARK}\n\n${text}`);
}

const MARK = "<!-- below: written by npm run bench -- --write -->";

function drawing(growth: Parameters<typeof points>[0]): string {
  const line = (contender: Parameters<typeof points>[1], name: string, colour: string) => ({
    name,
    colour,
    points: points(growth, contender, far.name, "refresh"),
  });
  return chart("pulumi refresh at 100 ms latency", "numbers, each with its routes", "seconds", [
    line("plain", "straightforward", "#c0392b"),
    line("ours", "this package", "#2471a3"),
    line("nothing", "does nothing", "#7f8c8d"),
  ]);
}

void main();
