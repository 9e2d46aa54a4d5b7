import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandOfProgram } from "../../provider/program/command";
import { type CommandResult, type EngineKind, type EngineStack, openStack } from "../../sandbox/engine";
import { ProviderProcess } from "../../sandbox/engine/stand-in/provider-process";
import { openStandInStack } from "../../sandbox/engine/stand-in/stand-in";
import { type AccountInput, type Settings, type Simulator, startSimulator } from "../../sandbox/simulator";
import { Gateway } from "../support/gateway";
import { FLOWROUTE, newProgramDir } from "../support/program-dir";
import { NODE_COMPILE_CACHE, NODE_OPTIONS } from "../support/quick-start.cjs";
import type { Host } from "../support/world";
import { type Declaration, pinned, programOf } from "./declaration";
import { EmbeddedPlugin } from "./embedded-plugin";
import { EmbeddedProvider, type Sabotage } from "./embedded-provider";
import { Promises, type Verb } from "./promises";

/** A command as people type it. */
export type Command =
  | "preview"
  | "preview --refresh"
  | "up"
  | "up --refresh"
  | "up --expect-no-changes"
  | "refresh"
  | "refresh --expect-no-changes"
  | "destroy";

// What outlives this process's programs: not to be read from, or written to, the person's own folder.
const stateHome = mkdtempSync(join(tmpdir(), "flowroute-torture-home-"));
process.env.XDG_STATE_HOME = stateHome;
const commands = join(stateHome, "pulumi-flowroute/commands");
process.on("exit", () => rmSync(stateHome, { recursive: true, force: true }));

/** On what a scenario is played. */
export interface SiteOptions {
  readonly engine: EngineKind;
  /** Which classes the programs use. */
  readonly host: Host;
  /** Stand-in only: the provider runs in this process instead of one of its own. */
  readonly embedded?: boolean;
  /** With `embedded`: a command in which the provider dies has one in a process of its own. */
  readonly processesDie?: boolean;
  /** With `embedded`: what is broken on purpose. */
  readonly sabotage?: Sabotage;
}

/** What ends a command before its time: a power cut, and Ctrl-C. */
interface Stop {
  readonly signal?: AbortSignal;
  readonly interrupt?: AbortSignal;
}

/** A simulated account, the network before it, one stack on one engine, and the promises to be kept. */
export class Site implements AsyncDisposable {
  readonly promises: Promises;
  #declaration: Declaration = {};
  #providerDies = false;
  /** Addresses of the engine that runs a command now. */
  readonly #engines = new Set<string>();
  /** What the last program let its providers know. */
  #said: ReturnType<typeof commandOfProgram> | undefined;
  readonly #dir: string;

  private constructor(
    readonly simulator: Simulator,
    readonly gateway: Gateway,
    readonly stack: EngineStack,
    dir: string,
    /** Which classes the next program uses. */
    private host: Host,
    /** Kills the providers of the command under way, as a crash of theirs would. */
    readonly killProviders: () => Promise<void>,
  ) {
    this.#dir = dir;
    this.promises = new Promises(simulator, gateway);
  }

  /**
   * @param account what the simulated account begins with
   * @param settings how the simulator answers where Flowroute's documents leave a choice
   */
  static async open(options: SiteOptions, account: AccountInput, settings: Partial<Settings> = {}): Promise<Site> {
    return Site.on(await startSimulator({ account, ...settings }), options);
  }

