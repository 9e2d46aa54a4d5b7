import type { Facet, Parts, Wishes } from "./facet";
import type { Failure } from "./lifecycle";
import type { Session } from "./session";
import { nameOf } from "./urn";

/** Reports what a facet will change on its number: the engine's own plan only shows what is declared. */
export async function planParts<Part extends string>(
  session: Session,
  facet: Facet<Part>,
  number: string,
  wanted: Wishes<Part>,
  unknown: ReadonlySet<string>,
): Promise<Failure[]> {
  const { lookUps } = session;
  try {
    const details = await lookUps.within(() => session.account.find(number));
    // A number that is not there yet is for a PhoneNumber of the program to bring.
    if (!details) return [];
    const current = facet.now(details);
    let changes = false;
    for (const part of facet.parts) {
      const [now, then] = [current[part], wanted[part]];
      // What is still a reference could not be looked up, and was warned of.
      if (now === then || typeof then === "object" || unknown.has(part)) continue;
      changes = true;
      const [before, after] = await lookUps.within(() => facet.describe(session, [now, then], details));
      session.say(`${number}: ${part} will change from ${before} to ${after}`);
    }
    // A warning that cannot be made is none, and no reason to refuse anything.
    if (changes)
      await lookUps.within(async () => facet.warn?.(session, number, knownParts(facet, wanted))).catch(() => undefined);
    return [];
  } catch (error) {
    return lookUps.failed(error, `which of ${facet.possession.replace("its", `${number}'s`)} change`);
  }
}

/** Without references that could not be looked up. */
function knownParts<Part extends string>({ parts }: Facet<Part>, wanted: Wishes<Part>): Parts<Part> {
  return Object.fromEntries(parts.map((part) => [part, wanted[part]]).filter(([, id]) => typeof id === "string"));
}

/** Reports what cannot be known before the program knows it itself. Sends no request. */
export function planUnknown<Part extends string>(
  session: Session,
  { kind, parts, possession }: Facet<Part>,
  urn: string | undefined,
  wanted: Wishes<Part>,
  unknown: ReadonlySet<string>,
): void {
  const { number } = wanted;
  if (number !== undefined) {
    for (const part of parts)
      if (unknown.has(part)) session.say(`${number}: cannot tell what ${part} will change to before it is known`);
  } else if (unknown.has("number")) {
    const wishes = parts.map((part) => `${part} ${unknown.has(part) ? "is not known yet" : wishOf(wanted[part])}`);
    session.say(
      `${kind} ${nameOf(urn ?? "")}: cannot tell before number is known whether ${possession.replace("its", "the number's")} ` +
        `change; wanted are ${wishes.join(", ")}`,
    );
  }
}

function wishOf(input: unknown): string {
  if (typeof input === "object" && input !== null) return Object.values(input).join(" ");
  return input === undefined ? "none" : String(input);
}
