import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { carryOut, type Result, type Run } from "./campaign";
import type { SiteOptions } from "./site";

/** A result as it travels between processes: by its run's position in the list, which both sides make. */
type Message = Pick<Result, "absorbed" | "broken"> & { readonly index: number };

/** Which share of the runs a worker does: `0/2`. */
const share = "TORTURE_SHARE";

export function isWorker(): boolean {
  return process.env[share] !== undefined;
}

/** Carries runs out in as many processes like this one as the machine has processors. */
export async function shareOut(runs: readonly Run[], onResult: (result: Result) => void): Promise<Result[]> {
  if (runs.length === 0) return [];
  const results: Result[] = [];
  const count = availableParallelism();
  const workers = Array.from({ length: count }, async (_, nth) => {
    const env = { ...process.env, [share]: `${nth}/${count}` };
    const worker = fork(join(__dirname, "main.ts"), process.argv.slice(2), { env });
    worker.on("message", ({ index, absorbed, broken }: Message) => {
      const run = runs[index];
      if (!run) return;
      results.push({ ...run, absorbed, broken });
      onResult({ ...run, absorbed, broken });
    });
    const [code] = await once(worker, "exit");
    if (code !== 0) throw new Error(`a worker ended with ${code}`);
  });
  await Promise.all(workers);
  if (results.length !== runs.length) throw new Error(`${runs.length - results.length} runs have no result`);
  return results;
}

/** Does this worker's share of the runs, and tells the process that forked it. */
export async function doShare(runs: readonly Run[], options: Omit<SiteOptions, "host">): Promise<void> {
  const [nth, of = 1] = (process.env[share] ?? "").split("/").map(Number);
  const mine = runs.map((run, index) => ({ ...run, index })).filter(({ index }) => index % of === nth);
  await carryOut(mine, options, ({ index, absorbed, broken }) => {
    process.send?.({ index, absorbed, broken } satisfies Message);
  });
  process.disconnect();
}
