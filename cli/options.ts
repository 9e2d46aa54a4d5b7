import { InvalidArgumentError } from "commander";
import type { z } from "zod";

/** An option's argument as a schema has it; what is wrong with it is said before any request. */
export function by<Schema extends z.ZodType>(schema: () => Schema): (text: string) => z.output<Schema> {
  return (text) => {
    const result = schema().safeParse(text);
    if (result.success) return result.data;
    throw new InvalidArgumentError(`It ${result.error.issues[0]?.message}.`);
  };
}

/** An amount of US dollars. */
export function dollarsOf(text: string): number {
  if (!/^\$?\d+(\.\d+)?$/.test(text))
    throw new InvalidArgumentError("It must be an amount in US dollars, such as 1.50.");
  return Number(text.replace("$", ""));
}

/** A whole number from 1 to `most`. */
export function upTo(most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (value < 1 || value > most) throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
    return value;
  };
}
