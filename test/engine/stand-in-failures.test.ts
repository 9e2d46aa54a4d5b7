import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStack } from "../../sandbox/engine";
import { Secrets } from "../../sandbox/engine/stand-in/secrets";
import { type Declared, EngineWorld, file, type ProgramOptions, story, urnOf } from "../support/engine-world";

story("a create that came half way is kept with its errors, and updated next time", async (world) => {
  world.program([file("a", { content: "half" }), file("b", { content: "$a.size" })]);
  const first = await world.up();
  expect(first.ok).toBe(false);
  for (const reason of ["the disk is slow", "the moon is full"]) expect(first.output).toContain(reason);
  expect(await world.resource("a")).toMatchObject({
    id: "a",
    outputs: { content: "half" },
    initErrors: ["the disk is slow", "the moon is full"],
  });
  expect(world.calls()).toEqual(["create a half"]);

  world.program([file("a", { content: "whole" }), file("b", { content: "$a.size" })]);
  expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1, create: 1 } });
  expect(world.calls()).toEqual(["update a half whole", "create b 5"]);
  expect(await world.resource("a")).not.toHaveProperty("initErrors");

  world.program([file("a", { content: "half" }), file("b")]);
  expect(await world.up()).toMatchObject({ ok: false });
  expect(await world.resource("a")).toMatchObject({ initErrors: ["the disk is slow", "the moon is full"] });
  world.program([file("a", { content: "half" })]);
  expect(await world.preview()).toMatchObject({ changes: { update: 1, delete: 1 } });
});

story("a failed create leaves nothing, and what depends on it is not tried", async (world) => {
  world.program([file("a", { content: "explode" }), file("b", { content: "$a.size" })]);
  const failed = await world.up();
  expect(failed.ok).toBe(false);
  expect(failed.output).toContain("it exploded");
  expect(world.calls()).toEqual(["create a explode"]);
  expect(await world.resource("a")).toBeUndefined();
  expect((await world.stack.exportState()).pending_operations).toEqual([]);
});

story(
  "a failed update keeps the old state, the outputs of the stack, and what is no longer declared",
  async (world) => {
    world.program([file("a"), file("gone")], { outputs: { size: "$a.size", kept: "$gone.size" } });
    await world.up();
    world.calls();
    world.program([file("a", { content: "explode" })], { outputs: { size: "$a.size" } });
    expect(await world.up()).toMatchObject({ ok: false, outputs: { size: 3, kept: 3 } });
    expect(world.calls()).toEqual(["update a old explode"]);
    expect(await world.resource("a")).toMatchObject({ inputs: { content: "old" }, outputs: { content: "old" } });
    expect(await world.resource("gone")).toBeDefined();
  },
);

story("a failed delete keeps the resource, and what it depends on", async (world) => {
  world.program([file("a"), file("b", { content: "$a.size", stuck: true })]);
  await world.up();
  world.calls();
  const failed = await world.destroy();
  expect(failed.ok).toBe(false);
  expect(failed.output).toContain("it is stuck");
  expect(world.calls()).toEqual(["delete b"]);
  expect(await world.resource("b")).toBeDefined();
  expect(await world.resource("a")).toBeDefined();
});

story("a program that throws deletes nothing", async (world) => {
  world.program([file("a"), file("b")]);
  await world.up();
  world.calls();
  world.program([file("a")], { fail: "the program is broken" });
  const failed = await world.up();
  expect(failed.ok).toBe(false);
  expect(failed.output).toContain("the program is broken");
  expect(world.calls()).toEqual([]);
  expect(await world.resource("b")).toBeDefined();
});

// Not a story: whether the first of the two comes to be created is a matter of luck on either engine.
test("two resources of one name are an error", async () => {
  const world = await EngineWorld.open("stand-in");
  world.program([file("a"), file("a")]);
  const failed = await world.preview();
  expect(failed.ok).toBe(false);
  expect(failed.output).toContain(`duplicate resource URN ${urnOf("a")}`);
  await world.close();
});

story("what program and provider print and log is in the output", async (world) => {
  const options: ProgramOptions = {
    print: "printed by the program",
    log: { severity: "warn", message: "logged by it" },
  };
  world.program([file("a", { say: "printed by the provider" })], options);
  const { ok, output } = await world.up();
  expect(ok).toBe(true);
  for (const text of ["printed by the program", "logged by it", "printed by the provider"])
    expect(output).toContain(text);
});

story("a killed command leaves a note of what it was doing, and the next names it", async (world) => {
  world.program([file("a"), file("b", { content: "hang" }, { dependsOn: ["a"] })]);
  const kill = new AbortController();
  const killed = world.up({ signal: kill.signal });
  await world.called("create b hang");
  kill.abort();
  expect((await killed).ok).toBe(false);
  expect(await world.resource("a")).toMatchObject({ id: "a" });
  const { pending_operations: pending } = await world.stack.exportState();
  expect(pending.map(({ type, resource }) => [type, resource.urn])).toEqual([["creating", urnOf("b")]]);

  world.program([file("a"), file("b", {}, { dependsOn: ["a"] })]);
  const next = await world.up();
  expect(next).toMatchObject({ ok: true, changes: { same: 1, create: 1 } });
  expect(next.output).toMatch(/files:File \(b\):\n +warning: .* interrupted/);
});

test.each<[string, Declared[], ProgramOptions, string]>([
  ["stack references", [{ kind: "stackReference", name: "org/other/dev" }], {}, "pulumi:pulumi:StackReference"],
  ["functions of the engine", [], { invoke: "pulumi:pulumi:getResource" }, "pulumi:pulumi:getResource"],
  ["replaceOnChanges", [file("a", {}, { replaceOnChanges: ["content"] })], {}, "the option replaceOnChanges"],
])("the stand-in refuses %s by name", async (_what, resources, options, name) => {
  const world = await EngineWorld.open("stand-in");
  world.program(resources, options);
  const { ok, output } = await world.preview();
  expect(ok).toBe(false);
  expect(output).toContain(name);
  expect(output).toContain("stand-in");
  await world.close();
});

test("the stand-in says what it is", async () => {
  const world = await EngineWorld.open("stand-in");
  world.program([]);
  expect((await world.preview()).output).toContain("stand-in engine (not Pulumi)");
  await world.close();
});

test("another passphrase does not open the stack", async () => {
  const stateDir = mkdtempSync(join(tmpdir(), "engine-"));
  const options = { programDir: join(__dirname, "programs/files"), stack: "dev", stateDir };
  await openStack("stand-in", { ...options, passphrase: "one" });
  await expect(openStack("stand-in", { ...options, passphrase: "two" })).rejects.toThrow("incorrect passphrase");
});

test("secrets are encrypted as Pulumi's passphrase provider does", async () => {
  // Salt and ciphertext were made by the Pulumi CLI 3.260 with this passphrase.
  const salt = "v1:O1bKW2fudCA=:v1:zU/xl5NIGb43qL3I:M0oVPH8e44I0FdsVFuTOB/kjbN9Ubw==";
  const secrets = await Secrets.open("sandbox", salt);
  expect(secrets.decrypt(secrets.encrypt("Grüße"))).toBe("Grüße");
});
