import { allRuns, carryOut, nameOf, type Run, sample } from "./campaign";
import { restore } from "./fast-clock.cjs";
import { reroutes } from "./reroutes";
import type { SiteOptions } from "./site";

afterAll(restore);

const here: SiteOptions = { engine: "stand-in", host: "dynamic", embedded: true };
let every: Run[] = [];

beforeAll(async () => {
  every = await allRuns(here, reroutes);
});

async function breaches(runs: readonly Run[]): Promise<string[]> {
  const results = await carryOut(runs, here);
  return results.flatMap((result) => result.broken.map((what) => `${nameOf(result)}: ${what}`));
}

test("faults at some requests of a reroute and of its way back break no promise", async () => {
  const faults = every.filter(({ disturbance }) => disturbance.death === undefined);
  expect(await breaches(sample(faults, 40, 1))).toEqual([]);
});

test("a reroute that is killed after any of its requests goes on, and goes back", async () => {
  const moves = every.filter(({ scenario }) => scenario === reroutes[0]);
  const killed = moves.filter(({ disturbance }) => disturbance.name === "power cut after it was done");
  expect(killed.length).toBeGreaterThan(10);
  const others = moves.filter(({ disturbance }) => disturbance.death !== undefined);
  expect(await breaches([...killed, ...sample(others, 6, 1)])).toEqual([]);
});
