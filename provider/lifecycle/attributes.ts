import type { NumberChange } from "../client";
import { compact } from "./compact";

/** The most characters that an alias may have in a program: the list filter takes no more, so a longer one could never be looked up again. */
export const LONGEST_ALIAS = 64;

/** An alias of the account as a program declares it; nothing where there is none, or one that no program may say. */
export function aliasToDeclare({ alias = "" }: NumberChange): string | undefined {
  const trimmed = alias.trim();
  return trimmed === "" || trimmed.length > LONGEST_ALIAS ? undefined : trimmed;
}

/** What must be written so that a number has every attribute wanted; empty when it has. */
export function changeOf(current: NumberChange, wanted: NumberChange): NumberChange {
  return compact<NumberChange>({
    // The account may take white space off, or have some that was typed in by hand.
    alias: (current.alias ?? "").trim() === wanted.alias?.trim() ? undefined : wanted.alias,
    cnamLookupsEnabled:
      current.cnamLookupsEnabled === wanted.cnamLookupsEnabled ? undefined : wanted.cnamLookupsEnabled,
    messagingEnabled:
      (current.messagingEnabled ?? false) === wanted.messagingEnabled ? undefined : wanted.messagingEnabled,
  });
}
