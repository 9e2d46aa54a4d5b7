import { Interrupted } from "./exit";
import type { Terminal } from "./terminal";

/** A choice among several. */
export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** Questions at a terminal, on standard error, so that what a command found can be piped. Ctrl-C at one ends the command. */
export class Prompts {
  readonly #streams: { input: Terminal["input"]; output: Terminal["error"] };

  constructor({ input, error: output }: Terminal) {
    this.#streams = { input, output };
  }

  /** One of several. */
  async select<Value extends string>(message: string, choices: readonly Choice<Value>[]): Promise<Value> {
    const { select } = clack();
    const options = choices.map(({ value, label, hint }) => ({ value: value as string, label, ...(hint && { hint }) }));
    return answered(await select({ message, options, ...this.#streams })) as Value;
  }

  /** A line of text. */
  async text(message: string, initialValue: string, wrong: (text: string) => string | undefined): Promise<string> {
    const validate = (value: string | undefined) => wrong(value ?? "");
    return answered(await clack().text({ message, initialValue, validate, ...this.#streams }));
  }

  /** Yes or no; no is what Enter alone says. */
  async confirm(message: string, initialValue = false): Promise<boolean> {
    return answered(await clack().confirm({ message, initialValue, ...this.#streams }));
  }
}

// Loaded with the first question: most commands ask none.
const clack = () => require("@clack/prompts") as typeof import("@clack/prompts");

function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (typeof answer === "symbol") throw new Interrupted();
  return answer as Exclude<Answer, symbol>;
}
