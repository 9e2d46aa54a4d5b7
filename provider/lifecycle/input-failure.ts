/** A random word, so that nothing a person writes begins with it. */
const MARK = "refused-c0b4b0a5-6a3f-4c0e-9d0a-2f9f3c1d7e58: ";

/**
 * What a program hands on in place of an input that there cannot be, for `check` to refuse with this reason. An error
 * thrown in the program would come too late where the program is a function of its host (Pulumi's Automation API): the
 * resource is never registered, and before the error is heard the engine deletes it as one that is not declared.
 */
export function refusal(reason: string): string {
  return MARK + reason;
}

/** The reason why there is no such input, if a value says so. */
export function reasonIn(value: unknown): string | undefined {
  return typeof value === "string" && value.startsWith(MARK) ? value.slice(MARK.length) : undefined;
}
