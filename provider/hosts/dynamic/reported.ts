import { isMistake } from "../mistakes";

/** A random word, so that nothing else is printed that begins with it. */
const MARK = "reported-2b1a7f0e-5f0d-4a55-8a53-0d6c3f4f9a51";

/**
 * The error as one that the engine alone reports. The SDK's provider process prints what a check, diff, read or delete
 * throws, together with its stack; people would read each message twice.
 */
export function forEngine(error: unknown): unknown {
  if (!(error instanceof Error) || isMistake(error)) return error;
  return Object.defineProperty(error, "toString", { value: () => MARK, configurable: true });
}

/** Keeps the console from printing those errors: the engine reports them. */
export function leaveToEngine(console: Pick<Console, "error">): void {
  const { error } = console;
  console.error = (...words: unknown[]) => {
    if (typeof words[0] !== "string" || !words[0].startsWith(MARK)) error.apply(console, words);
  };
}
