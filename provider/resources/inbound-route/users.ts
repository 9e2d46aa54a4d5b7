import type { NumbersOnRoute } from "../../lifecycle/account";
import { firstTen } from "../../lifecycle/first-ten";

/** How many numbers, and the first ten of them: `2 numbers (12065550100, 12065550101)`. */
export function count(numbers: readonly string[]): string {
  return `${numbers.length} ${numbers.length === 1 ? "number" : "numbers"} (${firstTen(numbers)})`;
}

/** Whose calls a change of the route moves. */
export function whoMoves({ primary, failover }: NumbersOnRoute): string {
  const parts = [
    ...(primary.length > 0 ? [`the calls of ${count(primary)} move with it`] : []),
    ...(failover.length > 0 ? [`it is the failover of ${count(failover)}`] : []),
  ];
  return parts.length === 0 ? "no number is on it" : parts.join("; ");
}

/** Who keeps a route from being deleted; nothing when no number does. */
export function usersOf({ primary, failover }: NumbersOnRoute): string | undefined {
  const users = [...new Set([...primary, ...failover])];
  return users.length === 0 ? undefined : `${count(users)} still ${users.length === 1 ? "uses" : "use"} it`;
}
