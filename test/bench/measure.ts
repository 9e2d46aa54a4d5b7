import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandResult, type EngineKind, type EngineStack, openStack } from "../../sandbox/engine";
import { demoAccessKey, demoSecretKey, type Settings } from "../../sandbox/simulator";
import { owningFleet } from "../support/accounts";
import { Carrier, type Distance } from "./carrier";
import { type Contender, programOf } from "./contenders";

/** What people type, in the order in which a stack meets it. */
export const commands = ["up (adopt)", "up (no change)", "refresh", "refresh (5 % drift)", "destroy"] as const;
export type Command = (typeof commands)[number];

/** What one command cost. */
export interface Cost {
  readonly seconds: number;
  readonly requests: number;
}

/** What is measured. */
export interface Question {
  readonly engine: EngineKind;
  readonly contender: Contender;
  /** Numbers, each declared with its routes. */
  readonly size: number;
  readonly distance: Distance;
  /** Default: all. */
  readonly commands?: readonly Command[];
  /** How the carrier answers where Flowroute's documents leave a choice. */
  readonly settings?: Partial<Settings>;
}

/** What was measured. */
export interface Measurement {
  readonly contender: Contender;
  readonly size: number;
  readonly distance: string;
  readonly costs: Readonly<Partial<Record<Command, Cost>>>;
  /** Bytes of the state after the first command, for each of its resources. */
  readonly stateBytes: number;
  /** Megabytes that a provider process had at most. */
  readonly peakMemory: number;
}

/** Plays commands on an account that owns a fleet and a stack that declares all of it. */
export async function measure(question: Question): Promise<Measurement> {
  const { engine, contender, size, distance, settings = {} } = question;
  const dir = mkdtempSync(join(tmpdir(), "flowroute-bench-"));
  try {
    await using carrier = await Carrier.start(owningFleet(size), distance, dir);
    await carrier.configure(settings);
    const peak = join(dir, "peak");
    const stack = await openStack(engine, {
      programDir: programOf(contender),
      stack: "bench",
      stateDir: join(dir, "state"),
      env: {
        FLEET: String(size),
        PEAK_MEMORY: peak,
        NODE_OPTIONS: `--require ${join(__dirname, "peak-memory.cjs")}`,
        XDG_STATE_HOME: join(dir, "home"),
      },
      config: {
        "flowroute:accessKey": { secret: demoAccessKey },
        "flowroute:secretKey": { secret: demoSecretKey },
        "flowroute:baseUrl": carrier.url,
      },
    });
    const costs: Partial<Record<Command, Cost>> = {};
    let stateBytes = 0;
    for (const command of question.commands ?? commands) {
      if (command === "refresh (5 % drift)") await carrier.drift();
      const start = performance.now();
      const result = await run(stack, command);
      const seconds = (performance.now() - start) / 1000;
      if (!result.ok) throw new Error(`${contender}, ${size}, ${distance.name}: ${command} failed\n${result.output}`);
      costs[command] = { seconds, requests: await carrier.requests() };
      if (stateBytes === 0) stateBytes = await bytesOf(stack);
    }
    await stack.close();
    const peakMemory = Number(readFileSync(peak, "utf8"));
    return { contender, size, distance: distance.name, costs, stateBytes, peakMemory };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function run(stack: EngineStack, command: Command): Promise<CommandResult> {
  switch (command) {
    case "up (adopt)":
      return stack.up();
    case "up (no change)":
      return stack.up({ expectNoChanges: true });
    case "refresh":
    case "refresh (5 % drift)":
      return stack.refresh();
    case "destroy":
      return stack.destroy();
  }
}

/** Bytes for each resource of the program's, as the state keeps it. */
async function bytesOf(stack: EngineStack): Promise<number> {
  const { resources } = await stack.exportState();
  const declared = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
  return Math.round(Buffer.byteLength(JSON.stringify(declared)) / declared.length);
}