  /** A stack of its own for a simulator that runs already. */
  static async on(
    simulator: Simulator,
    { engine, host, embedded = false, processesDie = false, sabotage }: SiteOptions,
  ): Promise<Site> {
    const dir = mkdtempSync(join(tmpdir(), "flowroute-torture-"));
    shareCommands(join(dir, "home/pulumi-flowroute"));
    const gateway = await Gateway.before(simulator);
    const stackOptions = {
      programDir: newProgramDir(dir, "torture", FLOWROUTE),
      stack: "torture",
      stateDir: join(dir, "state"),
      env: {
        XDG_STATE_HOME: join(dir, "home"),
        NODE_COMPILE_CACHE,
        NODE_OPTIONS: `${NODE_OPTIONS} --require ${JSON.stringify(join(__dirname, "fast-clock.cjs"))}`,
      },
      config: {
        "flowroute:accessKey": { secret: simulator.accessKey },
        "flowroute:secretKey": { secret: simulator.secretKey },
        "flowroute:baseUrl": gateway.url,
      },
    };
    if (!embedded) {
      const stack = await openStack(engine, stackOptions);
      return new Site(simulator, gateway, stack, dir, host, () => stack.killProviders());
    }
    const providers: (EmbeddedProvider | EmbeddedPlugin)[] = [];
    const stack = await openStandInStack(stackOptions, async (options) => {
      site.#engines.add(options.engine);
      if (processesDie && site.#providerDies) return ProviderProcess.start(options);
      const Embedded = options.plugin === undefined ? EmbeddedProvider : EmbeddedPlugin;
      const provider = await Embedded.start(options, sabotage);
      providers.push(provider);
      return provider;
    });
    const kill = async () => {
      await Promise.all([stack.killProviders(), ...providers.map((provider) => provider.kill())]);
    };
    const site = new Site(simulator, gateway, stack, dir, host, kill);
    return site;
  }

  /** The program says this from now on. */
  declare(declaration: Declaration): void {
    this.#declaration = declaration;
    this.promises.declare(declaration);
    const program = programOf(declaration, this.host);
    this.stack.setProgram(async () => {
      this.#said = commandOfProgram();
      return program();
    });
  }

  /** The program uses the other host's classes from now on. */
  move(): void {
    this.host = this.host === "dynamic" ? "plugin" : "dynamic";
    this.declare(this.#declaration);
  }

  /** Runs a command under watch in which the provider dies. */
  async runToDeath(command: Command, stop: Stop): Promise<CommandResult> {
    this.#providerDies = true;
    try {
      return await this.run(command, stop);
    } finally {
      this.#providerDies = false;
    }
  }

  /** Runs a command under watch. */
  async run(command: Command, stop: Stop = {}): Promise<CommandResult> {
    const { promises, stack } = this;
    const [verb, flag] = command.split(" ") as [Verb, string?];
    promises.begin(verb, await stack.exportState());
    const refreshed = flag === "--refresh" ? { refresh: true } : {};
    const options = { ...stop, ...refreshed };
    const quiet = flag === "--expect-no-changes" ? { expectNoChanges: true } : {};
    const run: Record<Verb, () => Promise<CommandResult>> = {
      preview: () => stack.preview(refreshed),
      up: () => stack.up({ ...options, ...quiet }),
      refresh: () => stack.refresh({ ...stop, ...quiet }),
      destroy: () => stack.destroy(options),
    };
    const result = await run[verb]();
    promises.end(await stack.exportState());
    this.#said?.end();
    // Thousands of commands follow. A destroy that finds its engine at the same address would heed what is left, and keep numbers.
    for (const engine of this.#engines)
      rmSync(join(commands, engine.replace(":", "_")), { recursive: true, force: true });
    this.#engines.clear();
    return result;
  }

  /**
   * Does what the message of a purchase asks for that only a person can clear up: no other program buys on this account, so the
   * number is the resource's, and the program says so from now on.
   */
  async clearUp(result: CommandResult): Promise<boolean> {
    const note = noteOfContested(result);
    if (note === undefined) return false;
    this.declare(pinned(this.#declaration, note.buyer, note.number));
    await this.run("up");
    return true;
  }

  /** Runs a command that must succeed. */
  async must(command: Command, when: string): Promise<CommandResult> {
    const result = await this.run(command);
    if (!result.ok) this.promises.broke(`${command} ${when} failed: ${result.output.trim().slice(-600)}`);
    return result;
  }

  /** Runs a command that must succeed and write nothing. */
  async quiet(command: Command, when: string): Promise<void> {
    this.simulator.clearRequests();
    await this.must(command, when);
    this.promises.judgeQuiet(this.simulator.requests());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stack.close();
    await this.gateway[Symbol.asyncDispose]();
    await this.simulator.close();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

/** The note of a purchase that stopped because it was refused and the account has the number all the same, where a message names one. */
export function noteOfContested({
  output,
}: CommandResult): { file: string; number: string; buyer: string } | undefined {
  const [, file] = /yet this account has the number.*?remove the note (\S+\.json)/s.exec(output) ?? [];
  if (file === undefined) return undefined;
  return { file, ...(JSON.parse(readFileSync(file, "utf8")) as { number: string; buyer: string }) };
}

/**
 * The programs of all sites run in this process, and what they let their providers know is in this process's state folder. So
 * providers find it in theirs. Purchases are noted by each site apart.
 */
function shareCommands(folder: string): void {
  mkdirSync(folder, { recursive: true });
  mkdirSync(commands, { recursive: true });
  symlinkSync(commands, join(folder, "commands"), "dir");
}
