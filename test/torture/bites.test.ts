import { pass } from "../support/gateway";
import type { Host } from "../support/world";
import { type Bite, bites } from "./bites";
import { deaths } from "./deaths";
import { restore } from "./fast-clock.cjs";
import { faults } from "./faults";
import { lives } from "./lives";
import { scenarios } from "./scenarios";
import { trial } from "./trial";

afterAll(restore);

const here = { engine: "stand-in", embedded: true } as const;
// One after the other on either host: the watch is the same.
const hosts = ["dynamic", "plugin"] as const;
const onHosts = bites.map((bite, index) => ({ ...bite, host: hosts[index % 2] ?? "dynamic" }));

async function run({ scenario: name, disturbed, sabotage, host }: Bite & { host: Host }): Promise<readonly string[]> {
  const scenario = scenarios.find((it) => it.name === name);
  const disturbance = [...faults, ...deaths].find((it) => it.name === disturbed?.by);
  if (!scenario || (disturbed && !disturbance)) throw new Error(`there is no such run: ${name}, ${disturbed?.by}`);
  const options = { ...here, host, sabotage };
  const { broken } = await trial(scenario, disturbance ?? { name: "none", play: pass }, disturbed?.at ?? 0, options);
  return broken;
}

test.each(onHosts)("the watch reports it when $name ($host)", async (bite) => {
  expect((await run(bite)).join("\n")).toMatch(bite.reported);
});

// Seeds with which a dozen lives are enough; with others it takes more of them.
test.each([
  { name: "a number is released under its old name", seed: 6, host: "dynamic" },
  { name: "a purchase is not noted before it is sent", seed: 7, host: "plugin" },
] as const)("random lives come upon it when $name ($host)", async ({ name, seed, host }) => {
  const sabotage = bites.find((bite) => bite.name === name)?.sabotage;
  expect(sabotage).toBeDefined();
  const broken = await lives({ count: 12, seed }, { ...here, host, ...(sabotage && { sabotage }) });
  expect(broken.length).toBeGreaterThan(0);
});
