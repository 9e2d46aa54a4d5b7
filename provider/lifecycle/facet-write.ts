import type { OwnedNumber } from "../client";
import { type Facet, PartlyWritten, type Parts } from "./facet";
import { HalfDone, type Kept } from "./lifecycle";
import { LATER, lookPatiently } from "./patience";
import type { Session } from "./session";

/**
 * Writes what differs, and gives back what the account shows then.
 * @throws HalfDone with what is true, when only a part was written
 */
export async function writeParts<Part extends string>(
  session: Session,
  facet: Facet<Part>,
  number: string,
  now: Parts<Part>,
  wanted: Parts<Part>,
  keptAs: (parts: Parts<Part>) => Kept,
): Promise<Parts<Part>> {
  try {
    await facet.write(session, number, now, wanted);
  } catch (error) {
    throw error instanceof PartlyWritten ? new HalfDone(number, keptAs(error.parts), error) : error;
  }
  try {
    return await shown(session, facet, number, wanted);
  } catch {
    // It was accepted; that it cannot be read back now is for the next refresh.
    return wanted;
  }
}

async function shown<Part extends string>(
  session: Session,
  facet: Facet<Part>,
  number: string,
  wanted: Parts<Part>,
): Promise<Parts<Part>> {
  const differing = (details: OwnedNumber) => facet.parts.filter((part) => facet.now(details)[part] !== wanted[part]);
  const isShown = (details: OwnedNumber) => differing(details).length === 0;
  const first = await session.account.find(number);
  if (!first || isShown(first)) return wanted;
  const details = await lookPatiently(session, LATER, () => session.account.findNow(number), isShown);
  if (!details || isShown(details)) return wanted;
  const now = facet.now(details);
  for (const part of differing(details)) {
    const [accepted, still] = await facet.describe(session, [wanted[part], now[part]], details);
    session.say(
      `warning: ${number}: Flowroute accepted ${accepted} as ${part}, but still shows ${still}. The next \`pulumi up\` looks again`,
    );
  }
  return now;
}
