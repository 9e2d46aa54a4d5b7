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
  /** Questions by their words, in the order in which they come, and what the person presses at each. */
  readonly answers?: readonly (readonly [question: string, keys: string])[];
  /** What happens on the account while the person thinks about a question. */
  readonly meanwhile?: () => void;
}

/** Where programs find the account, as a shell's environment says it. */
export function keysFor({ url, accessKey, secretKey }: Simulator): Record<string, string> {
  return { FLOWROUTE_BASE_URL: url, FLOWROUTE_ACCESS_KEY: accessKey, FLOWROUTE_SECRET_KEY: secretKey };
}

/** Runs `pulumi-flowroute` in this process: the same code, real HTTP, and streams that remember. */
export async function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<CommandRun> {
  const { simulator, terminal: columns, cwd = process.cwd() } = options;
  const open = [...(options.answers ?? [])];
  const answerWhenAsked = (written: string) => {
    const [question, keys] = open[0] ?? [];
    if (question === undefined || !written.includes(question)) return;
    open.shift();
    options.meanwhile?.();
    // When the question stands there, and not while it is still written.
    setImmediate(() => input.push(keys));
  };
  const [output, error] = [remembering(columns), remembering(columns, answerWhenAsked)];
  const env = { PATH: process.env.PATH, ...(simulator && keysFor(simulator)), ...options.env };
  const typed = options.answers ? new Readable({ read() {} }) : Readable.from([options.input ?? []].flat());
  const input = Object.assign(typed, {
    isTTY: columns !== undefined,
    setRawMode: () => {},
  });
  const terminal = new Terminal(input, output.stream, error.stream, env);
  const interrupted = options.interrupted ?? new AbortController().signal;
  const code = await main(args, new Cli(terminal, cwd, interrupted));
  return { code, stdout: output.text(), stderr: error.text() };
}

function remembering(columns: number | undefined, onWrite: (written: string) => void = () => {}) {
  let written = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += chunk;
      onWrite(written);
      done();
    },
  });
  if (columns !== undefined) Object.assign(stream, { isTTY: true, columns });
  return { stream, text: () => written };
}
