import type { Session } from "./session";

/** Milliseconds before each further look: a write can take a moment to show (U-45). */
export const LATER = [500, 1500];

/** The same where nothing was looked at yet. */
export const NOW_AND_LATER = [0, ...LATER];

/** What is found as soon as it is enough, else what is found in the end; undefined before the first look. */
export async function lookPatiently<T>(
  session: Session,
  pauses: readonly number[],
  look: () => Promise<T | undefined>,
  isEnough: (found: T) => boolean = () => true,
): Promise<T | undefined> {
  let found: T | undefined;
  for (const pause of pauses) {
    await session.pause(pause);
    found = await look();
    if (found !== undefined && isEnough(found)) return found;
  }
  return found;
}
