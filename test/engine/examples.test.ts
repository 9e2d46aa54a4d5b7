import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SimulatorOptions } from "../../sandbox/simulator";
import { owningFleet } from "../support/accounts";
import { story } from "../support/world";

const examples = resolve(__dirname, "../../examples");

/** What an example needs to be told; see its README. */
const config: Record<string, Record<string, string>> = {
  quickstart: { mainLine: "+1 206-555-0100" },
};

/** The account that an example is for, where it is not that of the other tests. */
const simulator: Record<string, SimulatorOptions> = {
  fleet: { account: owningFleet(2000) },
};

// Those in other languages are in languages.test.ts.
const inNode = readdirSync(examples).filter((name) => existsSync(join(examples, name, "package.json")));

for (const name of inNode) {
  story(
    `examples/${name} comes up, stays as it is, and goes`,
    async (world) => {
      expect(await world.up()).toMatchObject({ ok: true });
      expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
      expect(world.writes).toEqual([]);
      const { resources } = await world.stack.exportState();
      // A protected number is one that destroy must refuse to touch.
      const isProtected = resources.some((resource) => resource.protect);
      expect((await world.destroy()).ok).toBe(!isProtected);
      expect(world.writes).toEqual([]);
    },
    { programDir: join(examples, name), config: config[name] ?? {}, simulator: simulator[name] ?? {} },
  );
}
