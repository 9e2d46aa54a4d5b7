import { availableParallelism } from "node:os";
import * as fc from "fast-check";
import pLimit from "p-limit";
import type { Host } from "../support/world";
import { deaths } from "./deaths";
import { faults } from "./faults";
import { type Reroute, reroutes } from "./reroutes";
import { type Scenario, scenarios } from "./scenarios";
import type { SiteOptions } from "./site";
import { countRequests, type Disturbance, type Outcome, trial } from "./trial";

/** Everything whose every request is disturbed: commands of Pulumi, and those of ours that write. */
export const played: readonly (Scenario | Reroute)[] = [...scenarios, ...reroutes];

/** One run: a scenario, disturbed in one way at one request. */
export interface Run {
  readonly scenario: Scenario | Reroute;
  readonly host: Host;
  readonly disturbance: Disturbance;
  /** Which request of the command, from 1. */
  readonly nth: number;
}

/** A run and what came of it. */
export type Result = Run & Outcome;

/** Every scenario, disturbed in every way at every request. */
export async function allRuns(options: SiteOptions, chosen: readonly (Scenario | Reroute)[] = played): Promise<Run[]> {
  const runs: Run[] = [];
  const { host } = options;
  for (const scenario of chosen) {
    // Our own commands run on no host: once is enough.
    if ("args" in scenario && host !== "dynamic") continue;
    const requests = await countRequests(scenario, options);
    for (let nth = 1; nth <= requests; nth++)
      for (const disturbance of [...faults, ...deaths]) runs.push({ scenario, host, disturbance, nth });
  }
  return runs;
}

/** Carries runs out, each on its host, several at a time: one in this process mostly waits, one with provider processes works. */
export async function carryOut<Some extends Run>(
  runs: readonly Some[],
  options: Omit<SiteOptions, "host">,
  onResult: (result: Some & Outcome) => void = () => {},
): Promise<(Some & Outcome)[]> {
  const inTurn = pLimit(options.embedded ? 12 : 2 * availableParallelism());
  return Promise.all(
    runs.map((run) =>
      inTurn(async () => {
        const outcome = await trial(run.scenario, run.disturbance, run.nth, { ...options, host: run.host }).catch(
          (error: Error) => ({
            absorbed: false,
            broken: [`the trial itself failed: ${error.stack}`],
          }),
        );
        const result = { ...run, ...outcome };
        onResult(result);
        return result;
      }),
    ),
  );
}

/** `count` of the runs, the same ones for the same seed. */
export function sample(runs: readonly Run[], count: number, seed: number): Run[] {
  const some = fc.shuffledSubarray([...runs], { minLength: count, maxLength: count });
  return fc.sample(some, { seed, numRuns: 1 }).flat();
}

/** A run in words: `buy by match / reset / request 3 / plugin`. */
export function nameOf({ scenario, disturbance, nth, host }: Run): string {
  return `${scenario.name} / ${disturbance.name} / request ${nth} / ${host}`;
}
