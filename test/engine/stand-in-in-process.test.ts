import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CustomResource } from "@pulumi/pulumi";
import type { Provider } from "../../sandbox/engine/stand-in/provider-process";
import { openStandInStack } from "../../sandbox/engine/stand-in/stand-in";

const programDir = join(__dirname, "programs/files");

class Thing extends CustomResource {
  constructor(name: string, content: string) {
    super("pulumi-nodejs:dynamic/memory:Thing", name, { __provider: "", content });
  }
}

/** A provider without a process: what exists is in this map. */
function inMemory(things: Map<string, unknown>, configured: unknown[]): Provider {
  return {
    configure: async (config) => void configured.push(config),
    check: async ({ news }) => ({ inputs: news, failures: [] }),
    diff: async ({ olds, news }) => ({
      changes: olds.content !== news.content,
      replaces: [],
      deleteBeforeReplace: false,
    }),
    create: async ({ inputs }) => {
      things.set("thing", inputs.content);
      return { id: "thing", outputs: inputs };
    },
    read: async ({ id, outputs }) => ({ id, outputs: { ...outputs, content: things.get(id) }, inputs: undefined }),
    update: async ({ id, news }) => {
      things.set(id, news.content);
      return { outputs: news };
    },
    delete: async ({ id }) => void things.delete(id),
    close: async () => {},
  };
}

test("program and provider may both run in this process", async () => {
  const things = new Map<string, unknown>();
  const configured: unknown[] = [];
  const started: unknown[] = [];
  const declare = (content: string) => async () => ({ id: new Thing("a", content).id });
  const stack = await openStandInStack(
    {
      programDir,
      stack: "dev",
      stateDir: mkdtempSync(join(tmpdir(), "engine-")),
      config: { "memory:size": "small" },
      program: declare("old"),
    },
    async ({ project }) => {
      started.push(project);
      return inMemory(things, configured);
    },
  );
  expect(await stack.up()).toMatchObject({ ok: true, changes: { create: 1 }, outputs: { id: "thing" } });
  expect(configured).toEqual([{ "files:shared": "from the project", "memory:size": "small" }]);
  stack.setProgram(declare("new"));
  expect(await stack.up()).toMatchObject({ ok: true, changes: { update: 1 } });
  things.set("thing", "by hand");
  expect(await stack.refresh({ expectNoChanges: true })).toMatchObject({ ok: false, changes: { update: 1 } });
  expect(await stack.up()).toMatchObject({ ok: true, changes: { update: 1 } });
  expect([...things]).toEqual([["thing", "new"]]);
  expect(await stack.destroy()).toMatchObject({ ok: true, changes: { delete: 1 } });
  expect([...things]).toEqual([]);
  // Each command has a provider of its own.
  expect(started).toEqual(["files", "files", "files", "files", "files"]);
  await stack.close();
});
