import { allRuns, carryOut, nameOf, type Run, sample } from "./campaign";
import { restore } from "./fast-clock.cjs";
import { races } from "./races";
import type { SiteOptions } from "./site";

afterAll(restore);

const here: SiteOptions = { engine: "stand-in", embedded: true };
const inProcesses: SiteOptions = { engine: "stand-in" };

let every: Run[] = [];

beforeAll(async () => {
  every = await allRuns(here);
});

// The same ones in every test run; `npm run torture` tries them all.
test.each([
  ["faults", 50, here],
  ["faults and deaths of provider processes", 8, inProcesses],
])("%s at some requests of some scenarios break no promise", async (_, count, options) => {
  const results = await carryOut(sample(every, count, 1), options);
  const broken = results.filter((result) => result.broken.length > 0);
  expect(broken.map((result) => `${nameOf(result)}: ${result.broken.join("; ")}`)).toEqual([]);
  expect(results).toHaveLength(count);
});

test.each(races)("$name", async ({ run }) => {
  expect(await run(here)).toEqual([]);
});
