import { isDeepStrictEqual } from "node:util";
import type { FlowrouteClient } from "../../provider/client";
import { firstTen } from "../../provider/lifecycle/first-ten";
import { inOrder, type Snapshot } from "../account";

/**
 * Reads the lists once more, and says how they differ from what was read.
 * @returns a sentence, or nothing when the account is as it was
 */
export async function howItMoved(client: FlowrouteClient, before: Snapshot): Promise<string | undefined> {
  const [numbers, routes] = await Promise.all([
    Array.fromAsync(client.numbers.list()),
    Array.fromAsync(client.routes.list()),
  ]);
  const was = new Map(before.numbers.map((it) => [it.number, it]));
  const now = new Set(numbers.map(({ number }) => number));
  const came = numbers.filter(({ number }) => !was.has(number)).map(({ number }) => number);
  const went = [...was.keys()].filter((number) => !now.has(number));
  const other = numbers.filter(({ number, alias }) => was.has(number) && was.get(number)?.alias !== alias);
  const changes = [
    came.length > 0 && `new are ${firstTen(came)}`,
    went.length > 0 && `gone are ${firstTen(went)}`,
    other.length > 0 && `other aliases have ${firstTen(other.map(({ number }) => number))}`,
    !isDeepStrictEqual(inOrder(routes), before.routes) && "its routes changed",
  ].filter((it) => it !== false);
  return changes.length === 0 ? undefined : changes.join("; ");
}
