import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CommandResult,
  type ConfigValue,
  type Deployment,
  type EngineKind,
  type EngineStack,
  type ImportSpec,
  openStack,
} from "../../sandbox/engine";
import { engines } from "./engine-world";
import { newProgramDir } from "./program-dir";

/** What is special about a world of toys. */
export interface ToyOptions {
  config?: Record<string, ConfigValue>;
  env?: Record<string, string>;
  /** Where the program finds the plugin; by default its project says where. */
  plugin?: "project" | "path" | "nowhere";
}

const plugin = join(__dirname, "../engine/programs/toy/plugin.js");

/** A stack whose program uses the plugin in test/engine/programs/toy, on one engine, with a record to compare engines by. */
export class ToyWorld {
  readonly transcript: unknown[] = [];
  /** What the last command printed. */
  lastOutput = "";
  #seen = 0;

  private constructor(
    readonly stack: EngineStack,
    readonly folder: string,
  ) {}

  static async open(engine: EngineKind, { config, env, plugin = "project" }: ToyOptions = {}): Promise<ToyWorld> {
    const folder = mkdtempSync(join(tmpdir(), "toys-"));
    for (const name of ["store", "bin"]) mkdirSync(join(folder, name));
    writeExecutable(join(folder, "bin/pulumi-resource-toy"));
    const programDir = newProgramDir(
      folder,
      "toys",
      plugin === "project" ? { name: "toy", path: "../bin" } : undefined,
    );
    const stack = await openStack(engine, {
      programDir,
      stack: "dev",
      stateDir: join(folder, "state"),
      env: {
        STORE: join(folder, "store"),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        ...(plugin === "path" && { PATH: `${join(folder, "bin")}:${process.env.PATH}` }),
        ...env,
      },
      ...(config && { config }),
    });
    return new ToyWorld(stack, folder);
  }

  /** Replaces the program: JavaScript that has `pulumi` and the toys at hand. */
  program(source: string): void {
    writeFileSync(join(this.folder, "program/index.js"), `${HEAD}\n${source}\n`);
  }

  preview = (options?: Parameters<EngineStack["preview"]>[0]) => this.record("preview", this.stack.preview(options));
  up = (options?: Parameters<EngineStack["up"]>[0]) => this.record("up", this.stack.up(options));
  refresh = (options?: Parameters<EngineStack["refresh"]>[0]) => this.record("refresh", this.stack.refresh(options));
  destroy = (options?: Parameters<EngineStack["destroy"]>[0]) => this.record("destroy", this.stack.destroy(options));

  import = (resources: ImportSpec[]) => this.record("import", this.stack.import(resources));

  /** Calls of the plugin since the last time this was asked, in order; with a beginning, those that begin so. */
  calls(beginning = ""): string[] {
    const calls = this.#calls().slice(this.#seen);
    this.#seen += calls.length;
    return calls.filter((call) => call.startsWith(beginning));
  }

  /** Resolves when there is a call that begins so. */
  async called(beginning: string): Promise<void> {
    while (!this.#calls().some((call) => call.startsWith(beginning)))
      await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Puts a box into the store, as somebody else would. */
  put(id: string, content: unknown): void {
    writeFileSync(join(this.folder, "store", `${id}.json`), JSON.stringify(content));
  }

  stored(id: string): unknown {
    const path = join(this.folder, "store", `${id}.json`);
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  }

  lose(id: string): void {
    rmSync(join(this.folder, "store", `${id}.json`));
  }

  /** Lets boxes whose content is "slow" be made. */
  go(): void {
    writeFileSync(join(this.folder, "store/go"), "");
  }

  /** The state of the resource with this name. */
  async resource(name: string) {
    const { resources } = await this.stack.exportState();
    return resources.find(({ urn }) => urn.endsWith(`::${name}`));
  }

  async close(): Promise<void> {
    await this.stack.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async record(command: string, running: Promise<CommandResult>): Promise<CommandResult> {
    const before = this.#calls().length;
    const result = await running;
    const { ok, changes, outputs } = result;
    this.lastOutput = result.output;
    // Pulumi reports a component that an import leaves as it is when that begins, and not when it has ended.
    const told = command === "import" ? result.steps.filter(({ op }) => op !== "same") : result.steps;
    const steps = told.map(({ op, urn }) => `${op} ${urn}`).sort();
    const calls = this.#calls().slice(before).sort();
    this.transcript.push({
      command,
      ok,
      changes,
      outputs,
      steps,
      calls,
      state: comparable(await this.stack.exportState()),
    });
    return result;
  }

  #calls(): string[] {
    const log = join(this.folder, "store/calls.log");
    return existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : [];
  }
}

const HEAD = `
const pulumi = require("@pulumi/pulumi");
const outputs = { size: undefined, serial: undefined, token: undefined };
class Box extends pulumi.CustomResource {
  constructor(name, args, options) {
    super("toy:index:Box", name, { ...outputs, key: name, content: undefined, ...args }, options);
  }
  static get(name, id, options) { return new Box(name, { key: undefined }, { ...options, id }); }
}
class Toys extends pulumi.ProviderResource {
  constructor(name, args, options) { super("toy", name, args, options); }
}
const measure = (args, options) => pulumi.runtime.invoke("toy:index:measure", args, options);
const measureOutput = (args, options) => pulumi.runtime.invokeOutput("toy:index:measure", args, options);
`;

function writeExecutable(path: string): void {
  // The plugin runs under the Node that runs us: the machine's own may be too old.
  writeFileSync(path, `#!${process.execPath}\nrequire(${JSON.stringify(plugin)});\n`, { mode: 0o755 });
}

/** The state without what is different every time: times, ids of providers, positions in the program's source. */
function comparable({ resources, pending_operations: pending }: Deployment) {
  const kept = resources.map((resource) => {
    const { created, modified, provider = "", ...rest } = resource as typeof resource & Record<string, unknown>;
    const { sourcePosition, stackTrace, ...others } = rest;
    const isProvider = resource.type.startsWith("pulumi:providers:");
    return { ...others, id: isProvider ? "" : others.id, provider: provider.slice(0, provider.lastIndexOf("::")) };
  });
  return {
    resources: kept.sort((one, other) => one.urn.localeCompare(other.urn)),
    pending: pending.map(({ type, resource }) => `${type} ${resource.urn}`),
  };
}

/** A story told on every engine of this machine: where there are two, commands, calls and states have to agree. */
export function story(name: string, tell: (world: ToyWorld) => Promise<void>, options?: ToyOptions): void {
  test.concurrent(`${name} (${engines.join(", ")})`, async () => {
    const transcripts: unknown[] = [];
    for (const engine of engines) {
      const world = await ToyWorld.open(engine, options);
      try {
        await tell(world);
        transcripts.push(world.transcript);
      } catch (error) {
        if (error instanceof Error)
          error.message = `On ${engine}: ${error.message}\n\nLast output:\n${world.lastOutput}\n${world.calls().join("\n")}`;
        throw error;
      } finally {
        await world.close();
      }
    }
    for (const transcript of transcripts) expect(transcripts[0]).toEqual(transcript);
  });
}
