import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Account, type Simulator, startSimulator } from "../../sandbox/simulator";
import { fleetNumbers, owningFleet } from "../support/accounts";
import { keysFor, runCommand } from "../support/cli";
import { type Exchange, Gateway } from "../support/gateway";
import { NODE_COMPILE_CACHE } from "../support/quick-start.cjs";
import { type Disturbance, mischiefOf, type Outcome, type Where } from "./trial";

/** A `reroute` to be disturbed: no Pulumi is there, only keys. */
export interface Reroute {
  readonly name: string;
  /** What ran before. */
  readonly before?: readonly string[];
  readonly args: (undoFile: string) => readonly string[];
  /** Where the calls of each number go when it is done: route, and where that leads. */
  readonly wanted: Place;
}

/** The primary route of all numbers, and the value of route 101. */
interface Place {
  readonly primary: string;
  readonly value: string;
}

const atFirst: Place = { primary: "101", value: "192.0.2.1" };
const toB = ["--from", "pbx-a", "--to", "pbx-b"];
const edited = ["--route", "pbx-a", "--host", "192.0.2.77"];
const back = (undoFile: string) => ["--undo", undoFile];

export const reroutes: readonly Reroute[] = [
  { name: "reroute", args: () => toB, wanted: { ...atFirst, primary: "102" } },
  { name: "reroute --undo", before: toB, args: back, wanted: atFirst },
  { name: "reroute --route", args: () => edited, wanted: { ...atFirst, value: "192.0.2.77" } },
  { name: "reroute --route, and --undo", before: edited, args: back, wanted: atFirst },
];

/** How many requests it makes when nothing disturbs it. */
export async function countRequestsOf(scenario: Reroute): Promise<number> {
  await using site = await RerouteSite.open();
  if (scenario.before) await site.must(scenario.before, "before");
  site.gateway.expect();
  await site.must(scenario.args(site.undoFile), "undisturbed");
  if (site.broken.length > 0) throw new Error(`${scenario.name}: ${site.broken.join("; ")}`);
  return site.gateway.count;
}

/** Disturbs one request, runs the command again undisturbed, and then goes back by the one undo file that there is. */
export async function tryReroute(scenario: Reroute, disturbance: Disturbance, where: Where): Promise<Outcome> {
  await using site = await RerouteSite.open();
  if (scenario.before) await site.must(scenario.before, "before");
  const args = scenario.args(site.undoFile);
  const code = await site.disturb(args, disturbance, where);
  if (code === 0) site.judge(scenario.wanted, "after a command that said it was done");
  await site.must(args, "again");
  site.judge(scenario.wanted, "in the end");
  await site.must(back(site.undoFile), "to go back");
  site.judge(atFirst, "after going back");
  return { absorbed: code === 0, broken: site.broken };
}

class RerouteSite implements AsyncDisposable {
  readonly broken: string[] = [];
  readonly #cwd = mkdtempSync(join(tmpdir(), "flowroute-torture-"));

  private constructor(
    readonly simulator: Simulator,
    readonly gateway: Gateway,
  ) {
    gateway.onServed = (exchange) => this.#watch(exchange, simulator.account);
  }

  static async open(): Promise<RerouteSite> {
    const simulator = await startSimulator({ account: owningFleet(10) });
    return new RerouteSite(simulator, await Gateway.before(simulator));
  }

  get undoFile(): string {
    const files = readdirSync(this.#cwd);
    if (files.length > 1) this.#broke(`there are ${files.length} files: ${files.join(", ")}`);
    return files[0] ?? "none";
  }

  /** Runs a command that must succeed. */
  async must(args: readonly string[], when: string): Promise<void> {
    const { code, stdout, stderr } = await runCommand(["reroute", ...args, "--yes"], {
      cwd: this.#cwd,
      simulator: this.simulator,
      env: { FLOWROUTE_BASE_URL: this.gateway.url },
    });
    if (code !== 0) this.#broke(`reroute ${args.join(" ")} ${when} ended with ${code}: ${stdout}${stderr}`);
  }

  /** Runs a command with this happening to one of its requests; it has a process of its own where that dies. */
  async disturb(args: readonly string[], disturbance: Disturbance, where: Where): Promise<number | null> {
    const { gateway, simulator } = this;
    const env = { FLOWROUTE_BASE_URL: gateway.url };
    const words = ["reroute", ...args, "--yes"];
    const { death } = disturbance;
    const child = death && this.#start(words, env);
    const kill = (signal: "SIGKILL" | "SIGINT") => () => child?.kill(signal);
    gateway.expect(
      mischiefOf(disturbance, where, {
        interrupted: kill("SIGINT"),
        "power cut": kill("SIGKILL"),
        "provider killed": kill("SIGKILL"),
      }),
    );
    try {
      if (!child) return (await runCommand(words, { cwd: this.#cwd, simulator, env })).code;
      const [code] = await once(child, "exit");
      return code as number | null;
    } finally {
      gateway.expect();
    }
  }

  #start(words: readonly string[], env: Record<string, string>) {
    const bin = resolve(__dirname, "../../dist/cli/bin.js");
    const preload = ["--require", join(__dirname, "fast-clock.cjs")];
    return spawn(process.execPath, [...preload, bin, ...words], {
      cwd: this.#cwd,
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, ...keysFor(this.simulator), ...env },
      stdio: "ignore",
    });
  }

  judge({ primary, value }: Place, when: string): void {
    const { numbers, routes } = this.simulator.account;
    for (const number of fleetNumbers(10))
      if (numbers[number]?.primary_route !== primary)
        this.#broke(`${when}, ${number} is on ${numbers[number]?.primary_route}, not on ${primary}`);
    if (routes["101"]?.value !== value) this.#broke(`${when}, route 101 leads to ${routes["101"]?.value}`);
  }

  /** After every request that may have changed something: what must never be, and what this command has no business with. */
  #watch({ method, path }: Exchange, { numbers, routes }: Account): void {
    if (method === "GET" || path === "/v2/numbers/details") return;
    if (!/^\/v2\/(numbers\/\d+\/relationships\/primary_route|routes\/101)$/.test(path) || method !== "PATCH")
      this.#broke(`${method} ${path} is not for reroute to send`);
    for (const [number, { primary_route, failover_route }] of Object.entries(numbers)) {
      if (primary_route === null) this.#broke(`${number} was left without a primary route by ${method} ${path}`);
      if (failover_route !== (Number(number) % 2 === 0 ? null : "102"))
        this.#broke(`${number} has another failover after ${method} ${path}`);
    }
    if (routes["101"]?.alias !== "pbx-a") this.#broke(`route 101 has another alias after ${method} ${path}`);
  }

  #broke(what: string): void {
    if (!this.broken.includes(what)) this.broken.push(what);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway[Symbol.asyncDispose]();
    await this.simulator.close();
    rmSync(this.#cwd, { recursive: true, force: true });
  }
}
