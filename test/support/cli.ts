import { Readable, Writable } from "node:stream";
import { Cli } from "../../cli/cli";
import { main } from "../../cli/main";
import { Terminal } from "../../cli/terminal";
import type { Simulator } from "../../sandbox/simulator";

/** What a command printed, and what it ended with. */
export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Environment in place of this process's; the account's keys come with `simulator`. */
  readonly env?: NodeJS.ProcessEnv;
  /** The account to ask. */
  readonly simulator?: Simulator | undefined;
  readonly cwd?: string;
  /** What is piped into the command. */
  readonly input?: string;
  /** Columns, when a person sits at a terminal. */
  readonly terminal?: number;
  readonly interrupted?: AbortSignal;
  /** Keys that the person presses, once something is asked. */
  readonly keys?: string;
}

/** Where programs find the account, as a shell's environment says it. */
export function keysFor({ url, accessKey, secretKey }: Simulator): Record<string, string> {
  return { FLOWROUTE_BASE_URL: url, FLOWROUTE_ACCESS_KEY: accessKey, FLOWROUTE_SECRET_KEY: secretKey };
}

/** Runs `pulumi-flowroute` in this process: the same code, real HTTP, and streams that remember. */
export async function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<CommandRun> {
  const { simulator, terminal: columns, cwd = process.cwd() } = options;
  const [output, error] = [remembering(columns), remembering(columns)];
  const env = { PATH: process.env.PATH, ...(simulator && keysFor(simulator)), ...options.env };
  const input = Object.assign(Readable.from([options.keys ?? options.input ?? []].flat()), {
    isTTY: columns !== undefined,
    setRawMode: () => {},
  });
  const terminal = new Terminal(input, output.stream, error.stream, env);
  const interrupted = options.interrupted ?? new AbortController().signal;
  const code = await main(args, new Cli(terminal, cwd, interrupted));
  return { code, stdout: output.text(), stderr: error.text() };
}

function remembering(columns: number | undefined) {
  let written = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += chunk;
      done();
    },
  });
  if (columns !== undefined) Object.assign(stream, { isTTY: true, columns });
  return { stream, text: () => written };
}
