const mistakes = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Whether an error is what a mistake of ours throws. Its stack is worth printing. */
export function isMistake(error: unknown): boolean {
  return mistakes.some((mistake) => error instanceof mistake);
}

/** The error with what a person can do about it: a state that somebody edited can make us fail like a mistake of our own. */
export function explained(error: unknown): unknown {
  if (isMistake(error) && error instanceof Error)
    error.message =
      `This is a fault of pulumi-flowroute, unless somebody edited the state: ${error.message}. Restore an edited state from a backup; ` +
      "otherwise report the fault with the stack that is printed for it.";
  return error;
}
