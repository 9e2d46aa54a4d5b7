import { setTimeout as sleep } from "node:timers/promises";
import type { Simulation } from "../simulation";
import { errorOfStatus } from "./errors";

/** Waits; when the simulator is closed meanwhile, the request ends here and changes nothing more. */
export async function pause({ closed }: Simulation, milliseconds: number): Promise<void> {
  if (milliseconds === 0) return;
  await sleep(milliseconds, undefined, { signal: closed }).catch(() => {
    throw errorOfStatus(503);
  });
}
