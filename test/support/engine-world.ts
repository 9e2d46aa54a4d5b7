import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CommandResult,
  type ConfigValue,
  type EngineKind,
  type EngineStack,
  findPulumi,
  openStack,
  type ResourceState,
} from "../../sandbox/engine";

/** One resource of the program in test/engine/programs/files, which gives meaning to the strings in `args`. */
export interface Declared {
  kind: "file" | "component" | "provider" | "stackReference";
  name: string;
  args?: Record<string, unknown>;
  options?: Record<string, unknown>;
  /** Outputs that a component registers. */
  outputs?: Record<string, unknown>;
}

/** What that program does besides. */
export interface ProgramOptions {
  outputs?: Record<string, unknown>;
  log?: { severity: "debug" | "info" | "warn" | "error"; message: string };
  print?: string;
  invoke?: string;
  fail?: string;
}

export const file = (name: string, args: Record<string, unknown> = {}, options: Record<string, unknown> = {}) =>
  ({ kind: "file", name, args: { path: name, content: "old", ...args }, options }) satisfies Declared;

/** The URN of a file at the top level. */
export const urnOf = (name: string) => `urn:pulumi:dev::files::pulumi-nodejs:dynamic/files:File::${name}`;

/** A stack of the files program on one engine, with a record of all that happened to compare engines by. */
export class EngineWorld {
  readonly transcript: unknown[] = [];
  /** What the last command printed. */
  lastOutput = "";
  #seenCalls = 0;
  readonly #printed: string[];

  private constructor(
    readonly stack: EngineStack,
    readonly folder: string,
    printed: string[],
  ) {
    this.#printed = printed;
  }

  static async open(engine: EngineKind, config: Record<string, ConfigValue> = {}): Promise<EngineWorld> {
    const folder = mkdtempSync(join(tmpdir(), "engine-"));
    mkdirSync(join(folder, "store"));
    const printed: string[] = [];
    const stack = await openStack(engine, {
      programDir: join(__dirname, "../engine/programs/files"),
      stack: "dev",
      stateDir: join(folder, "state"),
      env: {
        STORE: join(folder, "store"),
        PROGRAM: join(folder, "program.json"),
      },
      config,
      onOutput: (text) => printed.push(text),
    });
    return new EngineWorld(stack, folder, printed);
  }

  /** What the next command's program declares. */
  program(resources: Declared[], options: ProgramOptions = {}): void {
    writeFileSync(join(this.folder, "program.json"), JSON.stringify({ resources, ...options }));
  }

  preview = (options?: Parameters<EngineStack["preview"]>[0]) => this.#record("preview", this.stack.preview(options));
  up = (options?: Parameters<EngineStack["up"]>[0]) => this.#record("up", this.stack.up(options));
  refresh = (options?: Parameters<EngineStack["refresh"]>[0]) => this.#record("refresh", this.stack.refresh(options));
  destroy = (options?: Parameters<EngineStack["destroy"]>[0]) => this.#record("destroy", this.stack.destroy(options));

  /** Calls of the provider since the last time this was asked, in order. */
  calls(): string[] {
    const calls = this.#allCalls().slice(this.#seenCalls);
    this.#seenCalls += calls.length;
    return calls;
  }

  /** What is in the store under an id, as somebody else sees and changes it. */
  stored(id: string): Record<string, unknown> | undefined {
    const path = this.#place(id);
    return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>) : undefined;
  }

  meddle(id: string, changes: Record<string, unknown>): void {
    writeFileSync(this.#place(id), JSON.stringify({ ...this.stored(id), ...changes }));
  }

  lose(id: string): void {
    rmSync(this.#place(id));
  }

  /** The state of a resource at the top level. */
  async resource(name: string): Promise<ResourceState | undefined> {
    const { resources } = await this.stack.exportState();
    return resources.find((resource) => resource.urn === urnOf(name));
  }

  /** Resolves when there is a call of the provider that `calls` has not told and that begins so. */
  async called(beginning: string): Promise<void> {
    while (
      !this.#allCalls()
        .slice(this.#seenCalls)
        .some((call) => call.startsWith(beginning))
    )
      await soon();
  }

  /** Resolves when the commands so far have printed this. */
  async said(words: RegExp): Promise<void> {
    while (!words.test(this.#printed.join(""))) await soon();
  }

  /** Lets files whose content is "slow" be dealt with (or no more, until the next `go`). */
  go(yes = true): void {
    const path = join(this.folder, "store/go");
    if (yes) writeFileSync(path, "");
    else rmSync(path, { force: true });
  }

  async close(): Promise<void> {
    await this.stack.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #allCalls(): string[] {
    const log = join(this.folder, "store/calls.log");
    return existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : [];
  }

  #place(id: string): string {
    return join(this.folder, "store", `${id}.json`);
  }

  async #record(command: string, running: Promise<CommandResult>): Promise<CommandResult> {
    const before = this.#allCalls().length;
    const result = await running;
    const { ok, changes, outputs } = result;
    this.lastOutput = result.output;
    const steps = result.steps.map(({ op, urn }) => `${op} ${urn}`).sort();
    const calls = this.#allCalls().slice(before).sort();
    this.transcript.push({ command, ok, changes, outputs, steps, calls, ...(await this.#state()) });
    return result;
  }

  /** The state without what is different every time: times, ids of providers, positions in the program's source. */
  async #state() {
    const { resources, pending_operations: pending } = await this.stack.exportState();
    const comparable = resources.map((resource) => {
      const { created, modified, provider = "", ...rest } = resource as ResourceState & Record<string, unknown>;
      const { sourcePosition, stackTrace, ...kept } = rest;
      const isProvider = resource.type.startsWith("pulumi:providers:");
      return { ...kept, id: isProvider ? "" : kept.id, provider: provider.slice(0, provider.lastIndexOf("::")) };
    });
    return {
      resources: comparable.sort((one, other) => one.urn.localeCompare(other.urn)),
      pending: pending.map(({ type, resource }) => `${type} ${resource.urn}`),
    };
  }
}

/** Something is waited for by looking again, never by a time that should be enough. */
function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}

/** The engines of this machine. */
export const engines: EngineKind[] = findPulumi() === undefined ? ["stand-in"] : ["stand-in", "pulumi"];

/**
 * A story told on the stand-in, and where there is a `pulumi` command on that too, at the same time: then every command
 * must have had the same result, made the same calls, and left the same state.
 */
export function story(
  name: string,
  tell: (world: EngineWorld) => Promise<void>,
  config?: Record<string, ConfigValue>,
): void {
  const tellOn = async (engine: EngineKind) => {
    const world = await EngineWorld.open(engine, config);
    try {
      await tell(world);
      return world.transcript;
    } catch (error) {
      if (error instanceof Error) error.message = `On ${engine}: ${error.message}\n\nLast output:\n${world.lastOutput}`;
      throw error;
    } finally {
      await world.close();
    }
  };
  const tellAll = async () => {
    const told = await Promise.allSettled(engines.map(tellOn));
    const transcripts = told.map((result) => {
      if (result.status === "rejected") throw result.reason;
      return result.value;
    });
    for (const transcript of transcripts) expect(transcripts[0]).toEqual(transcript);
  };
  // Stories of a file are told side by side (up to jest's maxConcurrency), so each takes longer than it would alone.
  test.concurrent(`${name} (${engines.join(", ")})`, tellAll);
}
