import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { generateSchema } from "../../cli/generate/schema";
import type { ImportSpec } from "../../sandbox/engine";
import { findOnPath } from "../../sandbox/engine/on-path";
import { type AccountInput, startSimulator } from "../../sandbox/simulator";
import { hostileAccount, owningFleet } from "../support/accounts";
import { runCommand } from "../support/cli";
import { root } from "../support/documents";
import { engines } from "../support/engine-world";
import { World } from "../support/world";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "imported-"));
  mkdirSync(join(dir, "program"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const programDir = () => join(dir, "program");
// Node, which the plugin needs, and no pulumi.
const PATH = dirname(process.execPath);

/** Writes an account's program and the file of its resources. */
async function generate(account: AccountInput | undefined, ...args: string[]) {
  const simulator = await startSimulator(account && { account });
  try {
    const all = ["generate", "--out", "program", "--import-file", "imports.json", ...args];
    return await runCommand(all, { simulator, cwd: dir, env: { PATH } });
  } finally {
    await simulator.close();
  }
}

/** The file as `pulumi import --file` reads it. */
function imports(): ImportSpec[] {
  return (JSON.parse(readFileSync(join(dir, "imports.json"), "utf8")) as { resources: ImportSpec[] }).resources;
}

async function imported(engine: (typeof engines)[number], account: AccountInput | undefined): Promise<World> {
  symlinkSync(join(root, "node_modules"), join(programDir(), "node_modules"), "dir");
  const world = await World.create(engine, { programDir: programDir(), simulator: account ? { account } : {} });
  expect(await world.import(imports())).toMatchObject({ ok: true, changes: { import: imports().length } });
  return world;
}

const edgeStrategies = "GET /v2/routes/edge_strategies";

const accounts: [string, AccountInput | undefined, string][] = [
  ["the simulator's account", undefined, "code"],
  ["25 numbers of hostile aliases", hostileAccount(25), "code"],
  ["60 numbers of hostile aliases, in groups", hostileAccount(60), "table"],
];

describe.each(engines)("on %s", (engine) => {
  test("the option import imports and then updates", async () => {
    const world = await World.create(engine, { host: "plugin" });
    try {
      world.program('new PhoneNumber("desk", { number: "12065550100", alias: "Lobby" }, { import: "12065550100" });');
      expect(await world.up()).toMatchObject({ ok: true });
      expect(world.writes).toEqual(["PATCH /v2/numbers/12065550100"]);
      expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
    } finally {
      await world.close();
    }
  });

  test("a plan knows the id of a route that is adopted", async () => {
    const world = await World.create(engine, { host: "plugin" });
    try {
      world.program(`const route = new InboundRoute("main", { alias: "acme-pbx", host: "pbx.example.com" });
        new flowroute.NumberGroup("desk", { numbers: ["12065550102"], primaryRoute: route.id, failoverRoute: "0" });`);
      const { ok, output } = await world.preview();
      expect({ ok, output }).toEqual({ ok: true, output: expect.stringMatching(/ to (83861 \()?acme-pbx/) });
    } finally {
      await world.close();
    }
  });

  test.each(accounts)(
    "after the import of %s, an up of the program asks nothing and changes nothing",
    async (_, account, layout) => {
      expect(await generate(account, "--layout", layout, "--no-preview")).toMatchObject({ code: 0 });
      const world = await imported(engine, account);
      try {
        expect(world.writes).toEqual([]);
        expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
        // A program names an edge strategy, of which the state has the id.
        expect(world.requests.filter((request) => request !== edgeStrategies)).toEqual([]);
        expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
        expect(world.writes).toEqual([]);
      } finally {
        await world.close();
      }
    },
  );
});

test("an import reads numbers two hundred to a request", async () => {
  const account = owningFleet(250);
  await generate(account, "--layout", "code", "--no-preview");
  const world = await imported("stand-in", account);
  try {
    expect(world.requests.filter((request) => request === "POST /v2/numbers/details")).toHaveLength(2);
    expect(world.requests.length).toBeLessThan(12);
  } finally {
    await world.close();
  }
});

test("the program on the plugin is proven by a preview", async () => {
  const { code, stdout } = await generate(undefined, "--json");
  const preview = { engine: "stand-in", writesNothing: true, lines: [] };
  expect({ code, ...generateSchema.parse(JSON.parse(stdout)) }).toMatchObject({ code: 0, imports: 36, preview });
});

const hasHost = (language: string) =>
  engines.includes("pulumi") && findOnPath([`pulumi-language-${language}`]) !== undefined;

// Python needs packages beside its host, which a machine may lack: then there is no proof, and it is said why.
test("a YAML program is proven by a preview, and unchanged after its import; without its host it is said that it is not proven", async () => {
  const account = hostileAccount(30);
  const simulator = await startSimulator({ account });
  const args = ["generate", "--language", "yaml", "--out", "program", "--import-file", "imports.json", "--json"];
  const { code, stdout } = await runCommand(args, { simulator, cwd: dir });
  await simulator.close();
  const made = generateSchema.parse(JSON.parse(stdout));
  if (!hasHost("yaml")) {
    expect({ code, preview: made.preview }).toEqual({ code: 0, preview: undefined });
    expect(made.unproven).toMatch(/pulumi/);
    return;
  }
  expect({ code, ...made }).toMatchObject({ code: 0, preview: { engine: "pulumi", writesNothing: true, lines: [] } });
  const world = await imported("pulumi", account);
  try {
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
    expect(world.requests).toEqual([]);
  } finally {
    await world.close();
  }
});
