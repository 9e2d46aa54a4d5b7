import { isRuleId, type RuleId } from "./rules";

/** What an `--ignore` leaves out. */
export interface Ignored {
  /** As it was given. */
  readonly text: string;
  /** The one rule that does not count there; by default none does. */
  readonly rule: RuleId | undefined;
  readonly pattern: RegExp;
}

/** Reads `12065550100`, `fax*`, or `no-failover:fax*`. */
export function ignoredOf(text: string): Ignored {
  const colon = text.indexOf(":");
  const prefix = text.slice(0, Math.max(0, colon));
  // An alias may have a colon in it too.
  if (!isRuleId(prefix)) return { text, rule: undefined, pattern: patternOf(text) };
  return { text, rule: prefix, pattern: patternOf(text.slice(colon + 1)) };
}

/** Whether one of the names of a thing is left out, for this rule. */
export function isIgnored(ignored: readonly Ignored[], rule: RuleId, names: readonly string[]): boolean {
  return ignored.some((it) => (it.rule === undefined || it.rule === rule) && fits(it, names));
}

export function fits({ pattern }: Ignored, names: readonly string[]): boolean {
  return names.some((name) => pattern.test(name));
}

/** `*` is any text, `?` any one character, and the rest is itself, in capitals or not. */
function patternOf(glob: string): RegExp {
  const parts = glob.replace(/\*+/g, "*").split(/([*?])/);
  const source = parts.map((part) =>
    part === "*" ? ".*" : part === "?" ? "." : part.replace(/[.+^${}()|[\]\\]/g, "\\$&"),
  );
  return new RegExp(`^${source.join("")}$`, "isu");
}
