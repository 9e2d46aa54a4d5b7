import type { z } from "zod";
import type { Terminal } from "./terminal";

/** The option of every command that has something to say to programs. */
export const JSON_OPTION = ["--json", "print JSON; docs/schemas has its schema"] as const;

/** Prints what a command found for programs: in the form that docs/schemas promises, and never in another. */
export function printJson<Schema extends z.ZodType>(terminal: Terminal, schema: Schema, found: z.input<Schema>): void {
  terminal.print(JSON.stringify(schema.parse(found), undefined, 2));
}
