import type { NumberChange } from "../client";
import { compact } from "./compact";

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
