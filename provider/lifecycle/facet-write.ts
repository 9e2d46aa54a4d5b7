import { type Facet, PartlyWritten, type Parts } from "./facet";
import { HalfDone, type Kept } from "./lifecycle";
import type { Session } from "./session";

/** Milliseconds before each further question after a write: it can take a moment to show (U-45). */
const PATIENCE = [500, 1500];

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
  let details = await session.account.find(number);
  const differing = () => {
    const now = details && facet.now(details);
    return facet.parts.filter((part) => now && now[part] !== wanted[part]);
  };
  for (const pause of PATIENCE) {
    if (differing().length === 0) return wanted;
    await session.pause(pause);
    details = await session.account.findNow(number);
  }
  if (!details || differing().length === 0) return wanted;
  const now = facet.now(details);
  for (const part of differing()) {
    const [accepted, still] = await facet.describe(session, [wanted[part], now[part]], details);
    session.say(
      `warning: ${number}: Flowroute accepted ${accepted} as ${part}, but still shows ${still}. The next \`pulumi up\` looks again`,
    );
  }
  return now;
}
