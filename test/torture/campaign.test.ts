import { allRuns, carryOut, nameOf, type Run, sample } from "./campaign";
import { restore } from "./fast-clock.cjs";
import { races } from "./races";

afterAll(restore);

const here = { engine: "stand-in", embedded: true } as const;
const inProcesses = { engine: "stand-in" } as const;

let every: Run[] = [];

beforeAll(async () => {
  // Hosts make the same requests, so that they are counted once, and runs are on one host or the other.
  const counted = await allRuns({ ...here, host: "dynamic" });
  every = counted.map((run, index) => ({ ...run, host: index % 2 === 0 ? "dynamic" : "plugin" }));
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

const raced = races.map((race, index) => ({
  ...race,
  host: index % 2 === 0 ? ("dynamic" as const) : ("plugin" as const),
}));

test.each(raced)("$name ($host)", async ({ run, host }) => {
  expect(await run({ ...here, host })).toEqual([]);
});
