import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How long a process that was asked to end may take before it is killed, as in Pulumi. */
const COOLDOWN_MS = 5000;

/** What to start, and where. */
export interface PluginProcessOptions {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Called with what the process prints, except for the line with its port. */
  onOutput: (text: string) => void;
  /** Kills the process. */
  signal: AbortSignal | undefined;
}

/** A process that says with its first line on which port it answers; what it prints after that is for people. */
export class PluginProcess {
  readonly #child: ChildProcess;

  private constructor(
    child: ChildProcess,
    readonly address: string,
  ) {
    this.#child = child;
  }

  /** Starts the process and waits until it listens. */
  static async start({ command, args, cwd, env, onOutput, signal }: PluginProcessOptions): Promise<PluginProcess> {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      signal,
      killSignal: "SIGKILL",
      // Windows starts a `.cmd` through its shell only.
      shell: command.endsWith(".cmd"),
    });
    const port = await firstLine(child, onOutput);
    return new PluginProcess(child, `127.0.0.1:${port}`);
  }

  /** The process's id. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends the process and waits until it is gone and all it printed has been passed on. */
  async close(signal: NodeJS.Signals): Promise<void> {
    const running = this.#child.exitCode === null && this.#child.signalCode === null;
    const streaming = !this.#child.stdout?.closed || !this.#child.stderr?.closed;
    if (!running && !streaming) return;
    const closed = once(this.#child, "close");
    const cooldown = setTimeout(() => this.#child.kill("SIGKILL"), COOLDOWN_MS);
    if (running) this.#child.kill(signal);
    await closed;
    clearTimeout(cooldown);
  }
}

/** Waits for the line with which the process says where it listens; everything after it is output. */
async function firstLine(child: ChildProcess, onOutput: (text: string) => void): Promise<string> {
  let printed = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
    onOutput(text);
  });
  return new Promise((resolve, reject) => {
    let line: string | undefined = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      if (line === undefined) return onOutput(text);
      line += text;
      const end = line.indexOf("\n");
      if (end < 0) return;
      resolve(line.slice(0, end).trim());
      if (line.length > end + 1) onOutput(line.slice(end + 1));
      line = undefined;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      reject(
        new Error(`The provider process ended (${signal ?? `exit code ${code}`}) before it listened.\n${printed}`),
      );
    });
  });
}
