const mistakes = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Whether an error is what a mistake of ours throws. Its stack is worth printing. */
export function isMistake(error: unknown): boolean {
  return mistakes.some((mistake) => error instanceof mistake);
}
