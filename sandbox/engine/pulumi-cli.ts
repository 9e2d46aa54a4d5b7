import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type EngineEvent,
  LocalWorkspace,
  type ProjectSettings,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
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
  Step,
  StepOp,
  UpOptions,
} from "./driver";
import { guarded } from "./inline-program";
import { killTree, killWithinTree } from "./kill-tree";
import { stackOutputs } from "./outputs";
import { runImport } from "./pulumi-import";
import { readAll } from "./stack-files";

/** What every command of the Automation API is given. */
interface Common {
  color: "never";
  userAgent: string;
  onOutput: (text: string) => void;
  onError: (text: string) => void;
  onEvent: (event: EngineEvent) => void;
  signal?: AbortSignal;
}

/** What `Pulumi.yaml` says of plugins, which the SDK passes on and has no type for. */
interface Plugins {
  providers?: { name: string; path: string }[];
}

/** The signals of a command; see the driver's options. */
interface Signals {
  signal?: AbortSignal | undefined;
  interrupt?: AbortSignal | undefined;
}

/** Opens a stack on the real Pulumi command line tool, driven by its Automation API. */
export async function openPulumiStack(options: StackOptions): Promise<EngineStack> {
  // The CLI writes Pulumi.<stack>.yaml beside Pulumi.yaml; a copy of the latter whose `main` points back to the
  // program keeps that, and everything else, inside the state directory.
  const project = join(options.stateDir, "project");
  const home = join(options.stateDir, "home");
  await Promise.all([mkdir(project, { recursive: true }), mkdir(home, { recursive: true })]);
  const original: ProjectSettings & { plugins?: Plugins } = await (
    await LocalWorkspace.create({ workDir: options.programDir, pulumiHome: home })
  ).projectSettings();
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: options.stack, workDir: project },
    {
      pulumiHome: home,
      projectSettings: {
        ...original,
        main: resolve(options.programDir, original.main ?? "."),
        ...(original.plugins && { plugins: atHome(original.plugins, options.programDir) }),
      },
      envVars: {
        ...options.env,
        PULUMI_BACKEND_URL: pathToFileURL(resolve(options.stateDir)).href,
        PULUMI_CONFIG_PASSPHRASE: options.passphrase ?? "sandbox",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // The program runs under the Node that runs us: the machine's own may be too old for the SDK.
        PATH: dirname(process.execPath) + delimiter + (options.env?.PATH ?? process.env.PATH ?? ""),
      },
    },
  );
  const opened = new PulumiStack(stack, options);
  for (const [key, value] of Object.entries(options.config ?? {})) await opened.setConfig(key, value);
  return opened;
}

/** Paths of plugins that hold from anywhere. */
function atHome({ providers = [] }: Plugins, root: string): Plugins {
  return { providers: providers.map((plugin) => ({ ...plugin, path: resolve(root, plugin.path) })) };
}

class PulumiStack implements EngineStack {
  readonly engine = "pulumi";
  /** In the command line of the command under way, to tell its processes from others'. */
  #mark: string | undefined;
  #program: PulumiFn | undefined;
  readonly #stack: Stack;
  readonly #options: StackOptions;

  constructor(stack: Stack, options: StackOptions) {
    this.#stack = stack;
    this.#options = options;
    this.#program = options.program;
  }

  async setConfig(key: string, value: ConfigValue | undefined): Promise<void> {
    if (value === undefined) return this.#stack.removeConfig(key);
    await this.#stack.setConfig(key, typeof value === "string" ? { value } : { value: value.secret, secret: true });
  }

  setProgram(program: PulumiFn): void {
    this.#program = program;
  }

  preview(options: PreviewOptions = {}): Promise<CommandResult> {
    return this.#run((common) => this.#stack.preview({ ...options, ...this.#inline(), ...common }));
  }

  up({ signal, interrupt, ...options }: UpOptions = {}): Promise<CommandResult> {
    return this.#run((common) => this.#stack.up({ ...options, ...this.#inline(), ...common }), { signal, interrupt });
  }

