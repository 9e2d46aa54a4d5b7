import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandResult, type EngineKind, findPulumi, openStack } from "../../sandbox/engine";

const engines: EngineKind[] = findPulumi() === undefined ? ["stand-in"] : ["stand-in", "pulumi"];

test.each(engines)("a TypeScript program with a provider that the SDK serializes, on %s", async (engine) => {
  const stateDir = mkdtempSync(join(tmpdir(), "engine-"));
  const programDir = join(__dirname, "programs/typescript");
  const printed: string[] = [];
  const stack = await openStack(engine, {
    programDir,
    stack: "dev",
    stateDir,
    // As by default: types are checked.
    env: { PULUMI_NODEJS_TRANSPILE_ONLY: "false" },
    config: { name: "Ada" },
    onOutput: (text) => printed.push(text),
  });
  const outcomes: CommandResult[] = [await stack.up(), await stack.up(), await stack.destroy()];
  expect(outcomes).toMatchObject([
    { ok: true, changes: { create: 1 }, outputs: { greeting: "Hello, Ada!" } },
    { ok: true, changes: { same: 1 }, outputs: { greeting: "Hello, Ada!" } },
    { ok: true, changes: { delete: 1 }, outputs: {} },
  ]);
  expect(printed.join("")).toBe(outcomes.map(({ output }) => output).join(""));
  await stack.close();
  rmSync(stateDir, { recursive: true });
});
