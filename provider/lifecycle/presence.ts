import type { OwnedNumber } from "../client";
import { withPrefixAndSuffix } from "./search";
import type { Session } from "./session";

/** The account says both that it has a number and that it does not. */
export class Contradiction extends Error {
  override readonly name = "Contradiction";
}

/** Milliseconds before each question after a number: a write can take a moment to show (U-45). */
const PATIENCE = [0, 500, 1500];

/** The number's details if, after some patience, the account has it. */
export async function askPatiently(session: Session, number: string): Promise<OwnedNumber | undefined> {
  for (const patience of PATIENCE) {
    await session.pause(patience);
    const details = await session.account.findNow(number);
    if (details) return details;
  }
  return undefined;
}

/**
 * The number's details, or nothing when it is gone for sure. To take a number for gone is to lose it, or to buy another
 * in its place, so one 404 is not enough: it is asked for again, and then looked for in the account's list.
 * @throws Contradiction when details and list do not agree.
 */
export async function findOrGone(session: Session, number: string): Promise<OwnedNumber | undefined> {
  const details = (await session.account.find(number)) ?? (await askPatiently(session, number));
  if (details) return details;
  for await (const owned of session.client.numbers(withPrefixAndSuffix(number))) {
    if (owned.number !== number) continue;
    throw new Contradiction(
      `Flowroute lists ${number} on this account but answers 404 when asked for it. Nothing was changed; try again in a while.`,
    );
  }
  return undefined;
}
