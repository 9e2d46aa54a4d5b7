import type { OwnedNumber } from "../../client";
import { Contradiction } from "../../lifecycle/contradiction";
import { findOrGone } from "../../lifecycle/presence";
import type { Session } from "../../lifecycle/session";
import { Outlook } from "./outlook";
import { numbersIn } from "./words";

/** So many numbers that seem to be gone are each asked for again; of more, the account's whole list is the second opinion. */
const ONE_BY_ONE = 10;

/** Why a group cannot have these numbers. */
export function absentFromAccount(numbers: readonly string[]): string {
  return (
    `${numbersIn(numbers)} not on this account, and a group only adopts. Check the digits, and whose account the keys are of; buy a ` +
    "number with a PhoneNumber first. Nothing was written."
  );
}

/** What to do about numbers that the group had, and the account has no more. */
export const TAKE_OFF =
  "If somebody released what is not there, take it off the list; if not, look whose account the keys are of.";

/** Why a number of a group is not as declared that the group had, and the account has no more. */
export class LeftAccount extends Error {
  override readonly name = "LeftAccount";

  constructor() {
    super(`Not on this account any more. ${TAKE_OFF}`);
  }
}

/**
 * Looks again for numbers that a group had and that seem to be gone, because one 404 is not enough to take a number off a list.
 * @param all the group's numbers
 * @returns those that are there all the same; nothing when the account has no number of the group: its keys are another account's, in which
 * no other resource of the program must be made or bought either.
 * @throws Contradiction when Flowroute lists a number, and answers 404 for it twice.
 */
export async function lookAgain(
  session: Session,
  all: Iterable<string>,
  missing: readonly string[],
): Promise<Map<string, OwnedNumber> | undefined> {
  const { account } = session;
  account.numbers.forget();
  const listed = new Set(await account.numbers());
  if (![...all].some((number) => listed.has(number))) return undefined;
  const found = new Map<string, OwnedNumber>();
  const there = missing.filter((number) => listed.has(number));
  const asked = await Promise.all(there.map((number) => account.findNow(number)));
  for (const details of asked) if (details) found.set(details.number, details);
  const denied = there.filter((number) => !found.has(number));
  if (denied.length > 0) throw contradiction(denied);
  return found;
}

/**
 * The numbers' details; without those that are gone for sure.
 * @throws Contradiction when Flowroute says of a number both that it is there and that it is not.
 */
export async function findAll(session: Session, numbers: readonly string[]): Promise<Map<string, OwnedNumber>> {
  const found = new Map<string, OwnedNumber>();
  const asked = await Promise.all(numbers.map(async (number) => [number, await session.account.find(number)] as const));
  for (const [number, details] of asked) if (details) found.set(number, details);
  const missing = numbers.filter((number) => !found.has(number));
  if (missing.length > ONE_BY_ONE) await confirmGone(session, missing);
  else
    for (const number of missing) {
      const details = await findOrGone(session, number);
      if (details) found.set(number, details);
    }
  return found;
}

/** What the account says of numbers, which are missing, and why some could not be read. */
interface Seen {
  readonly found: Map<string, OwnedNumber>;
  readonly missing: string[];
  readonly failures: Map<string, unknown>;
}

/**
 * Looks at numbers; one that cannot be read does not stop the others.
 * @throws the failure where none can be read, or Flowroute answers nothing any more.
 */
export async function look(session: Session, numbers: readonly string[]): Promise<Seen> {
  const seen: Seen = { found: new Map(), missing: [], failures: new Map() };
  const outlook = new Outlook();
  const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
  stopped.catch(() => {});
  const lookAt = async (number: string) => {
    try {
      const details = await session.account.find(number);
      outlook.passed();
      if (details) seen.found.set(number, details);
      else seen.missing.push(number);
    } catch (failure) {
      seen.failures.set(number, failure);
      outlook.failed(failure);
      if (outlook.isHopeless || seen.failures.size === numbers.length) stop(failure);
    }
  };
  await Promise.race([Promise.all(numbers.map(lookAt)), stopped]);
  return seen;
}

async function confirmGone(session: Session, missing: readonly string[]): Promise<void> {
  session.account.numbers.forget();
  const listed = new Set(await session.account.numbers());
  const there = missing.filter((number) => listed.has(number));
  if (there.length > 0) throw contradiction(there);
}

function contradiction(there: readonly string[]): Contradiction {
  return new Contradiction(
    `Flowroute lists ${numbersIn(there, "on this account", "on this account")} but answers 404 when asked for ` +
      "them. Nothing was changed; try again in a while.",
  );
}
