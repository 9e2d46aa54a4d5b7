import type { EngineKind } from "../../sandbox/engine";
import { near } from "./carrier";
import { type Command, type Measurement, measure } from "./measure";
import { median } from "./numbers";
import type { Target } from "./targets";

const SIZE = 200;

/** Commands of which the plugin has to be that much quicker. */
const quicker = ["up (adopt)", "up (no change)", "refresh"] as const satisfies Command[];

/** Measures the same program on both hosts, side by side, `rounds` times, of which the median counts. */
export async function measureHosts(engine: EngineKind, rounds: number, say: (line: string) => void): Promise<Target[]> {
  const taken: Record<"dynamic" | "plugin", Measurement>[] = [];
  for (let round = 0; round < rounds; round++) {
    const question = { engine, size: SIZE, distance: near };
    const dynamic = await measure({ ...question, contender: "ours" });
    const plugin = await measure({ ...question, contender: "plugin" });
    taken.push({ dynamic, plugin });
    say(`both hosts, round ${round + 1} of ${rounds}`);
  }
  const middle = (of: (measured: Measurement) => number) =>
    median(taken.map(({ dynamic, plugin }) => of(plugin) / of(dynamic)));
  const inSeconds = quicker.map(
    (command): Target => ({
      measure: `\`${command}\` of 200 + 200 on the plugin, over dynamic resources`,
      atMost: 0.75,
      unit: "x",
      value: middle(({ costs }) => costs[command]?.seconds ?? Number.NaN),
    }),
  );
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
      measure: "state of a resource on the plugin, over a dynamic one",
      atMost: 1,
      unit: "x",
      value: middle(({ stateBytes }) => stateBytes),
    },
  ];
}
