import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
import { type Simulator, type SimulatorOptions, startSimulator } from "../../sandbox/simulator";
import { engines } from "./engine-world";
import { FLOWROUTE, newProgramDir } from "./program-dir";

/** What a command did, in a form in which two engines can be compared. */
export interface Observation {
  command: string;
  ok: boolean;
  changes: CommandResult["changes"];
  outputs: Record<string, unknown>;
  /** Sorted, because steps run in parallel. */
  requests: string[];
}

/** How an engine reaches our code: by dynamic resources, or by the provider plugin. */
export type Host = "dynamic" | "plugin";

/** The entry of each host's classes. */
const entries = { dynamic: "pulumi-flowroute", plugin: "pulumi-flowroute/native" } as const satisfies Record<
  Host,
  string
>;

/** What is special about a world; by default it has a program of its own and no configuration but the account. */
interface WorldOptions {
  programDir?: string;
  /** Names of the project and of the stack, where a resource's URN matters: `phones` and `dev`. */
  project?: string;
  stack?: string;
  simulator?: SimulatorOptions;
  config?: Record<string, ConfigValue>;
  env?: Record<string, string>;
  /** Which classes its programs use: `dynamic`. */
  host?: Host;
}

/** A stack of a program of ours, on one engine, against a simulated account of its own. */
export class World {
  readonly observations: Observation[] = [];
  /** All that any command printed. */
  printed = "";
  private constructor(
    readonly simulator: Simulator,
    readonly stack: EngineStack,
    readonly dir: string,
    /** Which classes the next program uses. */
    public host: Host,
  ) {}

  static async create(engine: EngineKind, options: WorldOptions = {}): Promise<World> {
    const dir = mkdtempSync(join(tmpdir(), "flowroute-world-"));
    const simulator = await startSimulator(options.simulator);
    const programDir = options.programDir ?? newProgramDir(dir, options.project ?? "story", FLOWROUTE);
    const stack = await openStack(engine, {
      programDir,
      stack: options.stack ?? "test",
      stateDir: join(dir, "state"),
      // The person's own journal of purchases is not to be read or written.
      env: { XDG_STATE_HOME: join(dir, "home"), ...options.env },
      config: {
        "flowroute:accessKey": { secret: simulator.accessKey },
        "flowroute:secretKey": { secret: simulator.secretKey },
        "flowroute:baseUrl": simulator.url,
        ...options.config,
      },
    });
    return new World(simulator, stack, dir, options.host ?? "dynamic");
  }

  /** Replaces the program: JavaScript that has `pulumi` and `flowroute` at hand. */
  program(source: string): void {
    const head = `const pulumi = require("@pulumi/pulumi");\nconst flowroute = require("${entries[this.host]}");\n`;
    writeFileSync(
      join(this.dir, "program/index.js"),
      `${head}const { InboundRoute, PhoneNumber, NumberRoutes } = flowroute;\n${source}\n`,
    );
  }

  preview = (options?: Parameters<EngineStack["preview"]>[0]) =>
    this.#observe("preview", () => this.stack.preview(options));
  up = (options?: Parameters<EngineStack["up"]>[0]) => this.#observe("up", () => this.stack.up(options));
  refresh = (options?: Parameters<EngineStack["refresh"]>[0]) =>
    this.#observe("refresh", () => this.stack.refresh(options));
  destroy = (options?: Parameters<EngineStack["destroy"]>[0]) =>
    this.#observe("destroy", () => this.stack.destroy(options));

  import = (resources: ImportSpec[]) => this.#observe("import", () => this.stack.import(resources));

  /** Requests of the last command, as `POST /v2/numbers/12065550100`. */
  get requests(): string[] {
    return this.observations.at(-1)?.requests ?? [];
  }

  /** Those of them that could change the account: everything but reads. */
  get writes(): string[] {
    return this.requests.filter((request) => !request.startsWith("GET ") && request !== "POST /v2/numbers/details");
  }

