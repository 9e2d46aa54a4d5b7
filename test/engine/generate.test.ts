import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSchema } from "../../cli/generate/schema";
import { type AccountInput, startSimulator } from "../../sandbox/simulator";
import { hostileAccount } from "../support/accounts";
import { runCommand } from "../support/cli";
import { root } from "../support/documents";
import { engines } from "../support/engine-world";
import { World } from "../support/world";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "generated-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Generates the account's program, against a simulator of its own. */
async function generate(account: AccountInput | undefined, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const simulator = await startSimulator(account && { account });
  try {
    const run = await runCommand(["generate", "--out", dir, "--json", ...args], { simulator, env });
    const writes = simulator.requests().filter(({ method, path }) => method !== "GET" && !path.endsWith("/details"));
    return { ...run, writes };
  } finally {
    await simulator.close();
  }
}

const accounts: [string, AccountInput | undefined, "code" | "table"][] = [
  ["no number", { numbers: {} }, "code"],
  ["one number", hostileAccount(1), "code"],
  ["25 numbers of hostile aliases", hostileAccount(25), "code"],
  ["500 numbers of hostile aliases", hostileAccount(500), "table"],
  ["2,000 numbers of hostile aliases", hostileAccount(2000), "table"],
];

describe.each(engines)("on %s", (engine) => {
  test.each(accounts)(
    "the program of an account with %s writes nothing, however often it runs",
    async (_, account, layout) => {
      expect(await generate(account, ["--layout", layout, "--no-preview"])).toMatchObject({ code: 0, writes: [] });
      symlinkSync(join(root, "node_modules"), join(dir, "node_modules"), "dir");
      const world = await World.create(engine, { programDir: dir, simulator: account ? { account } : {} });
      try {
        expect(await world.up()).toMatchObject({ ok: true });
        expect(world.writes).toEqual([]);
        expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
        expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
        expect(world.writes).toEqual([]);
      } finally {
        await world.close();
      }
    },
  );

  test("the proof by a preview says that nothing would be written", async () => {
    const PATH = engine === "pulumi" ? process.env.PATH : "/nowhere";
    const { code, stdout } = await generate(undefined, [], { PATH });
    const preview = { engine, writesNothing: true, lines: [] };
    expect({ code, ...generateSchema.parse(JSON.parse(stdout)) }).toMatchObject({
      code: 0,
      numbers: 13,
      routes: 12,
      preview,
    });
  });
});
