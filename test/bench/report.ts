import { markdownTable, type Row } from "../support/markdown-table";
import { type Contender, contenders, meaning } from "./contenders";
import { type FleetMeasurement, fleetCommands } from "./fleet";
import { distances, sizes } from "./growth";
import { type Command, commands, type Measurement } from "./measure";
import { isMissed, type Target } from "./targets";

/** The targets, and what was measured. */
export function tableOfTargets(targets: readonly Target[]): string {
  const rows = targets.map((target): Row => {
    const { measure, atMost, unit, value } = target;
    const shown = (it: number) =>
      unit === "x" || unit === "s" ? `${Number(it.toFixed(3))} ${unit}` : `${Math.round(it)} ${unit}`;
    if (atMost === undefined) return [measure, "–", shown(value), "–"];
    return [measure, shown(atMost), shown(value), isMissed(target) ? "**no**" : "yes"];
  });
  return markdownTable(["Measure", "at most", "measured", "reached"], rows);
}

/** How the cost of each command grows with the size of the stack. */
export function tablesOfGrowth(measured: readonly Measurement[]): string {
  return distances
    .flatMap(({ name }) => {
      const here = measured.filter(({ distance }) => distance === name);
      return here.length === 0 ? [] : [`#### ${name}\n`, growth(here)];
    })
    .join("\n");
}

function growth(measured: readonly Measurement[]): string {
  const find = (contender: Contender, size: number) =>
    measured.find((it) => it.contender === contender && it.size === size);
  const rows = sizes.flatMap((size) =>
    commands.flatMap((command): Row[] => {
      const [nothing, plain, ours] = contenders.map((contender) => find(contender, size)?.costs[command]);
      if (!nothing && !plain && !ours) return [];
      const seconds = [nothing, plain, ours].map((cost) => cost?.seconds.toFixed(2) ?? "–");
      const ratio = (rival: typeof plain) => (ours && rival ? (ours.seconds / rival.seconds).toFixed(2) : "–");
      const requests = [plain, ours].map((cost) => cost?.requests.toString() ?? "–");
      return [[String(size), command, ...seconds, ratio(nothing), ratio(plain), ...requests]];
    }),
  );
  const bytes = sizes.flatMap((size): Row[] => {
    const of = contenders.map((contender) => find(contender, size));
    if (of.every((it) => it === undefined)) return [];
    return [
      [
        String(size),
        ...of.map((it) => it?.stateBytes.toString() ?? "–"),
        ...of.map((it) => it?.peakMemory.toString() ?? "–"),
      ],
    ];
  });
  const heads = ["nothing", "plain", "ours"];
  return [
    markdownTable(
      [
        "Numbers",
        "command",
        "nothing s",
        "plain s",
        "ours s",
        "ours/nothing",
        "ours/plain",
        "plain requests",
        "ours requests",
      ],
      rows,
    ),
    markdownTable(
      ["Numbers", ...heads.map((it) => `${it} bytes a resource`), ...heads.map((it) => `${it} peak MB`)],
      bytes,
    ),
  ].join("\n");
}

/** How the cost of a fleet in one group grows with its size. */
export function tablesOfFleet(measured: readonly FleetMeasurement[]): string {
  if (measured.length === 0) return "";
  const rows = measured.flatMap(({ size, costs }) =>
    fleetCommands.map((command): Row => {
      const { seconds, requests, writes } = costs[command];
      return [String(size), command, seconds.toFixed(2), String(requests), String(writes)];
    }),
  );
  const sizes = measured.map(
    ({ size, stateBytes, peakMemory }): Row => [String(size), String(stateBytes), String(peakMemory)],
  );
  return [
    "#### no latency\n",
    markdownTable(["Numbers", "command", "s", "requests", "of them writes"], rows),
    markdownTable(["Numbers", "state bytes a number", "peak MB"], sizes),
  ].join("\n");
}

/** What the contenders are. */
export const legend = contenders.map((contender) => `- **${contender}**: ${meaning[contender]}.`).join("\n");

/** Seconds of a command by size, for a chart. */
export function points(
  measured: readonly Measurement[],
  contender: Contender,
  distance: string,
  command: Command,
): [number, number][] {
  return measured
    .filter((it) => it.contender === contender && it.distance === distance)
    .flatMap(({ size, costs }): [number, number][] => (costs[command] ? [[size, costs[command].seconds]] : []));
}