  /** A number of the simulated account. */
  owned(number: string) {
    const found = this.simulator.account.numbers[number];
    if (!found) throw new Error(`${number} is not on the simulated account`);
    return found;
  }

  async close(): Promise<void> {
    await this.stack.close();
    await this.simulator.close();
    rmSync(this.dir, { recursive: true, force: true });
  }

  async #observe(command: string, run: () => Promise<CommandResult>): Promise<CommandResult> {
    this.simulator.clearRequests();
    const result = await run();
    const requests = this.simulator.requests().map(({ method, path }) => `${method} ${path}`);
    this.printed += result.output;
    const { ok, changes, outputs } = result;
    this.observations.push({ command, ok, changes, outputs, requests: requests.sort() });
    return result;
  }
}

/** What two engines must agree on: each command's result and requests, and the state at the end. */
export interface Story {
  observations: Observation[];
  resources: unknown[];
}

/**
 * A test that runs on every engine of this machine, on both hosts. What engines did has to agree, and so do the requests of hosts; in a
 * `parallel` story all but the final state, because which resource was first to take what is chance on either engine.
 */
export function story(
  title: string,
  tell: (world: World) => Promise<void>,
  options: Omit<WorldOptions, "host"> & { parallel?: boolean; hosts?: readonly Host[] } = {},
): void {
  // A program of its own says which classes it uses.
  const { hosts = options.programDir === undefined ? ["dynamic", "plugin"] : ["dynamic"] } = options;
  describe(title, () => {
    const told = new Map<string, Story>();
    describe.each(hosts)("%s host", (host) => {
      test.each(engines)("on %s", async (engine) => {
        const world = await World.create(engine, { ...options, host });
        try {
          await tell(world);
          const resources = options.parallel ? [] : comparable(await world.stack.exportState(), world);
          const observations = world.observations
            .map(whoeverCameFirst)
            .map(options.parallel ? withoutRouteIds : (it) => it);
          told.set(`${host} ${engine}`, { observations, resources });
        } finally {
          await world.close();
        }
      });
      if (engines.length === 2) {
        test("both engines agree", () => {
          expect(told.get(`${host} stand-in`)).toEqual(told.get(`${host} pulumi`) ?? "told");
        });
      }
    });
    if (hosts.length === 2) {
      test("both hosts ask the same of the account", () => {
        const asked = hosts.map((host) => told.get(`${host} stand-in`)?.observations.map(({ requests }) => requests));
        expect(asked[1]).toEqual(asked[0] ?? "told");
      });
    }
  });
}

/**
 * Writes are what engines have to agree on. How many reads share a request is chance, where there are several: numbers are read
 * together, and a list of routes is read again when one was made meanwhile.
 */
export function whoeverCameFirst(observation: Observation): Observation {
  const [reads, others] = [[] as string[], [] as string[]];
  for (const request of observation.requests)
    (/^(GET \/v2\/(numbers(\/\d+$|\?)|routes\?)|POST \/v2\/numbers\/details$)/.test(request) ? reads : others).push(
      request,
    );
  return { ...observation, requests: reads.length === 0 ? others : ["reads", ...others].sort() };
}

/** Which of two routes that are made at once gets the first id is chance. */
function withoutRouteIds(observation: Observation): Observation {
  const requests = observation.requests.map((request) => request.replace(/(\/v2\/routes\/)\d+/, "$1{id}"));
  return { ...observation, requests: requests.sort() };
}

function comparable(state: Deployment, world: World): unknown[] {
  const resources = state.resources
    .filter(({ type }) => !type.startsWith("pulumi:providers:"))
    .map(({ urn, type, id, inputs, outputs, parent, dependencies, protect }) => ({
      urn,
      type,
      id,
      inputs: inputs ?? {},
      outputs: outputs ?? {},
      parent,
      dependencies: [...(dependencies ?? [])].sort(),
      protect: protect ?? false,
    }))
    .sort((a, b) => a.urn.localeCompare(b.urn));
  return JSON.parse(JSON.stringify(resources).replaceAll(world.simulator.url, "<simulator>"));
}
