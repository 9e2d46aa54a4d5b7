import type { Failure, Properties } from "../lifecycle/lifecycle";
import { withoutWeight } from "../lifecycle/route-weight";
import type { Session } from "../lifecycle/session";
import { spell } from "../lifecycle/spelling";
import { UNKNOWN } from "../lifecycle/unknown";

/** Properties that are secrets, and whose they are. */
export interface Secrets {
  /** The resource's name. */
  readonly of: string;
  readonly properties: readonly string[];
}

/** From now on, no line and no error shows what these properties hold. */
export function conceal(session: Session, properties: Properties, secrets: Secrets | undefined): void {
  // A state may have an input only as a part of what is declared.
  const declared = properties.declared as Properties | undefined;
  for (const property of secrets?.properties ?? [])
    for (const text of textsIn([properties[property] ?? targetsIn([properties.value, declared?.value])]))
      for (const each of [text, ...spellingsOf(property, text)])
        session.concealed.add(each, `the ${property} of ${secrets?.of}`);
}

/**
 * Failures as the engine may show them: of a property it quotes the value, which is not to be shown of a secret, and which it has not
 * of a part of a property.
 */
export function concealed(session: Session, failures: readonly Failure[], secrets: Secrets | undefined): Failure[] {
  return failures.map(({ property, reason }) => {
    const [whole = ""] = property.split(".");
    if (secrets?.properties.includes(whole)) return { property: "", reason: session.concealed.in(reason) };
    if (property === whole) return { property, reason: session.concealed.in(reason) };
    return { property: "", reason: session.concealed.in(`${property}: ${reason}`) };
  });
}

/** The error with its secrets taken out. */
export function hideIn(error: unknown, hide: (text: string) => string): unknown {
  if (!(error instanceof Error)) return error;
  error.message = hide(error.message);
  const { reasons } = error as { reasons?: string[] };
  if (reasons) Object.assign(error, { reasons: reasons.map(hide) });
  return error;
}

/** A number shows in Flowroute's form, however a program spells it. */
function spellingsOf(property: string, text: string): string[] {
  if (!property.startsWith("number")) return [];
  try {
    return [spell(text).number];
  } catch {
    // `check` refuses it.
    return [];
  }
}

/** The values of a route, and each without its weight: somebody may change that by hand. */
function targetsIn(values: unknown[]): string[] {
  return textsIn(values).flatMap((value) => [value, withoutWeight(value)]);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === UNKNOWN ? [] : [value, ...textsIn(recordIn(value))];
  if (typeof value !== "object" || value === null) return [];
  // The numbers of a group are the names of its entries.
  const numbers = Object.keys(value).filter((name) => /^\+?\d{7,}$/.test(name));
  return [...numbers, ...Object.values(value).flatMap(textsIn)];
}

/** A group's state has its numbers as one text. */
function recordIn(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
