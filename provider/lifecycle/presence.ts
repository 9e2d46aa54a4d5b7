import type { OwnedNumber } from "../client";
import { Contradiction } from "./contradiction";
import { withPrefixAndSuffix } from "./criteria";
import { lookPatiently, NOW_AND_LATER } from "./patience";
import type { Session } from "./session";
import { numberOf } from "./spelling";

/** The number's details if, after some patience, the account has it. */
export function askPatiently(session: Session, number: string): Promise<OwnedNumber | undefined> {
  return lookPatiently(session, NOW_AND_LATER, () => session.account.findNow(number));
}

/**
 * The number's details, or nothing when it is gone for sure. To take a number for gone is to lose it, or to buy another
 * in its place, so one 404 is not enough: it is asked for again, and then looked for in the account's list.
 * @throws Contradiction when details and list do not agree.
 */
export async function findOrGone(session: Session, number: string): Promise<OwnedNumber | undefined> {
  const details = (await session.account.find(number)) ?? (await askPatiently(session, number));
  if (details) return details;
  for await (const owned of session.client.numbers.list(withPrefixAndSuffix(number))) {
    if (owned.number !== number) continue;
    throw new Contradiction(
      `Flowroute lists ${number} on this account but answers 404 when asked for it. Nothing was changed; try again in a while.`,
    );
  }
  return undefined;
}

/** The details of a number to import. */
export async function findForImport(session: Session, id: string): Promise<OwnedNumber> {
  const number = numberOf(id, undefined);
  const details = await findOrGone(session, number);
  if (!details) throw absent(number);
  return details;
}

/** The error of a program that reads, without managing it, a number that it cannot have. */
export function absent(number: string): Error {
  return new Error(
    `${number} is not on this account, so there is nothing to read. Check its digits, and whose account the keys are of ` +
      "(flowroute:accessKey, or FLOWROUTE_ACCESS_KEY).",
  );
}

/** Why nothing can be done to a number of the state that the account does not have. */
export function notOnAccount(number: string): string {
  return `${number} is in the stack's state but not on this account: somebody released it, or the keys are those of another account.`;
}
