import type { OwnedNumber } from "../../client";
import { changeOf } from "../../lifecycle/attributes";
import { PartlyWritten } from "../../lifecycle/facet";
import { type Routing, reroute, routingOf } from "../../lifecycle/routing/routing";
import type { Session } from "../../lifecycle/session";
import { differing, routesIn, type Truth, truthOf, type Wish } from "./group";
import { type Outcome, workThrough } from "./work-through";

/** What came of it for each number, and what is true of it now. */
export interface Written extends Outcome {
  readonly truth: Map<string, Truth>;
}

/** Writes what differs, number by number. */
export async function bringInLine(
  session: Session,
  name: string,
  found: ReadonlyMap<string, OwnedNumber>,
  wishFor: (number: string) => Wish,
): Promise<Written> {
  const truth = new Map([...found].map(([number, details]) => [number, truthOf(details)]));
  const due = [...truth].flatMap(([number, now]) => (differing(now, wishFor(number)).length > 0 ? [number] : []));
  const outcome = await workThrough(session, name, due, async (number) => {
    const { now, failure } = await write(session, found.get(number) as OwnedNumber, wishFor(number));
    truth.set(number, now);
    if (failure !== undefined) throw failure;
  });
  return { ...outcome, truth };
}

/** Where calls go comes first; the rest can wait. */
async function write(session: Session, details: OwnedNumber, wish: Wish): Promise<{ now: Truth; failure?: unknown }> {
  const { number } = details;
  let now = truthOf(details);
  try {
    const wanted = typeof wish.primaryRoute === "string" ? routesIn(wish) : routingOf(details);
    await reroute(session, number, routingOf(details), wanted);
    now = { ...now, primaryRoute: wanted.primaryRoute, failoverRoute: wanted.failoverRoute };
    const change = changeOf(details, wish);
    if (Object.keys(change).length > 0) {
      const { warning } = await session.client.numbers
        .update(number, change)
        .finally(() => session.account.forget(number));
      if (warning !== undefined) session.say(`warning: ${number}: ${warning}`);
      now = { ...now, ...change };
    }
    return { now };
  } catch (failure) {
    const parts = failure instanceof PartlyWritten ? (failure.parts as Routing) : now;
    return { now: { ...now, primaryRoute: parts.primaryRoute, failoverRoute: parts.failoverRoute }, failure };
  }
}
