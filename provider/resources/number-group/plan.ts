import type { OwnedNumber } from "../../client";
import type { Failure } from "../../lifecycle/lifecycle";
import { deleteRule } from "../../lifecycle/retention";
import type { Routing } from "../../lifecycle/routing/routing";
import { warnOfRoutes } from "../../lifecycle/routing/warnings";
import type { Session } from "../../lifecycle/session";
import { UNKNOWN } from "../../lifecycle/unknown";
import { changesOf, grouped } from "./changes";
import { hasRoutesToLose } from "./delete";
import { type Group, PROPERTIES, type Property, routesIn, truthOf, wishFor } from "./group";
import { absentFromAccount, lookAgain, TAKE_OFF } from "./missing";
import { asTheyAre, few, howMany, notOnAccountAnyMore } from "./words";

/** A group as a plan sees it. */
export interface Planned {
  readonly name: string;
  readonly group: Group;
  /** Properties of the group that are not known yet. */
  readonly unknown: ReadonlySet<string>;
  /** The same by number, of what stands beside it. */
  readonly unsure: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether some numbers themselves are not known yet. */
  readonly numbersUnknown: boolean;
}

/**
 * Reports what a new or changed group means for the account: how many numbers are adopted, and what changes, grouped. Numbers of
 * which the program says what it said before are not looked up.
 * @param due the others
 */
export async function planGroup(
  session: Session,
  planned: Planned,
  before: Group | undefined,
  due: readonly string[],
): Promise<Failure[]> {
  const { name, group, unknown, unsure, numbersUnknown } = planned;
  for (const property of unknown)
    if (property !== "numbers") session.say(`${name}: cannot tell what ${property} will change to before it is known`);
  if (numbersUnknown) session.say(`${name}: some of its numbers are not known yet`);
  else {
    if (unsure.size > 0)
      session.say(`${name}: cannot tell all that will change for ${few([...unsure.keys()])} before it is known`);
    reportLeaving(session, name, before, group);
  }
  return planNumbers(session, planned, due, (number) => !before?.numbers.has(number));
}

/** Reports what will change of these numbers. */
export async function planNumbers(
  session: Session,
  planned: Planned,
  numbers: readonly string[],
  isNew: (number: string) => boolean = () => false,
): Promise<Failure[]> {
  const { lookUps } = session;
  const { name, group } = planned;
  try {
    const found = new Map<string, OwnedNumber>();
    const look = async (number: string) => {
      const details = await lookUps.within(() => session.account.find(number));
      if (details) found.set(number, details);
    };
    await Promise.all(numbers.map(look));
    const missing = numbers.filter((number) => !found.has(number));
    const lacking = missing.filter(isNew);
    if (lacking.length > 0) return [{ property: "", reason: absentFromAccount(lacking) }];
    if (missing.length > 0) {
      const again = await lookUps.within(() => lookAgain(session, group.numbers.keys(), missing));
      if (!again) return [{ property: "", reason: absentFromAccount(missing) }];
      for (const [number, details] of again) found.set(number, details);
    }
    const gone = numbers.filter((number) => !found.has(number));
    // Two thousand others must not wait for one that left.
    if (gone.length > 0)
      session.say(
        `warning: ${name}: ${notOnAccountAnyMore(gone)}. \`pulumi up\` writes what is left to write, and then ends with an error. ${TAKE_OFF}`,
      );
    const adopted = numbers.filter(isNew);
    if (adopted.length > 0)
      session.say(
        `${name}: ${few(adopted)} ${adopted.length === 1 ? "is" : "are"} on the account and adopted; nothing is bought`,
      );
    const changes = [...found].flatMap(([number, details]) => {
      const wish = wishFor(group, number);
      // Without a primary route a failover would count as not managed.
      const isManaged = isOpen(planned, number, "primaryRoute");
      return changesOf(number, truthOf(details), isManaged ? { ...wish, primaryRoute: UNKNOWN } : wish);
    });
    // What is still a reference could not be looked up, and was warned of.
    const known = changes.filter(
      ({ number, property, to }) => typeof to !== "object" && !isOpen(planned, number, property),
    );
    const lines = await lookUps.within(() =>
      grouped(session, known, (property, from, to) =>
        [`${property} will change`, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(" "),
      ),
    );
    for (const line of lines) session.say(`${name}: ${line}`);
    const changed = new Set([...gone, ...changes.map(({ number }) => number)]);
    const mayChange = (number: string) =>
      changed.has(number) || PROPERTIES.some((property) => isOpen(planned, number, property));
    const asBefore = [...group.numbers.keys()].filter((number) => !mayChange(number)).length;
    if (known.length > 0 && asBefore > 0 && numbers.length === group.numbers.size)
      session.say(`${name}: ${asTheyAre(asBefore)}`);
    if (known.length > 0) await lookUps.within(() => warnOfEach(session, name, group)).catch(() => undefined);
    return [];
  } catch (error) {
    return lookUps.failed(error, `what of ${name}'s ${howMany(numbers)} changes`);
  }
}

/** Whether it is not known yet what a number will have there. */
function isOpen({ group, unknown, unsure }: Planned, number: string, property: Property): boolean {
  if (unsure.get(number)?.has(property)) return true;
  return unknown.has(property) && group.numbers.get(number)?.[property] === undefined;
}

/** Numbers that left the list, and whose routes go with that. */
export function detached(session: Session, before: Group, group: Group): string[] {
  if ([before, group].some(({ onDelete }) => deleteRule(session, onDelete, "detach") === "retain")) return [];
  return leaving(before, group).filter((number) => hasRoutesToLose(wishFor(before, number)));
}

function leaving(before: Group, group: Group): string[] {
  return [...before.numbers.keys()].filter((number) => !group.numbers.has(number));
}

function reportLeaving(session: Session, name: string, before: Group | undefined, group: Group): void {
  if (!before) return;
  const lose = detached(session, before, group);
  const stay = leaving(before, group).filter((number) => !lose.includes(number));
  const left = (numbers: readonly string[]) => (numbers.length === 1 ? "leaves the list" : "leave the list");
  if (stay.length > 0) session.say(`${name}: ${few(stay)} ${left(stay)}. On the account nothing changes`);
  if (lose.length > 0)
    session.say(
      `${name}: ${few(lose)} ${left(lose)}. Routes are taken away, unless another resource declares the number. Pulumi replaces the ` +
        "group for that, because it deletes after all other steps; no other number is touched",
    );
  const { maxReleases } = session.stack;
  if (lose.length > maxReleases)
    session.say(
      `warning: ${name}: those are more than flowroute:maxReleases (${maxReleases}) lets one command detach. If no other resource declares ` +
        "them, none is detached, and this ends with an error",
    );
}

/** Once for each pair of routes, not for each number. */
async function warnOfEach(session: Session, name: string, group: Group): Promise<void> {
  const pairs = new Map<string, Routing>();
  for (const number of group.numbers.keys()) {
    const wish = wishFor(group, number);
    if (typeof wish.primaryRoute !== "string" || typeof wish.failoverRoute === "object") continue;
    const pair = routesIn(wish);
    pairs.set(JSON.stringify(pair), pair);
  }
  for (const pair of pairs.values()) await warnOfRoutes(session, name, pair);
}
