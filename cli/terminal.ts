import type { Readable, Writable } from "node:stream";
import { styleText } from "node:util";

/** A stream that may be a terminal. */
export type Out = Writable & { isTTY?: boolean; columns?: number };

/** Names of colours and weights, as `util.styleText` has them. */
export type Style = Parameters<typeof styleText>[0];

const CLEAR_LINE = "\r\u001b[K";

/**
 * Where a command prints. What it found goes to standard output, so that it can be piped; what it is doing goes to standard
 * error, and only where that is a terminal. Colours follow `NO_COLOR` and `FORCE_COLOR`.
 *
 * What is printed must be printable already: text of the account is, from the client, and what comes from files has to be made so
 * where it is read.
 */
export class Terminal {
  #progress = false;

  constructor(
    readonly input: Readable & { isTTY?: boolean },
    readonly output: Out,
    readonly error: Out,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Whether a person is there to be asked. */
  get interactive(): boolean {
    return Boolean(this.input.isTTY && this.error.isTTY);
  }

  /** Columns of the output, where it is a terminal. */
  get width(): number | undefined {
    return this.output.isTTY ? this.output.columns : undefined;
  }

  /** Whether a line can be written over. */
  get showsProgress(): boolean {
    return Boolean(this.error.isTTY) && this.env.TERM !== "dumb";
  }

  /** A line of what the command found. */
  print(line = ""): void {
    this.#endProgress();
    this.output.write(`${line}\n`);
  }

  /** A line about what the command does, or what is wrong. */
  note(line: string): void {
    this.#endProgress();
    this.error.write(`${line}\n`);
  }

  /** What the command is doing, on one line that the next one takes the place of. */
  progress(line: string): void {
    if (!this.showsProgress) return;
    const columns = this.error.columns ?? 80;
    this.error.write(CLEAR_LINE + line.slice(0, columns - 1));
    this.#progress = true;
  }

  /** Text in a style, where the output shows styles. */
  style(style: Style, text: string): string {
    return this.#colours(this.output) ? styleText(style, text, { validateStream: false }) : text;
  }

  /** The same for what goes to standard error. */
  styleNote(style: Style, text: string): string {
    return this.#colours(this.error) ? styleText(style, text, { validateStream: false }) : text;
  }

  #colours(stream: Out): boolean {
    const { NO_COLOR, FORCE_COLOR, TERM } = this.env;
    if (NO_COLOR) return false;
    if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
    return Boolean(stream.isTTY) && TERM !== "dumb";
  }

  #endProgress(): void {
    if (this.#progress) this.error.write(CLEAR_LINE);
    this.#progress = false;
  }
}
