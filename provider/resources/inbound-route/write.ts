import { FlowrouteError, ForbiddenError, InvalidError, type Route } from "../../client";
import type { Session } from "../../lifecycle/session";
import { findByAlias, findShown, named } from "./find";
import { asWanted, type Wanted } from "./state";
import { describeTarget, sameTarget } from "./target";

/** A route that is on the account now, and whether this resource made it. */
export interface Made {
  readonly route: Route;
  readonly created: boolean;
}

/**
 * Makes a route. When the answer is lost, or says that the alias is taken, the account is asked before anything is believed: a
 * second route would have the alias, or a route that is there would be in no state.
 */
export async function make(session: Session, wanted: Wanted): Promise<Made> {
  try {
    return { route: await session.client.routes.create(wanted), created: true };
  } catch (error) {
    session.account.routes.forget();
    const isTaken = error instanceof ForbiddenError;
    const isLost = error instanceof FlowrouteError && error.outcome === "unknown";
    if (!isTaken && !isLost) throw error;
    const route = await findByAlias(session, wanted.alias);
    if (!route) throw error;
    if (!(isLost ? sameTarget(route, wanted) : asWanted(route, wanted))) throw takenMeanwhile(route, error);
    session.say(
      isLost
        ? `${named(route)} was made: the answer was lost on the way, but the account has it`
        : `${named(route)} is on the account, though it was refused (${error.serverMessage}): it is adopted`,
    );
    return { route, created: isLost };
  } finally {
    session.account.routes.forget();
  }
}

/**
 * Changes a route in place: the numbers on it follow.
 * @returns the route as the account shows it
 * @throws Error when the account refuses; nothing has changed then
 */
export async function change(session: Session, route: Route, wanted: Wanted): Promise<Route> {
  let answered: Route | undefined;
  try {
    answered = await session.client.routes.update(route.id, wanted);
  } catch (error) {
    if (!(error instanceof FlowrouteError)) throw error;
    if (error.outcome !== "unknown") throw refused(route, wanted, error);
    const now = await findShown(session, route.id, (it) => asWanted(it, wanted));
    if (!now || !asWanted(now, wanted)) throw error;
    return now;
  } finally {
    session.account.routes.forget();
  }
  return (await shown(session, route.id, wanted)) ?? { ...answered, ...wanted };
}

/** What the list shows after a write that was accepted; warns when it shows something else. */
export async function shown(session: Session, id: string, wanted: Wanted): Promise<Route | undefined> {
  try {
    const route = await findShown(session, id, (it) => asWanted(it, wanted));
    if (route && !asWanted(route, wanted))
      session.say(
        `warning: Flowroute accepted ${describeTarget(wanted)} for ${named(route)}, but still shows ${describeTarget(route)}` +
          `${route.edgeStrategyId === undefined ? "" : `, edge strategy ${route.edgeStrategyId}`}. The next \`pulumi up\` looks again`,
      );
    return route;
  } catch {
    // It was accepted; that it cannot be read back now is for the next refresh.
    return undefined;
  }
}

function refused(route: Route, wanted: Wanted, error: FlowrouteError): Error {
  if (error instanceof ForbiddenError && route.alias !== wanted.alias)
    return new Error(
      `${named(route)} was not changed: Flowroute refused (${error.serverMessage}). Most likely another route has the alias ` +
        `${wanted.alias} already. Give that one another alias first, or choose another here.`,
      { cause: error },
    );
  if (error instanceof InvalidError && route.routeType !== wanted.routeType)
    return new Error(
      `${named(route)} was not changed and still leads to ${describeTarget(route)}: Flowroute refused to change its type from ` +
        `${route.routeType} to ${wanted.routeType} (${error.serverMessage}). Declare a second InboundRoute with another alias, ` +
        "give that one to the numbers, and then take this one out.",
      { cause: error },
    );
  return error;
}

function takenMeanwhile(route: Route, cause: unknown): Error {
  return new Error(
    `${named(route)} was made by somebody else a moment ago, and leads to ${describeTarget(route)}. Nothing was changed. Run ` +
      "`pulumi preview` to see what adopting it would change.",
    { cause },
  );
}
