import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { AccountInput, Settings } from "../../sandbox/simulator";

/** How far away the carrier is, and how many requests a second it takes. */
export interface Distance {
  readonly name: string;
  /** Milliseconds. */
  readonly latency: number;
  readonly perSecond?: number;
}

export const near: Distance = { name: "no latency", latency: 0 };
export const far: Distance = { name: "100 ms", latency: 100 };
export const limited: Distance = { name: "5 requests/s", latency: 0, perSecond: 5 };

/** A request as the simulator's log has it. */
interface Request {
  readonly method: string;
  readonly path: string;
}

/** The simulator in a process of its own, as a carrier would be: its work is not the command's. */
export class Carrier implements AsyncDisposable {
  readonly #process: ChildProcess;

  private constructor(
    readonly url: string,
    process: ChildProcess,
  ) {
    this.#process = process;
  }

  static async start(account: AccountInput, { latency, perSecond }: Distance, dir: string): Promise<Carrier> {
    const file = join(dir, "account.json");
    writeFileSync(file, JSON.stringify(account));
    const bin = join(__dirname, "../../dist/sandbox/simulator/bin.js");
    const limit = perSecond === undefined ? [] : ["--rate-limit", String(perSecond)];
    const args = [bin, "--port", "0", "--account", file, "--latency", String(latency), ...limit];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = await once(createInterface(child.stdout), "line");
    return new Carrier(String(line).split(" ").at(-1) ?? "", child);
  }

  async configure(settings: Partial<Settings>): Promise<void> {
    await fetch(`${this.url}/_simulator/settings`, { method: "PATCH", body: JSON.stringify(settings) });
  }

  /** Requests since this was last asked. */
  async requests(): Promise<readonly Request[]> {
    const log = (await (await fetch(`${this.url}/_simulator/requests`)).json()) as Request[];
    await fetch(`${this.url}/_simulator/requests`, { method: "DELETE" });
    return log;
  }

  /** Somebody sends every twentieth number's calls elsewhere. */
  async drift(): Promise<void> {
    const account = (await (await fetch(`${this.url}/_simulator/account`)).json()) as Required<AccountInput>;
    for (const [line, number] of Object.values(account.numbers).entries())
      if (line % 20 === 0) Object.assign(number, { primary_route: "102" });
    await fetch(`${this.url}/_simulator/account`, { method: "PUT", body: JSON.stringify(account) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill();
    await once(this.#process, "exit");
  }
}
