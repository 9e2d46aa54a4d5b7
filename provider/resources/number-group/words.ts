import { amount, counted } from "../../lifecycle/counted";
import { firstTen } from "../../lifecycle/first-ten";

/** Most numbers that an error names: it has to name each that a person must look after. */
const NAMED = 100;

/** `1 number`, `2,000 numbers`. */
export function howMany(numbers: readonly string[] | number): string {
  return counted(typeof numbers === "number" ? numbers : numbers.length, "number");
}

/** `1 number (12065550100)`, `2,000 numbers (the first ten and 1,990 more)`. */
export function few(numbers: readonly string[]): string {
  return `${howMany(numbers)} (${firstTen([...numbers].sort())})`;
}

/** `449 of its numbers stay as they are`. */
export function asTheyAre(count: number): string {
  return count === 1 ? "1 of its numbers stays as it is" : `${amount(count)} of its numbers stay as they are`;
}

/** `12065550100 is not on this account any more`. */
export function notOnAccountAnyMore(numbers: readonly string[]): string {
  return `${numbersIn(numbers)} not on this account any more`;
}

/** `12065550100 is`, `12065550100, 12065550101 are`: all of them, up to a hundred. */
export function numbersIn(numbers: readonly string[], is = "is", are = "are"): string {
  return `${named(numbers)} ${numbers.length === 1 ? is : are}`;
}

/** `12065550100, 12065550101`: all of them, up to a hundred. */
export function named(numbers: readonly string[]): string {
  const rest = numbers.length > NAMED ? ` and ${amount(numbers.length - NAMED)} more` : "";
  return `${[...numbers].sort().slice(0, NAMED).join(", ")}${rest}`;
}
