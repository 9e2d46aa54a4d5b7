import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandResult, type EngineKind, type EngineStack, openStack } from "../../sandbox/engine";
import { demoAccessKey, demoSecretKey, type Settings } from "../../sandbox/simulator";
import { owningFleet } from "../support/accounts";
import { Carrier, type Distance } from "./carrier";

/** What one command cost. */
export interface Cost {
  readonly seconds: number;
  readonly requests: number;
  /** Those of the requests that change the account. */
  readonly writes: number;
}

interface Options {
  readonly engine: EngineKind;
  /** A folder of `programs`. */
  readonly program: string;
  /** Numbers that the account owns, and that the program declares. */
  readonly size: number;
  readonly distance: Distance;
  /** How the carrier answers where Flowroute's documents leave a choice. */
  readonly settings?: Partial<Settings>;
}

/** A stack whose commands are measured, and the carrier that it talks to. */
export class MeasuredStack implements AsyncDisposable {
  readonly carrier: Carrier;
  readonly #stack: EngineStack;
  readonly #dir: string;

  private constructor(stack: EngineStack, carrier: Carrier, dir: string) {
    this.#stack = stack;
    this.carrier = carrier;
    this.#dir = dir;
  }

  static async open({ engine, program, size, distance, settings = {} }: Options): Promise<MeasuredStack> {
    const dir = mkdtempSync(join(tmpdir(), "flowroute-bench-"));
    const carrier = await Carrier.start(owningFleet(size), distance, dir);
    await carrier.configure(settings);
    const stack = await openStack(engine, {
      programDir: programDir(program),
      stack: "bench",
      stateDir: join(dir, "state"),
      env: {
        FLEET: String(size),
        EDIT: editIn(dir),
        PEAK_MEMORY: peakIn(dir),
        NODE_OPTIONS: `--require ${join(__dirname, "peak-memory.cjs")}`,
        XDG_STATE_HOME: join(dir, "home"),
      },
      config: {
        "flowroute:accessKey": { secret: demoAccessKey },
        "flowroute:secretKey": { secret: demoSecretKey },
        "flowroute:baseUrl": carrier.url,
      },
    });
    return new MeasuredStack(stack, carrier, dir);
  }

  /** What the program says otherwise from now on, where it can be told. */
  edit(edit: object): void {
    writeFileSync(editIn(this.#dir), JSON.stringify(edit));
  }

  async cost(command: (stack: EngineStack) => Promise<CommandResult>): Promise<Cost> {
    const start = performance.now();
    const { ok, output } = await command(this.#stack);
    const seconds = (performance.now() - start) / 1000;
    if (!ok) throw new Error(`a command that is measured failed\n${output}`);
    const log = await this.carrier.requests();
    // A batch is read with POST.
    const writes = log.filter(({ method, path }) => method !== "GET" && !path.endsWith("/details"));
    return { seconds, requests: log.length, writes: writes.length };
  }

  /** Bytes of the state's declared resources, and how many there are. */
  async state(): Promise<{ bytes: number; resources: number }> {
    const { resources } = await this.#stack.exportState();
    const declared = resources.filter(({ type }) => /^(pulumi-nodejs:dynamic\/|(flowroute|nothing):index:)/.test(type));
    return { bytes: Buffer.byteLength(JSON.stringify(declared)), resources: declared.length };
  }

  /** Megabytes that a provider process had at most; 0 where there was none. */
  get peakMemory(): number {
    const peak = peakIn(this.#dir);
    return existsSync(peak) ? Number(readFileSync(peak, "utf8")) : 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.close();
    await this.carrier[Symbol.asyncDispose]();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

/** The directory of a program. */
export function programDir(program: string): string {
  return join(__dirname, "programs", program);
}

function peakIn(dir: string): string {
  return join(dir, "peak");
}

function editIn(dir: string): string {
  return join(dir, "edit.json");
}
