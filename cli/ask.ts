import { Interrupted } from "./exit";
import type { Terminal } from "./terminal";

/**
 * Asks a person whether to go on; the answer that changes nothing is chosen at first.
 * @throws Interrupted when the answer is Ctrl-C
 */
export async function confirm({ input, error: output }: Terminal, message: string): Promise<boolean> {
  // Loaded with the first question: most commands ask none.
  const { confirm, isCancel } = require("@clack/prompts") as typeof import("@clack/prompts");
  const answer = await confirm({ message, initialValue: false, input, output });
  if (isCancel(answer)) throw new Interrupted();
  return answer;
}
