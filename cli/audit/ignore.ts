import { like } from "../glob";
import { isRuleId, type RuleId } from "./rules";

/** What an `--ignore` leaves out. */
export interface Ignored {
  /** As it was given. */
  readonly text: string;
  /** The one rule that does not count there; by default none does. */
  readonly rule: RuleId | undefined;
  readonly fits: (name: string) => boolean;
}

/** Reads `12065550100`, `fax*`, or `no-failover:fax*`. */
export function ignoredOf(text: string): Ignored {
  const colon = text.indexOf(":");
  const prefix = text.slice(0, Math.max(0, colon));
  // An alias may have a colon in it too.
  if (!isRuleId(prefix)) return { text, rule: undefined, fits: like(text) };
  return { text, rule: prefix, fits: like(text.slice(colon + 1)) };
}

/** Whether one of the names of a thing is left out, for this rule. */
export function isIgnored(ignored: readonly Ignored[], rule: RuleId, names: readonly string[]): boolean {
  return ignored.some((it) => (it.rule === undefined || it.rule === rule) && fits(it, names));
}

export function fits(ignored: Ignored, names: readonly string[]): boolean {
  return names.some((name) => ignored.fits(name));
}
