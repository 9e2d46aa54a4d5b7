import { z } from "zod";
import { judge } from "../lifecycle/judge";

/**
 * A function's arguments, judged before any request.
 * @throws Error naming the function and every argument that cannot be.
 */
export function judgeArgs<Shape extends z.ZodRawShape>(
  name: string,
  args: object,
  shape: Shape,
): { [Key in keyof Shape]?: z.output<Shape[Key]> } {
  const { values, failures } = judge({ ...args }, shape);
  if (failures.length === 0) return values;
  const complaints = failures.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
  throw new Error(`${name}: ${complaints}${complaints.endsWith("?") ? "" : "."}`);
}

/** How many items to return at most. */
export function takeUpTo(most: number) {
  const range = `must be a whole number from 1 to ${most}`;
  return z.int(range).min(1, range).max(most, range);
}
