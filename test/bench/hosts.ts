import type { EngineKind } from "../../sandbox/engine";
import { near } from "./carrier";
import { type FleetCommand, type FleetMeasurement, measureEmpty, measureGroup } from "./fleet";
import { type Command, type Measurement, measure } from "./measure";
import { median } from "./numbers";
import { pluginStartUp } from "./start-up";
import type { Target } from "./targets";

const SIZE = 200;
/** Numbers of one group. */
const FLEET = 2000;

/** Commands of which the plugin has to be that much quicker. */
const quicker = ["up (adopt)", "up (no change)", "refresh"] as const satisfies Command[];

/** Measures the same program on both hosts, side by side, `rounds` times, of which the median counts. */
export async function measureHosts(engine: EngineKind, rounds: number, say: (line: string) => void): Promise<Target[]> {
  const taken: Record<"dynamic" | "plugin" | "nothing", Measurement>[] = [];
  const groups: { dynamic: FleetMeasurement; plugin: FleetMeasurement; again: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const question = { engine, size: SIZE, distance: near };
    const dynamic = await measure({ ...question, contender: "ours" });
    const plugin = await measure({ ...question, contender: "plugin" });
    const nothing = await measure({ ...question, contender: "nothing-plugin", commands: quicker });
    taken.push({ dynamic, plugin, nothing });
    groups.push({
      dynamic: await measureGroup(engine, FLEET, near),
      plugin: await measureGroup(engine, FLEET, near, "group-plugin"),
      again: (await measureEmpty(engine)).again,
    });
    say(`both hosts, round ${round + 1} of ${rounds}`);
  }
  const middle = (of: (measured: Measurement) => number, which: "plugin" | "nothing" = "plugin") =>
    median(taken.map((it) => of(it[which]) / of(it.dynamic)));
  const inSeconds = quicker.flatMap((command): Target[] => {
    const seconds = ({ costs }: Measurement) => costs[command]?.seconds ?? Number.NaN;
    return [
      {
        measure: `\`${command}\` of 200 + 200 on the plugin, over dynamic resources`,
        atMost: 0.75,
        unit: "x",
        value: middle(seconds),
      },
      {
        measure: "the same on a plugin that does nothing, with classes as the SDK's generator makes them",
        unit: "x",
        value: middle(seconds, "nothing"),
      },
    ];
  });
  const requests = quicker.map(
    (command): Target => ({
      measure: `requests of \`${command}\`, over dynamic resources`,
      atMost: 1,
      unit: "x",
      // None is as many as none.
      value: middle(({ costs }) => 1 + (costs[command]?.requests ?? Number.NaN)),
    }),
  );
  return [
    ...inSeconds,
    ...requests,
    {
      measure: "unchanged `up` of 2,000 numbers in one group on the plugin, over an empty program",
      atMost: 2,
      unit: "s",
      value: median(groups.map(({ plugin, again }) => secondsOf(plugin, "up (no change)") - again)),
    },
    {
      measure: "the same, over the group as a dynamic resource",
      atMost: 0.75,
      unit: "x",
      value: median(
        groups.map(({ plugin, dynamic }) => secondsOf(plugin, "up (no change)") / secondsOf(dynamic, "up (no change)")),
      ),
    },
    {
      measure: "state of a resource on the plugin, over a dynamic one",
      atMost: 1,
      unit: "x",
      value: middle(({ stateBytes }) => stateBytes),
    },
    {
      measure: "start of `pulumi-resource-flowroute` to the line with its port",
      atMost: 350,
      unit: "ms",
      value: await pluginStartUp(7),
    },
  ];
}

function secondsOf({ costs }: FleetMeasurement, command: FleetCommand): number {
  return costs[command].seconds;
}
