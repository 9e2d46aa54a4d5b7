import type { OwnedNumber } from "../../client";
import { HalfDone, type Kept } from "../../lifecycle/lifecycle";
import type { Session } from "../../lifecycle/session";
import { failureOf } from "./failure";
import { type Group, wishFor } from "./group";
import { absentFromAccount, look } from "./missing";
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
  /** What all its numbers cost, where not all are looked at. */
  readonly cost?: { readonly monthlyCost: number | undefined } | undefined;
}

/**
 * Writes what differs from the program, and nothing else. A number to be written that is not on the account stops all, before anything
 * is written.
 */
export async function bringGroupInLine(session: Session, group: Group, work: Work): Promise<Kept> {
  const { id, name, read, due, cost } = work;
  const { found, missing, failures: unread } = await look(session, read);
  const lacking = missing.filter((number) => due.has(number));
  if (lacking.length > 0) throw new Error(`${name}: ${absentFromAccount(lacking)}`);
  if (missing.length > 0)
    session.say(`${name}: ${notOnAccountAnyMore(missing)}. Run \`pulumi refresh\`, which takes them out of the state`);
  const wish = (number: string) => wishFor(group, number);
  const toWrite = new Map<string, OwnedNumber>([...found].filter(([number]) => due.has(number)));
  const written = await bringInLine(session, name, toWrite, wish);
  const { truth } = written;
  for (const [number, now] of await readBack(session, name, written.done, wish)) truth.set(number, now);
  const unsure = new Map([...unread].filter(([number]) => due.has(number)));
  const failures = new Map([...written.failures, ...unsure]);
  const kept = toKept(group, truth, cost ? cost.monthlyCost : costOf(found.values()), [...unsure.keys()]);
  if (failures.size + written.untried.length === 0) return kept;
  throw new HalfDone(id, kept, failureOf(name, group.numbers.size, { ...written, failures }));
}
