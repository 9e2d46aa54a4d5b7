import { FlowrouteError, ForbiddenError } from "../../client";
import type { Session } from "../../lifecycle/session";
import { named } from "./find";
import type { RouteState } from "./state";
import { usersOf } from "./users";

/**
 * Deletes a route that no number uses. One that a number uses stays, whatever was declared: its calls would go nowhere.
 * @param told whether the program or the stack says to delete it; then a route that has to stay is an error.
 */
export async function remove(session: Session, id: string, state: RouteState, told: boolean): Promise<void> {
  const route = { id, alias: state.alias };
  const stays = (users: string | undefined) => {
    const line = `${named(route)} stays on the account: ${users ?? "Flowroute says that a number still uses it"}`;
    if (told) throw new Error(`${line}. Point the numbers at another route first, or say onDelete: "retain".`);
    session.say(line);
  };
  const users = (await whoUses(session, id)) ?? (await whoUsesStill(session, id));
  if (users !== undefined) return stays(users);
  try {
    await session.client.routes.delete(id);
    session.say(`${named(route)} was deleted: no number used it`);
  } catch (error) {
    session.account.routes.forget();
    // A number was pointed at it meanwhile. Any other 403 is about what these keys may do.
    if (error instanceof ForbiddenError && /associated/i.test(error.serverMessage)) return stays(undefined);
    const isLost = error instanceof FlowrouteError && error.outcome === "unknown";
    if (!isLost || (await session.account.routes()).some((it) => it.id === id)) throw error;
    session.say(`${named(route)} was deleted: no number used it`);
  } finally {
    session.account.routes.forget();
  }
}

async function whoUses(session: Session, id: string): Promise<string | undefined> {
  return usersOf(await session.account.numbersOn(id));
}

/** One wrong 404 makes the account's list look empty, or a number of it look gone. So both are asked for again. */
function whoUsesStill(session: Session, id: string): Promise<string | undefined> {
  session.account.numbers.forget();
  return whoUses(session, id);
}
