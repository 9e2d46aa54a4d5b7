import type { EngineKind } from "../../sandbox/engine";
import { far, limited, near } from "./carrier";
import type { Contender } from "./contenders";
import { type Command, type Measurement, measure, type Question } from "./measure";
import { median } from "./numbers";
import { startUpOverEmpty } from "./start-up";

/** A figure to reach, and what it is here. */
export interface Target {
  readonly measure: string;
  /** Left out where it is only a figure to compare with. */
  readonly atMost?: number;
  readonly unit: "requests" | "writes" | "x" | "s" | "ms" | "bytes" | "MB";
  readonly value: number;
}

const SIZE = 200;
const LARGE = 2000;

export function isMissed({ value, atMost }: Target): boolean {
  return atMost !== undefined && !(value <= atMost);
}

/** Measures every target: ratios side by side and in turn, `rounds` times, of which the median counts. */
export async function measureTargets(
  engine: EngineKind,
  rounds: number,
  say: (line: string) => void,
): Promise<{ targets: Target[]; measurements: Measurement[] }> {
  const measurements: Measurement[] = [];
  const take = async (question: Omit<Question, "engine">): Promise<Measurement> => {
    const taken = await measure({ engine, ...question });
    const costs = Object.entries(taken.costs).map(([command, it]) => `${command} ${it.seconds.toFixed(2)} s`);
    say(`${taken.contender}, ${taken.size}, ${taken.distance}: ${costs.join(", ")}`);
    measurements.push(taken);
    return taken;
  };

  const side: Record<Contender, Measurement>[] = [];
  const distant: Record<"nothing" | "ours", Measurement>[] = [];
  for (let round = 0; round < rounds; round++) {
    const [nothing, plain, ours] = [
      await take({ contender: "nothing", size: SIZE, distance: near }),
      await take({ contender: "plain", size: SIZE, distance: near }),
      await take({ contender: "ours", size: SIZE, distance: near }),
    ];
    side.push({ nothing, plain, ours });
    const refreshing = { size: SIZE, distance: far, commands: ["up (adopt)", "refresh"] } as const;
    distant.push({
      nothing: await take({ contender: "nothing", ...refreshing }),
      ours: await take({ contender: "ours", ...refreshing }),
    });
  }
  const throttled = { size: SIZE, distance: limited, commands: ["up (adopt)", "refresh"] } as const;
  const slow = {
    plain: await take({ contender: "plain", ...throttled }),
    ours: await take({ contender: "ours", ...throttled }),
  };
  const reading = { contender: "ours", distance: near, commands: ["up (adopt)", "refresh"] } as const;
  const refused = await take({ ...reading, size: SIZE, settings: { batchRead: "off" } });
  const large = await take({ ...reading, size: LARGE });
  const startUp = await startUpOverEmpty(3 * rounds);

  const ours = side[0]?.ours as Measurement;
  const over = (rival: Contender, command: Command) =>
    median(side.map((it) => secondsOf(it.ours, command) / secondsOf(it[rival], command)));
  const targets: Target[] = [
    {
      measure: "requests of a refresh, 200 numbers + 200 routes, N8 working",
      atMost: 4,
      unit: "requests",
      value: requestsOf(ours, "refresh"),
    },
    { measure: "the same, N8 refused", atMost: 203, unit: "requests", value: requestsOf(refused, "refresh") },
    {
      measure: "requests of a refresh, 2,000 + 2,000, N8 working",
      atMost: 24,
      unit: "requests",
      value: requestsOf(large, "refresh"),
    },
    {
      measure: "requests to adopt 200 + 200 without changes",
      atMost: 6,
      unit: "requests",
      value: requestsOf(ours, "up (adopt)"),
    },
    {
      measure: "refresh of 200 + 200 at 100 ms latency, over the floor",
      atMost: 1.5,
      unit: "x",
      value: median(distant.map((it) => secondsOf(it.ours, "refresh") / secondsOf(it.nothing, "refresh"))),
    },
    {
      measure: "refresh of 200 + 200 at 5 requests/s, over the straightforward way",
      atMost: 0.05,
      unit: "x",
      value: secondsOf(slow.ours, "refresh") / secondsOf(slow.plain, "refresh"),
    },
    {
      measure: "`up` with no change, 200 + 200, over the floor",
      atMost: 1.05,
      unit: "x",
      value: over("nothing", "up (no change)"),
    },
    {
      measure: "creation by adoption of 200 + 200 at no latency, over the straightforward way",
      atMost: 0.6,
      unit: "x",
      value: over("plain", "up (adopt)"),
    },
    {
      measure: "state bytes per resource, over the straightforward way",
      atMost: 0.25,
      unit: "x",
      value: median(side.map((it) => it.ours.stateBytes / it.plain.stateBytes)),
    },
    { measure: "provider process ready, over an empty dynamic provider", atMost: 60, unit: "ms", value: startUp },
    {
      measure: "peak memory of the provider process at 2,000 + 2,000",
      atMost: 200,
      unit: "MB",
      value: large.peakMemory,
    },
  ];
  return { targets, measurements };
}

function secondsOf({ costs }: Measurement, command: Command): number {
  return costs[command]?.seconds ?? Number.NaN;
}

function requestsOf({ costs }: Measurement, command: Command): number {
  return costs[command]?.requests ?? Number.NaN;
}
