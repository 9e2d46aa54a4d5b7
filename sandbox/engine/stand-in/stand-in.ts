import { mkdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import pLimit from "p-limit";
import type {
  CommandResult,
  ConfigValue,
  Deployment,
  DestroyOptions,
  EngineStack,
  ImportSpec,
  PreviewOptions,
  RefreshOptions,
  StackOptions,
  UpOptions,
} from "../driver";
import { stackOutputs } from "../outputs";
import { readAll } from "../stack-files";
import { versionInState } from "./default-provider";
import { deleteRemaining } from "./deletes";
import { importAll } from "./imports";
import { listen } from "./monitor";
import { findPlugin } from "./plugins";
import { runProgram } from "./program";
import { fullKey, type Project, readProject } from "./project";
import { type Provider, ProviderProcess, type ProviderProcessOptions } from "./provider-process";
import { Providers } from "./providers";
import { refresh } from "./refresh";
import { Report } from "./report";
import type { Run } from "./run";
import { Snapshot } from "./snapshot";
import { ConfigStore, type StackConfig, settingsOf } from "./stack-config";
import { StateFile } from "./state";
import { DYNAMIC, isProviderType } from "./urn";

/** What a command of the stand-in does, in order. */
interface Command {
  title: string;
  dryRun?: boolean;
  refresh?: "alone" | "first" | undefined;
  work?: "program" | "delete";
  imports?: ImportSpec[];
  expectNoChanges?: boolean | undefined;
  parallel?: number | undefined;
  signal?: AbortSignal | undefined;
  interrupt?: AbortSignal | undefined;
}

/**
 * Opens a stack on the sandbox's own small engine, for programs whose resources are dynamic, components, or of packages
 * whose plugin is on this machine.
 *
 * @param start what plays the provider process: by default the SDK's own process
 */
export async function openStandInStack(
  options: StackOptions,
  start: (options: ProviderProcessOptions) => Promise<Provider> = startProvider,
): Promise<EngineStack> {
  await mkdir(options.stateDir, { recursive: true });
  const project = await readProject(options.programDir);
  const path = (name: string) => join(resolve(options.stateDir), `${project.name}.${options.stack}.${name}.json`);
  const config = await ConfigStore.open(path("config"), options.passphrase ?? "sandbox");
  const stack = new StandInStack(options, project, config, new StateFile(path("state"), config.secrets), start);
  for (const [key, value] of Object.entries(options.config ?? {})) await stack.setConfig(key, value);
  return stack;
}

/** As in Pulumi, people see what the process for dynamic resources prints, and not what a plugin prints. */
function startProvider(options: ProviderProcessOptions): Promise<Provider> {
  return ProviderProcess.start(options.plugin === undefined ? options : { ...options, onOutput: () => {} });
}

class StandInStack implements EngineStack {
  readonly engine = "stand-in";
  #program: PulumiFn | undefined;
  /** Those of the command under way. */
  #providers: Providers | undefined;
  readonly #options: StackOptions;
  readonly #project: Project;
  readonly #config: ConfigStore;
  readonly #file: StateFile;
  readonly #startProvider: (options: ProviderProcessOptions) => Promise<Provider>;

  constructor(
    options: StackOptions,
    project: Project,
    config: ConfigStore,
    file: StateFile,
    startProvider: (options: ProviderProcessOptions) => Promise<Provider>,
  ) {
    this.#options = options;
    this.#project = project;
    this.#config = config;
    this.#file = file;
    this.#startProvider = startProvider;
    this.#program = options.program;
  }

  setConfig(key: string, value: ConfigValue | undefined): Promise<void> {
    return this.#config.set(fullKey(this.#project.name, key), value);
  }

  setProgram(program: PulumiFn): void {
    this.#program = program;
  }

  preview({ refresh: first, ...options }: PreviewOptions = {}): Promise<CommandResult> {
    const title = "Previewing update";
    return this.#command({ title, dryRun: true, refresh: first ? "first" : undefined, work: "program", ...options });
  }

  up({ refresh: first, ...options }: UpOptions = {}): Promise<CommandResult> {
    return this.#command({ title: "Updating", refresh: first ? "first" : undefined, work: "program", ...options });
  }

  refresh({ previewOnly = false, ...options }: RefreshOptions = {}): Promise<CommandResult> {
    const title = previewOnly ? "Previewing refresh" : "Refreshing";
    return this.#command({ title, dryRun: previewOnly, refresh: "alone", ...options });
  }

  destroy({ refresh: first, ...options }: DestroyOptions = {}): Promise<CommandResult> {
    return this.#command({ title: "Destroying", refresh: first ? "first" : undefined, work: "delete", ...options });
  }

  import(resources: ImportSpec[]): Promise<CommandResult> {
    return this.#command({ title: "Importing", imports: resources });
  }

  async killProviders(): Promise<void> {
    await this.#providers?.kill();
  }

  exportState(): Promise<Deployment> {
    return this.#file.export();
  }

  importState(state: Deployment): Promise<void> {
    return this.#file.import(state);
  }

  rawState(): Promise<string> {
    return readAll(this.#options.stateDir);
  }

  async close(): Promise<void> {}

  async #command(command: Command): Promise<CommandResult> {
    const printed: string[] = [];
    const report = new Report((text) => {
      printed.push(text);
      this.#options.onOutput?.(text);
    });
    report.print(`${command.title} (${this.#options.stack}), by the sandbox's stand-in engine (not Pulumi):\n\n`);
    const interrupted = () => report.print("Interrupted: steps under way end, no other begins.\n");
    command.interrupt?.addEventListener("abort", interrupted);
    try {
      await this.#carryOut(command, report);
    } catch (error) {
      report.fail(error instanceof Error ? error.message : String(error));
    } finally {
      command.interrupt?.removeEventListener("abort", interrupted);
    }
    if (command.expectNoChanges && report.ok && report.hasChanges)
      report.fail("no changes were expected, but there are some");
    const state = await this.exportState();
    report.summary(command.dryRun ? undefined : state);
    const outputs = stackOutputs(state);
    const killed = command.signal?.aborted ?? false;
    const changes = killed ? {} : report.changes;
    return { ok: report.ok && !killed, output: printed.join(""), changes, steps: report.steps, outputs };
  }

  /** Starts the provider of a package. */
  async #launch(
    pkg: string,
    config: StackConfig,
    engine: string,
    report: Report,
    signal: AbortSignal | undefined,
  ): Promise<Provider> {
    const env = this.#options.env ?? {};
    const warn = (message: string) => report.log("warning", message);
    return this.#startProvider({
      programDir: this.#project.programDir,
      plugin: pkg === DYNAMIC ? undefined : findPlugin(pkg, this.#project, { ...process.env, ...env }, warn),
      project: this.#project.name,
      engine,
      env: { ...env, PULUMI_CONFIG: JSON.stringify(settingsOf(config, pkg)) },
      onOutput: report.print,
      signal,
    });
  }

  async #carryOut(command: Command, report: Report): Promise<void> {
    const { dryRun = false, signal, interrupt, parallel = 4 * availableParallelism() } = command;
    const state = await this.#file.read();
    for (const { type, resource } of state.pending)
      report.log(
        "warning",
        `an earlier command was interrupted while ${type} it; look whether that was done`,
        resource.urn,
      );
    const config = new Map([...this.#project.config, ...this.#config.values()]);
    const services = await listen(report);
    const providers = new Providers((pkg) => this.#launch(pkg, config, services.address, report, signal));
    this.#providers = providers;
    for (const resource of state.resources) if (isProviderType(resource.type)) providers.declare(resource);
    const cancel = () => void providers.cancel();
    interrupt?.addEventListener("abort", cancel);
    const run: Run = {
      stack: { project: this.#project.name, stack: this.#options.stack },
      config,
      versionOf: (pkg) => versionInState(state.resources, pkg),
      dryRun,
      snapshot: new Snapshot(state, dryRun ? undefined : this.#file, signal),
      providers,
      report,
      interrupt,
      limit: pLimit(parallel),
    };
    try {
      if (command.refresh) await refresh(run, command.refresh === "alone");
      if (!report.ok) return;
      const project = this.#project;
      const program = this.#program;
      const env = this.#options.env ?? {};
      if (command.work === "program") await runProgram(run, services, { project, program, env, parallel, signal });
      if (command.imports) await importAll(run, command.imports);
      // As in Pulumi, interrupting this is no failure, though not everything is deleted.
      if (command.work === "delete") await deleteRemaining(run);
    } finally {
      interrupt?.removeEventListener("abort", cancel);
      await providers.close();
      services.close();
    }
  }
}
