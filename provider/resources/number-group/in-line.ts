import type { OwnedNumber } from "../../client";
import { HalfDone, type Kept } from "../../lifecycle/lifecycle";
import type { Session } from "../../lifecycle/session";
import { failureOf } from "./failure";
import { type Group, wishFor } from "./group";
import { absentFromAccount, LeftAccount, look, lookAgain, TAKE_OFF } from "./missing";
import { readBack } from "./read-back";
import { costOf, toKept } from "./state";
import { notOnAccountAnyMore } from "./words";
import { bringInLine } from "./write";

/** What of a group is brought in line. */
interface Work {
  readonly id: string;
  /** The group's, in lines and errors. */
  readonly name: string;
  /** Numbers to look at. */
  readonly read: readonly string[];
  /** Those of them that may be written. */
  readonly due: ReadonlySet<string>;
  /** Numbers that the group had before. */
  readonly known: ReadonlyMap<string, unknown> | undefined;
  /** What all its numbers cost, where not all are looked at. */
  readonly cost?: { readonly monthlyCost: number | undefined } | undefined;
}

/**
 * Writes what differs from the program, and nothing else. A new number that is not on the account stops all, before anything is
 * written. One that the group had and that left the account stops only its own work: the others may be on their way to another site.
 */
export async function bringGroupInLine(session: Session, group: Group, work: Work): Promise<Kept> {
  const { id, name, read, due, known, cost } = work;
  const { found, missing, failures: unread } = await look(session, read);
  const wanted = missing.filter((number) => due.has(number));
  const lacking = wanted.filter((number) => !known?.has(number));
  if (lacking.length > 0) throw new Error(`${name}: ${absentFromAccount(lacking)}`);
  const notDue = missing.filter((number) => !due.has(number));
  if (notDue.length > 0) session.say(`warning: ${name}: ${notOnAccountAnyMore(notDue)}. ${TAKE_OFF}`);
  const absent = await stillAbsent(session, group, found, wanted);
  if (!absent) throw new Error(`${name}: ${absentFromAccount(missing)}`);
  const wish = (number: string) => wishFor(group, number);
  const toWrite = new Map<string, OwnedNumber>([...found].filter(([number]) => due.has(number)));
  const written = await bringInLine(session, name, toWrite, wish);
  const { truth } = written;
  const { shown, left } = await readBack(session, name, written.done, wish);
  for (const [number, now] of shown) truth.set(number, now);
  const unsure = new Map<string, unknown>([
    ...[...unread].filter(([number]) => due.has(number)),
    ...absent,
    ...left.map((number) => [number, new LeftAccount()] as const),
  ]);
  const failures = new Map([...written.failures, ...unsure]);
  const kept = toKept(group, truth, cost ? cost.monthlyCost : costOf(found.values()), [...unsure.keys()]);
  if (failures.size + written.untried.length === 0) return kept;
  throw new HalfDone(id, kept, failureOf(name, group.numbers.size, { ...written, failures }));
}

/**
 * Why numbers are not as declared that the group had, and that Flowroute has not now; those that are there all the same are found.
 * Nothing when the account has no number of the group.
 */
async function stillAbsent(
  session: Session,
  group: Group,
  found: Map<string, OwnedNumber>,
  missing: readonly string[],
): Promise<Map<string, unknown> | undefined> {
  if (missing.length === 0) return new Map();
  try {
    const again = await lookAgain(session, group.numbers.keys(), missing);
    if (!again) return undefined;
    for (const [number, details] of again) found.set(number, details);
    return new Map(missing.filter((number) => !again.has(number)).map((number) => [number, new LeftAccount()]));
  } catch (failure) {
    return new Map(missing.map((number) => [number, failure]));
  }
}
