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
import { measureFleet, measureFleetGrowth } from "./fleet";
import { measureGrowth } from "./growth";
import { measureHosts } from "./hosts";
import { legend, points, tableOfTargets, tablesOfFleet, tablesOfGrowth } from "./report";
import { isMissed, measureTargets, type Target } from "./targets";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "stand-in" },
    rounds: { type: "string", default: "5" },
    targets: { type: "boolean", default: false },
    fleet: { type: "boolean", default: false },
    hosts: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const help = `npm run bench -- [options]

Without options, single resources at all sizes: an hour on two cores. Leave the machine alone meanwhile.
  --engine pulumi   on the pulumi command instead of the stand-in
  --rounds N        how often ratios are taken, of which the median counts (5)
  --targets         only the targets, not how cost grows with size
  --fleet           many numbers in one group instead
  --hosts           the plugin beside dynamic resources instead
  --json            all figures as JSON
  --write           keep the figures in docs/performance.md, and the chart beside it`;

const docs = join(__dirname, "../../docs");

async function main(): Promise<void> {
  if (values.help) return console.log(help);
  const engine: EngineKind = values.engine === "pulumi" ? "pulumi" : "stand-in";
  if (engine === "pulumi" && findPulumi() === undefined) throw new Error("There is no pulumi command on the PATH.");
  const targets = await measurement()(engine);
  if (targets.some(isMissed)) process.exitCode = 1;
}

function measurement(): (engine: EngineKind) => Promise<Target[]> {
  if (values.hosts) return measureBothHosts;
  return values.fleet ? measureGroups : measureSingles;
}

const say = (line: string) => console.error(line);

/** Single resources beside other ways to write their provider. */
async function measureSingles(engine: EngineKind): Promise<Target[]> {
  const { targets, measurements } = await measureTargets(engine, Number(values.rounds), say);
  const growth = values.targets ? [] : await measureGrowth(engine, say);
  print(`${when(engine)}\n\n${tableOfTargets(targets)}\n${tablesOfGrowth(growth)}`, { targets, measurements, growth });
  if (values.write && growth.length > 0) writeFileSync(join(docs, "performance.svg"), drawing(growth));
  return targets;
}

/** Many numbers in one resource beside a program that declares nothing. */
async function measureGroups(engine: EngineKind): Promise<Target[]> {
  const targets = await measureFleet(engine, Number(values.rounds), say);
  const growth = values.targets ? [] : await measureFleetGrowth(engine, say);
  print(`${when(engine)}\n\n${tableOfTargets(targets)}\n${tablesOfFleet(growth)}`, { targets, growth });
  return targets;
}

/** The same program on both hosts. */
async function measureBothHosts(engine: EngineKind): Promise<Target[]> {
  const targets = await measureHosts(engine, Number(values.rounds), say);
  print(`${when(engine)}\n\n${tableOfTargets(targets)}`, { targets });
  return targets;
}

function when(engine: EngineKind): string {
  const machine = `${availableParallelism()} processors, Node ${process.version}, engine: ${engine}`;
  return `On ${new Date().toISOString().slice(0, 10)}: ${machine}, median of ${values.rounds} rounds.`;
}

function print(text: string, figures: object): void {
  const legendOf = values.fleet || values.hosts ? "" : `${legend}\n\n`;
  console.log(values.json ? JSON.stringify(figures, undefined, 2) : `${legendOf}${text}`);
  const which = values.hosts ? "--hosts " : values.fleet ? "--fleet " : "";
  if (values.write) keep(`npm run bench -- ${which}--write`, text);
}

/** Puts the figures in the place of the last ones, between the line that names the command and the next such end. */
function keep(command: string, text: string): void {
  const path = join(docs, "performance.md");
  const page = readFileSync(path, "utf8");
  const begin = `<!-- begin: ${command} -->`;
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf(END, from);
  writeFileSync(path, `${page.slice(0, from)}\n\n${text.trimEnd()}\n\n${page.slice(to)}`);
}

const END = "<!-- end -->";

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
