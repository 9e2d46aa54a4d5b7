import type { EngineKind } from "../../sandbox/engine";
import { type Distance, far, near } from "./carrier";
import { measure } from "./measure";
import { median } from "./numbers";
import { type Cost, MeasuredStack } from "./stack";
import type { Target } from "./targets";

export const fleetCommands = [
  "up (adopt)",
  "up (no change)",
  "up (host edited)",
  "refresh",
  "up (re-route)",
  "destroy",
] as const;
export type FleetCommand = (typeof fleetCommands)[number];

/** What a fleet in one group cost. */
export interface FleetMeasurement {
  readonly size: number;
  readonly costs: Readonly<Record<FleetCommand, Cost>>;
  /** Bytes of the state for each number, right after it was adopted. */
  readonly stateBytes: number;
  /** Megabytes that the provider process had at most. */
  readonly peakMemory: number;
}

export const fleetSizes = [100, 500, 2000, 10_000] as const;
const SIZE = 2000;
/** Numbers of the stack of single resources whose creation is compared with the floor. */
const SINGLES = 400;

/** Adopts a fleet as one group, leaves it, edits the route under it, refreshes it, re-routes each number, and gives it up. */
export async function measureGroup(
  engine: EngineKind,
  size: number,
  distance: Distance,
  program: "group" | "group-plugin" = "group",
): Promise<FleetMeasurement> {
  await using stack = await MeasuredStack.open({ engine, program, size, distance });
  const adopt = await stack.cost((it) => it.up());
  const { bytes } = await stack.state();
  const none = await stack.cost((it) => it.up({ expectNoChanges: true }));
  stack.edit({ host: "192.0.2.77" });
  const edited = await stack.cost((it) => it.up());
  const refresh = await stack.cost((it) => it.refresh({ expectNoChanges: true }));
  stack.edit({ host: "192.0.2.77", primaryRoute: "102" });
  const rerouted = await stack.cost((it) => it.up());
  const destroy = await stack.cost((it) => it.destroy());
  return {
    size,
    costs: {
      "up (adopt)": adopt,
      "up (no change)": none,
      "up (host edited)": edited,
      refresh,
      "up (re-route)": rerouted,
      destroy,
    },
    stateBytes: Math.round(bytes / size),
    peakMemory: stack.peakMemory,
  };
}

/** What a program that declares nothing costs. */
export async function measureEmpty(engine: EngineKind): Promise<Record<"up" | "again" | "refresh", number>> {
  await using stack = await MeasuredStack.open({ engine, program: "empty", size: 1, distance: near });
  const { seconds: up } = await stack.cost((it) => it.up());
  const { seconds: again } = await stack.cost((it) => it.up());
  const { seconds: refresh } = await stack.cost((it) => it.refresh());
  return { up, again, refresh };
}

type Round = Awaited<ReturnType<typeof measureRound>>;

async function measureRound(engine: EngineKind) {
  const empty = await measureEmpty(engine);
  const distant = await measureGroup(engine, SIZE, far);
  const group = await measureGroup(engine, SIZE, near);
  const creating = { engine, size: SINGLES, distance: near, commands: ["up (adopt)"] } as const;
  const nothing = await measure({ ...creating, contender: "nothing" });
  const ours = await measure({ ...creating, contender: "ours" });
  const idle = await measure({ ...creating, contender: "nothing", size: 1 });
  return {
    empty,
    distant,
    group,
    singles: secondsOfAdoption(ours) / secondsOfAdoption(nothing),
    memory: distant.peakMemory - idle.peakMemory,
  };
}

/** Measures a fleet in one group beside a program that declares nothing, and single resources beside the floor. */
export async function measureFleet(engine: EngineKind, rounds: number, say: (line: string) => void): Promise<Target[]> {
  const taken: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    taken.push(await measureRound(engine));
    say(`a fleet, round ${round + 1} of ${rounds}`);
  }
  const middle = (of: (it: Round) => number) => median(taken.map(of));
  return [
    {
      measure: "2,000 numbers with routes adopted in one group, requests",
      atMost: 32,
      unit: "requests",
      value: middle(({ distant }) => distant.costs["up (adopt)"].requests),
    },
    {
      measure: "the same at 100 ms latency, over an empty program",
      atMost: 8,
      unit: "s",
      value: middle(({ distant, empty }) => distant.costs["up (adopt)"].seconds - empty.up),
    },
    {
      measure: "unchanged `up` of it, over an empty program",
      atMost: 2,
      unit: "s",
      value: middle(({ distant, empty }) => distant.costs["up (no change)"].seconds - empty.again),
    },
    {
      measure: "refresh of it, requests",
      atMost: 24,
      unit: "requests",
      value: middle(({ distant }) => distant.costs.refresh.requests),
    },
    {
      measure: "the same at 100 ms latency, over an empty program",
      atMost: 6,
      unit: "s",
      value: middle(({ distant, empty }) => distant.costs.refresh.seconds - empty.refresh),
    },
    {
      measure: "one InboundRoute under it edited",
      atMost: 1,
      unit: "writes",
      value: middle(({ distant }) => distant.costs["up (host edited)"].writes),
    },
    {
      measure: "all 2,000 re-routed by number",
      atMost: 4000,
      unit: "writes",
      value: middle(({ group }) => group.costs["up (re-route)"].writes),
    },
    {
      measure: "the same without latency, over an empty program",
      atMost: 40,
      unit: "s",
      value: middle(({ group, empty }) => group.costs["up (re-route)"].seconds - empty.again),
    },
    {
      measure: "state of it, for each number",
      atMost: 200,
      unit: "bytes",
      value: middle(({ distant }) => distant.stateBytes),
    },
    {
      measure: "peak memory of the provider process, over one that does nothing",
      atMost: 80,
      unit: "MB",
      value: middle(({ memory }) => memory),
    },
    {
      measure: "400 + 400 single resources created at no latency, over the floor",
      atMost: 1.05,
      unit: "x",
      value: middle(({ singles }) => singles),
    },
  ];
}

/** A fleet in one group at each size, near. */
export async function measureFleetGrowth(engine: EngineKind, say: (line: string) => void): Promise<FleetMeasurement[]> {
  const measured: FleetMeasurement[] = [];
  for (const size of fleetSizes) {
    measured.push(await measureGroup(engine, size, near));
    say(`a group of ${size}`);
  }
  return measured;
}

function secondsOfAdoption({ costs }: Awaited<ReturnType<typeof measure>>): number {
  return costs["up (adopt)"]?.seconds ?? Number.NaN;
}
