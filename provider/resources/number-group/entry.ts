import { spell } from "../../lifecycle/spelling";

/** An entry of a group's list, as far as its outputs need it. */
export interface Entry {
  readonly number: string;
  readonly alias?: string;
}

/** The one number of this alias, in E.164. */
export function numberNamed(entries: readonly Entry[], alias: string): string {
  const found = entries.filter((entry) => entry.alias === alias);
  const [one] = found;
  if (one && found.length === 1) return e164(one.number);
  const which = found.length === 0 ? "No number of this group has" : `${found.length} numbers of this group have`;
  throw new Error(`${which} the alias "${alias}".`);
}

/** What is no number is refused by the check; here it stays as it is. */
export function e164(number: unknown): string {
  try {
    return spell(String(number)).e164;
  } catch {
    return String(number);
  }
}
