import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { EngineWorld, story } from "../support/engine-world";

const handler = `exports.handler = () => require(${JSON.stringify(join(__dirname, "programs/files/handler.js"))});`;

/** The program's own file resource, declared by a function of this process. */
class File extends pulumi.CustomResource {
  declare readonly size: pulumi.Output<number>;

  constructor(name: string, args: { path?: string; content: pulumi.Input<unknown> }, options?: pulumi.ResourceOptions) {
    const outputs = { size: undefined, account: undefined };
    super("pulumi-nodejs:dynamic/files:File", name, { __provider: handler, path: name, ...outputs, ...args }, options);
  }
}

const declare =
  (...names: string[]): PulumiFn =>
  async () => {
    for (const name of names) new File(name, { content: "old" });
  };

story(
  "a program may be a function of this process",
  async (world) => {
    world.stack.setProgram(async () => {
      const config = new pulumi.Config();
      const a = new File("a", { content: config.requireSecret("content") });
      const b = new File("b", { content: pulumi.interpolate`${a.size} of ${pulumi.getStack()}` });
      return { size: b.size, dryRun: pulumi.runtime.isDryRun(), shared: config.get("shared") };
    });
    expect(await world.preview()).toMatchObject({ ok: true, changes: { create: 2 }, outputs: {} });
    expect(await world.up()).toMatchObject({
      ok: true,
      changes: { create: 2 },
      outputs: { size: 8, dryRun: false, shared: "from the project" },
    });
    expect(await world.stack.rawState()).not.toContain("whisper");
    world.stack.setProgram(declare("b"));
    expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1, delete: 1 }, outputs: {} });
    expect(await world.refresh()).toMatchObject({ ok: true, changes: { same: 1 } });
    expect(await world.destroy()).toMatchObject({ ok: true, changes: { delete: 1 } });
  },
  { content: { secret: "whisper" } },
);

const failures: [string, PulumiFn, string][] = [
  ["throws", () => Promise.reject(new pulumi.RunError("that is wrong")), "that is wrong"],
  [
    "throws within an apply that a resource waits for",
    async () => {
      const wrong = new File("a", { content: "old" }).size.apply(() => {
        throw new pulumi.RunError("that is wrong");
      });
      new File("c", { content: wrong });
    },
    "that is wrong",
  ],
  [
    "throws within an apply that nothing waits for",
    async () => {
      new File("a", { content: "old" }).size.apply(() => {
        throw new Error("that is wrong");
      });
    },
    "that is wrong",
  ],
  [
    "has a wrong output",
    async () => ({ wrong: pulumi.output(Promise.reject(new Error("that is wrong"))) }),
    "that is wrong",
  ],
  ["has a resource that its provider refuses", async () => void new File("c", { content: "forbidden" }), "must not be"],
  [
    "has a resource that cannot be made, and waits for it",
    async () => {
      const c = new File("c", { content: "explode" });
      new File("d", { content: c.size });
      return { size: c.size };
    },
    "it exploded",
  ],
];

for (const [what, program, message] of failures) {
  story(`a function that ${what} fails its command, and deletes nothing`, async (world) => {
    world.stack.setProgram(declare("a", "b"));
    expect(await world.up()).toMatchObject({ ok: true });
    world.stack.setProgram(program);
    const failed = await world.up();
    expect(failed.ok).toBe(false);
    expect(failed.output).toContain(message);
    expect(await world.resource("b")).toBeDefined();
    world.stack.setProgram(declare("a", "b"));
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 2 } });
  });
}

for (const [how, option] of [
  ["interrupted", "interrupt"],
  ["killed", "signal"],
]) {
  story(`a function that never ends can be ${how}`, async (world) => {
    const stop = new AbortController();
    world.stack.setProgram(async () => {
      stop.abort();
      await new Promise(() => {});
    });
    expect(await world.up({ [`${option}`]: stop.signal })).toMatchObject({ ok: false, changes: {} });
    world.stack.setProgram(declare("a"));
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1 } });
  });
}

test("many stacks run functions of this process at once, each its own", async () => {
  const worlds = await Promise.all(
    Array.from({ length: 12 }, (_, i) => EngineWorld.open("stand-in", { content: `${i}`.repeat(i + 1) })),
  );
  const results = await Promise.all(
    worlds.map((world, i) => {
      world.stack.setProgram(async () => {
        const a = new File("a", { content: new pulumi.Config().require("content") });
        const content = a.size.apply(async (size) => {
          // Every third goes wrong, while the others are at work.
          if (i % 3 === 0) throw new pulumi.RunError(`no ${i}`);
          return `${size} of ${i}`;
        });
        return { size: new File("b", { content }).size, content };
      });
      return world.up();
    }),
  );
  for (const [i, { ok, outputs, output }] of results.entries()) {
    expect(ok).toBe(i % 3 !== 0);
    if (ok) expect(outputs.content).toBe(`${`${i}`.length * (i + 1)} of ${i}`);
    else expect(output.match(/no \d+/g)).toEqual([`no ${i}`]);
  }
  await Promise.all(worlds.map((world) => world.close()));
});
