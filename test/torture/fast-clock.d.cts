/** Back to real time, for the tests that follow in the same process. */
export function restore(): void;
