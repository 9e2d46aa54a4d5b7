import { NOW_AND_LATER } from "../../provider/lifecycle/patience";
import type { Session } from "../../provider/lifecycle/session";
import { look } from "../../provider/resources/number-group/missing";
import type { Move } from "./undo-file";

/** What reading back showed of moves that Flowroute said are made. */
interface Confirmed {
  /** By number, that it is elsewhere all the same. */
  readonly stayed: ReadonlyMap<string, Error>;
  /** By number, why it could not be read. */
  readonly unread: ReadonlyMap<string, unknown>;
}

/**
 * Reads moved numbers back, many in one request: a proxy can answer a write with 200 and not pass it on, and people would believe that their
 * calls have moved. A write can take a moment to show, so what does not show is looked at again.
 */
export async function confirm(session: Session, moves: readonly Move[]): Promise<Confirmed> {
  let left = moves;
  const routes = new Map<string, string | undefined>();
  let unread: ReadonlyMap<string, unknown> = new Map();
  for (const pause of NOW_AND_LATER) {
    if (left.length === 0) break;
    await session.pause(pause);
    const numbers = left.map(({ number }) => number);
    for (const number of numbers) session.account.forget(number);
    const everyOne = (failure: unknown) => new Map(numbers.map((number) => [number, failure]));
    const { found, failures } = await look(session, numbers).catch((failure: unknown) => ({
      found: new Map<string, { primaryRouteId?: string | undefined }>(),
      failures: everyOne(failure),
    }));
    unread = failures;
    for (const [number, { primaryRouteId }] of found) routes.set(number, primaryRouteId);
    left = left.filter(({ number, after }) => routes.get(number) !== after);
    // What cannot be read now was tried for long enough.
    if (left.every(({ number }) => unread.has(number))) break;
  }
  const elsewhere = left.filter(({ number }) => !unread.has(number));
  return { unread, stayed: new Map(elsewhere.map(({ number }) => [number, new Error(whyNot(number, routes))])) };
}

function whyNot(number: string, routes: ReadonlyMap<string, string | undefined>): string {
  const route = routes.get(number);
  if (route !== undefined) return notBelieved(`the number is on route ${route}`);
  return notBelieved(
    routes.has(number) ? "the number has no primary route" : "the account does not have the number (404)",
  );
}

/** What is said of a write that had no effect. @param what what the account shows */
export function notBelieved(what: string): string {
  return (
    `the answer was that it is done, but ${what} when it is read back. If a proxy is between here and Flowroute, it may answer in its ` +
    "place: go around it, and run the command again."
  );
}
