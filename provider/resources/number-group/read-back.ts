import { LATER } from "../../lifecycle/patience";
import type { Session } from "../../lifecycle/session";
import { changesOf, grouped } from "./changes";
import { differing, type Truth, truthOf, type Wish } from "./group";

/** What the account shows of numbers that were written, and which of them left it meanwhile. */
interface Shown {
  readonly shown: Map<string, Truth>;
  readonly left: readonly string[];
}

/**
 * What the account shows of numbers that were written, many in one request. A write can take a moment to show (U-45), so what does
 * not show is looked at again.
 */
export async function readBack(
  session: Session,
  name: string,
  numbers: readonly string[],
  wishFor: (number: string) => Wish,
): Promise<Shown> {
  const shown = new Map<string, Truth>();
  try {
    let waiting = numbers;
    for (const pause of [0, ...LATER]) {
      if (waiting.length === 0) break;
      if (pause > 0) {
        await session.pause(pause);
        for (const number of waiting) session.account.forget(number);
      }
      const found = await Promise.all(waiting.map((number) => session.account.find(number)));
      for (const [index, details] of found.entries())
        if (details) shown.set(details.number, truthOf(details));
        else shown.delete(waiting[index] as string);
      waiting = waiting.filter((number) => !isAsWanted(shown.get(number), wishFor(number)));
    }
    const left = waiting.filter((number) => !shown.has(number));
    const changes = waiting.flatMap((number) => {
      const now = shown.get(number);
      return now ? changesOf(number, now, wishFor(number)) : [];
    });
    const lines = await grouped(session, changes, (property, is, wanted) =>
      wanted === undefined
        ? `Flowroute accepted ${property}, but does not show it yet`
        : `Flowroute accepted ${wanted} as ${property}, but still shows ${is}`,
    );
    for (const line of lines) session.say(`warning: ${name}: ${line}. The next \`pulumi up\` looks again`);
    return { shown, left };
  } catch {
    // It was accepted; that it cannot be read back now is for the next refresh.
    return { shown, left: [] };
  }
}

function isAsWanted(truth: Truth | undefined, wish: Wish): boolean {
  return truth !== undefined && differing(truth, wish).length === 0;
}
