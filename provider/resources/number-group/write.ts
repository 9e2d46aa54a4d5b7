import pLimit from "p-limit";
import type { OwnedNumber } from "../../client";
import { changeOf } from "../../lifecycle/attributes";
import { PartlyWritten } from "../../lifecycle/facet";
import { type Routing, reroute, routingOf } from "../../lifecycle/routing/routing";
import type { Session } from "../../lifecycle/session";
import { differing, type Truth, truthOf, type Wish } from "./group";
import { Outlook } from "./outlook";
import { Progress } from "./progress";

/** Numbers that are worked on at a time. The client's own pace bounds the requests; this bounds what is begun when it has to stop. */
export const AT_A_TIME = 16;

/** What came of it for each number: what is true now, and why that is not what was wanted. */
export interface Written {
  /** Numbers that something was written to. */
  readonly written: string[];
  readonly truth: Map<string, Truth>;
  readonly failures: Map<string, unknown>;
  /** Numbers that were not tried any more, because all others failed. */
  readonly untried: string[];
}

/**
 * Writes what differs, number by number. What fails for one does not stop the others; but where Flowroute takes nothing at all, two
 * thousand numbers would each wait for their own end.
 */
export async function bringInLine(
  session: Session,
  name: string,
  found: ReadonlyMap<string, OwnedNumber>,
  wishFor: (number: string) => Wish,
): Promise<Written> {
  const truth = new Map([...found].map(([number, details]) => [number, truthOf(details)]));
  const failures = new Map<string, unknown>();
  const untried: string[] = [];
  const due = [...found].filter(([number, details]) => differing(truthOf(details), wishFor(number)).length > 0);
  const progress = new Progress(session, name, due.length);
  const limit = pLimit(AT_A_TIME);
  const outlook = new Outlook();
  const bring = async ([number, details]: (typeof due)[number]) => {
    if (outlook.isHopeless) return void untried.push(number);
    const { now, failure } = await write(session, details, wishFor(number));
    truth.set(number, now);
    if (failure === undefined) {
      outlook.passed();
      return progress.done();
    }
    failures.set(number, failure);
    outlook.failed(failure);
  };
  await Promise.all(due.map((it) => limit(() => bring(it))));
  const written = due.map(([number]) => number).filter((number) => !untried.includes(number));
  return { written, truth, failures, untried };
}

/** Where calls go comes first; the rest can wait. */
async function write(session: Session, details: OwnedNumber, wish: Wish): Promise<{ now: Truth; failure?: unknown }> {
  const { number } = details;
  let now = truthOf(details);
  try {
    const wanted = routingWanted(wish, details);
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

function routingWanted({ primaryRoute, failoverRoute }: Wish, details: OwnedNumber): Routing {
  if (typeof primaryRoute !== "string") return routingOf(details);
  return typeof failoverRoute === "string" ? { primaryRoute, failoverRoute } : { primaryRoute };
}
