import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandResult, type EngineKind, type EngineStack, openStack } from "../../sandbox/engine";
import { demoAccessKey, demoSecretKey } from "../../sandbox/simulator";
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

/** What a contender cost at one size and distance. */
export interface Measurement {
  readonly contender: Contender;
  readonly size: number;
  readonly distance: Distance;
  readonly costs: Readonly<Record<Command, Cost>>;
  /** Bytes of the state, for each of its resources. */
  readonly stateBytes: number;
  /** Megabytes a provider process had at most. */
  readonly peakMemory: number;
}

/** Plays all commands on an account that owns `size` numbers, each declared with its routes. */
export async function measure(
  engine: EngineKind,
  contender: Contender,
  size: number,
  distance: Distance,
): Promise<Measurement> {
  const dir = mkdtempSync(join(tmpdir(), "flowroute-bench-"));
  try {
    await using carrier = await Carrier.start(owningFleet(size), distance, dir);
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
    const costs = {} as Record<Command, Cost>;
    let stateBytes = 0;
    for (const command of commands) {
      if (command === "refresh (5 % drift)") await carrier.drift();
      const start = performance.now();
      const result = await run(stack, command);
      const seconds = (performance.now() - start) / 1000;
      if (!result.ok) throw new Error(`${contender}, ${size}, ${distance.name}: ${command} failed\n${result.output}`);
      costs[command] = { seconds, requests: await carrier.requests() };
      if (command === "up (no change)") stateBytes = await bytesOf(stack);
    }
    await stack.close();
    return { contender, size, distance, costs, stateBytes, peakMemory: Number(readFileSync(peak, "utf8")) };
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
  const ours = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
  return Math.round(Buffer.byteLength(JSON.stringify(ours)) / ours.length);
}
