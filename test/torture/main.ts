/**
 * `npm run torture`: every scenario disturbed in every way at every request, races for numbers, and random lives of
 * random programs. Prints what was tried, and exits with 1 if a promise was broken. docs/torture.md keeps a run.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type EngineKind, findPulumi } from "../../sandbox/engine";
import type { Host } from "../support/world";
import { allRuns, carryOut, nameOf, played, type Result, type Run, sample } from "./campaign";
import { lives } from "./lives";
import { races } from "./races";
import { pageOf, report, type Tried } from "./report";
import type { SiteOptions } from "./site";
import { doShare, isWorker, shareOut } from "./workers";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "stand-in" },
    host: { type: "string", default: "dynamic" },
    scenario: { type: "string" },
    disturbance: { type: "string" },
    request: { type: "string" },
    sample: { type: "string" },
    lives: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    write: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const help = `npm run torture -- [options]

Without options, everything on the dynamic host: an hour on two cores.
  --engine pulumi        on the pulumi command instead of the stand-in, provider processes always
  --host plugin          on the provider plugin, or on both
  --scenario NAME        only this scenario
  --disturbance NAME     only this disturbance
  --request N            only the Nth request
  --sample N             only N runs, chosen by the seed
  --lives N              so many random lives on each host (300)
  --seed S               another choice of runs and of lives (1)
  --write FILE           keep the tables in this file`;

async function main(): Promise<void> {
  if (values.help) return console.log(help);
  const engine: EngineKind = values.engine === "pulumi" ? "pulumi" : "stand-in";
  if (engine === "pulumi" && findPulumi() === undefined) throw new Error("There is no pulumi command on the PATH.");
  const hosts = hostsOf(values.host);
  const real = { engine };
  // So much is tried that providers share this process, or a worker's, but for those that die: these are real processes.
  const embedded = { engine: "stand-in", embedded: true, processesDie: true } as const;

  // Requests are counted for those scenarios alone that are played.
  const asked = played.filter(({ name }) => values.scenario === undefined || name === values.scenario);
  const all: Run[] = [];
  for (const host of hosts) all.push(...(await allRuns({ ...embedded, host }, asked)));
  const runs = chosen(all);
  if (isWorker()) return doShare(runs, embedded);

  const progress = progressOf(runs.length);
  const results = await (engine === "pulumi" ? carryOut(runs, real, progress) : shareOut(runs, progress));
  const alone = values.scenario !== undefined || values.disturbance !== undefined;
  const count = alone || engine === "pulumi" ? 0 : Number(values.lives);
  const raced: Tried["raced"][number][] = [];
  const told: string[] = [];
  for (const host of hosts) {
    if (!alone) raced.push(...(await runRaces({ ...real, host })));
    told.push(...(await lives({ count, seed: Number(values.seed) }, { ...embedded, processesDie: false, host })));
  }
  for (const life of told) console.log(`BROKEN  ${life}\n`);

  const lived = { count: count * hosts.length, broken: told.length };
  const { text, broken } = report({ results, raced, lives: lived });
  console.log(`\n${text}`);
  const how = `On ${new Date().toISOString().slice(0, 10)}, engine: ${engine}, host: ${values.host}, seed ${values.seed}.`;
  if (values.write !== undefined) writeFileSync(values.write, pageOf(text, how));
  if (broken > 0) process.exitCode = 1;
}

function hostsOf(name: string): readonly Host[] {
  if (name === "both") return ["dynamic", "plugin"];
  if (name === "dynamic" || name === "plugin") return [name];
  throw new Error(`There is no host ${name}: dynamic, plugin or both.`);
}

function chosen(all: readonly Run[]): Run[] {
  const some = all
    .filter(({ disturbance }) => values.disturbance === undefined || disturbance.name === values.disturbance)
    .filter(({ nth }) => values.request === undefined || nth === Number(values.request));
  return values.sample === undefined ? some : sample(some, Number(values.sample), Number(values.seed));
}

function progressOf(all: number): (result: Result) => void {
  let done = 0;
  return (result) => {
    done += 1;
    for (const broken of result.broken) console.log(`BROKEN  ${nameOf(result)}: ${broken.replace(/\s+/g, " ")}`);
    if (done % 100 === 0) console.log(`${done} of ${all} runs`);
  };
}

async function runRaces(options: SiteOptions): Promise<{ name: string; broken: readonly string[] }[]> {
  const raced = [];
  for (const { name, run } of races) {
    const broken = await run(options);
    for (const what of broken) console.log(`BROKEN  ${name}: ${what.replace(/\s+/g, " ")}`);
    raced.push({ name: `${name} (${options.host})`, broken });
  }
  return raced;
}

void main();
