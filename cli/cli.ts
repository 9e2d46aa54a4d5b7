import { EXIT, type ExitCode } from "./exit";
import type { Terminal } from "./terminal";

/** What every command is given. */
export class Cli {
  /** What a command that ended without an error ends with. */
  exitCode: ExitCode = EXIT.done;
  #critical = 0;

  /**
   * @param terminal where it prints
   * @param cwd the folder that relative paths are in
   * @param interrupted aborted by Ctrl-C
   */
  constructor(
    readonly terminal: Terminal,
    readonly cwd: string,
    readonly interrupted: AbortSignal,
  ) {}

  get env(): NodeJS.ProcessEnv {
    return this.terminal.env;
  }

  /** Whether work is under way that watches `interrupted` by itself, because a stop at any point would leave it half done. */
  get critical(): boolean {
    return this.#critical > 0;
  }

  /** Work that Ctrl-C does not cut off: it sees the signal, and ends where it can go on later. */
  async critically<T>(work: () => Promise<T>): Promise<T> {
    this.#critical += 1;
    try {
      return await work();
    } finally {
      this.#critical -= 1;
    }
  }
}