  refresh({ signal, interrupt, ...options }: RefreshOptions = {}): Promise<CommandResult> {
    return this.#run((common) => this.#stack.refresh({ ...options, ...common }), { signal, interrupt });
  }

  destroy({ signal, interrupt, ...options }: DestroyOptions = {}): Promise<CommandResult> {
    return this.#run((common) => this.#stack.destroy({ ...options, ...common }), { signal, interrupt });
  }

  import(resources: ImportSpec[]): Promise<CommandResult> {
    return this.#run((common) => runImport(this.#stack, resources, this.#options.stateDir, common));
  }

  async killProviders(): Promise<void> {
    if (this.#mark !== undefined) await killWithinTree(this.#mark, "dynamic-provider");
  }

  async exportState(): Promise<Deployment> {
    const { deployment } = await this.#stack.exportStack();
    return {
      ...deployment,
      resources: deployment.resources ?? [],
      pending_operations: deployment.pending_operations ?? [],
    };
  }

  async importState(state: Deployment): Promise<void> {
    await this.#stack.importStack({ version: 3, deployment: state });
  }

  rawState(): Promise<string> {
    return readAll(this.#options.stateDir);
  }

  async close(): Promise<void> {}

  #inline(): { program?: PulumiFn } {
    return this.#program ? { program: guarded(this.#program) } : {};
  }

  async #run(
    command: (common: Common) => Promise<unknown>,
    { signal, interrupt }: Signals = {},
  ): Promise<CommandResult> {
    const mark = `engine-driver-${randomUUID()}`;
    this.#mark = mark;
    const printed: string[] = [];
    const tally = new Tally();
    const print = (text: string) => {
      printed.push(text);
      this.#options.onOutput?.(text);
    };
    let killed: Promise<void> | undefined;
    const kill = () => {
      killed ??= killTree(mark);
    };
    signal?.addEventListener("abort", kill);
    let ok = true;
    try {
      await command({
        color: "never",
        userAgent: mark,
        onOutput: print,
        onError: print,
        onEvent: (event) => tally.add(event),
        ...(interrupt && { signal: interrupt }),
      });
    } catch (error) {
      ok = false;
      // Whatever is not in the output yet did not come from the command itself.
      if (printed.length === 0) print(`${error instanceof Error ? error.message : error}\n`);
    } finally {
      signal?.removeEventListener("abort", kill);
    }
    if (killed) {
      await killed;
      // A killed command leaves its lock behind.
      await this.#stack.cancel();
    }
    const outputs = stackOutputs(await this.exportState());
    const changes = killed ? {} : tally.changes();
    return { ok, output: printed.join(""), changes, steps: tally.steps, outputs };
  }
}

/** Counts the steps of one command from the engine's events. */
class Tally {
  readonly steps: Step[] = [];
  #counts: Partial<Record<StepOp, number>> = {};
  readonly #ofStack = new Set<StepOp>();

  add(event: EngineEvent): void {
    if (event.summaryEvent) this.#counts = event.summaryEvent.resourceChanges;
    const begun = event.resourcePreEvent?.metadata;
    const done = event.resOutputsEvent?.metadata;
    // A refresh of the stack turns into another step when it ends; a step of the stack may begin and not end.
    for (const step of [begun, done]) if (step?.type === "pulumi:pulumi:Stack") this.#ofStack.add(step.op);
    if (!done || done.type === "pulumi:pulumi:Stack" || isDefaultProvider(done.urn)) return;
    // A component's step is reported once more with its outputs.
    const again = this.steps.some(({ op, urn }) => op === done.op && urn === done.urn);
    if (done.old?.custom || done.new?.custom || !again) this.steps.push({ op: done.op, urn: done.urn });
  }

  /** The engine's own counts (which know nothing of default providers) without the stack's step. */
  changes(): Partial<Record<StepOp, number>> {
    const changes = { ...this.#counts };
    for (const op of this.#ofStack) changes[op] = (changes[op] ?? 0) - 1;
    return Object.fromEntries(Object.entries(changes).filter(([, count]) => count > 0));
  }
}

function isDefaultProvider(urn: string): boolean {
  return /::pulumi:providers:[^:]*::default[^:]*$/.test(urn);
}
