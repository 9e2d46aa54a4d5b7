import type { EngineKind } from "../../sandbox/engine";
import { type Distance, far, limited, near } from "./carrier";
import { type Contender, contenders } from "./contenders";
import { type Measurement, measure } from "./measure";

export const sizes = [1, 10, 100, 500, 2000] as const;
export const distances: readonly Distance[] = [near, far, limited];

/** Most seconds that a command may be known to take before anything is measured. */
const LONGEST = 180;

/**
 * Every contender at every size and distance, once. Left out is what is known to take too long: the straightforward way
 * makes two requests for each number, and its state grows by a whole provider with each resource. The largest size is
 * measured once, near: what distance adds shows at the others.
 */
export async function measureGrowth(engine: EngineKind, say: (line: string) => void): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (const distance of distances)
    for (const size of sizes)
      for (const contender of contenders) {
        if (isTooMuch(contender, size, distance)) {
          say(`${contender}, ${size}, ${distance.name}: left out`);
          continue;
        }
        measured.push(await measure({ engine, contender, size, distance }));
        say(`${contender}, ${size}, ${distance.name}`);
      }
  return measured;
}

function isTooMuch(contender: Contender, size: number, distance: Distance): boolean {
  if (size === Math.max(...sizes)) return contender === "plain" || distance !== near;
  return contender === "plain" && (2 * size) / (distance.perSecond ?? Number.POSITIVE_INFINITY) > LONGEST;
}
