import type { Terminal } from "./terminal";

/** How far a long piece of work is, on standard error, where that is a terminal. */
export class ProgressBar {
  #bar: { increment(): void; stop(): void } | undefined;

  constructor({ error: stream, showsProgress }: Terminal, what: string, total: number) {
    if (!showsProgress) return;
    // Loaded with the first bar.
    const { SingleBar } = require("cli-progress") as typeof import("cli-progress");
    const format = `${what} {bar} {value} of {total}, {eta_formatted} left`;
    const characters = { barCompleteChar: "=", barIncompleteChar: "-", barsize: 30 };
    // What it would do at Ctrl-C stays off, because work that must not be cut in half sees to that; and so does its switching off of
    // line wrap, which a killed command would leave off.
    const bar = new SingleBar({
      stream,
      format,
      ...characters,
      clearOnComplete: true,
      linewrap: true,
      gracefulExit: false,
    });
    bar.start(total, 0);
    this.#bar = bar;
  }

  step(): void {
    this.#bar?.increment();
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}
