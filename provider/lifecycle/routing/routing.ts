import { FlowrouteError, type OwnedNumber } from "../../client";
import { PartlyWritten, type Parts } from "../facet";
import type { Session } from "../session";

/** The routes that a number has, in the order in which they are written. */
export const ROUTES = ["primaryRoute", "failoverRoute"] as const;

export type RouteName = (typeof ROUTES)[number];

/** Where a number's calls go, by route id; an absent failover means none. */
export type Routing = Parts<RouteName>;

/** A number's routing as the account has it. */
export function routingOf({ primaryRouteId, failoverRouteId }: OwnedNumber): Routing {
  return {
    ...(primaryRouteId === undefined ? {} : { primaryRoute: primaryRouteId }),
    ...(failoverRouteId === undefined ? {} : { failoverRoute: failoverRouteId }),
  };
}

/**
 * Writes what differs between two routings. The primary comes first and is replaced in one request, so that a number
 * without one gets it at once and a number with one is never without.
 * @throws FlowrouteError when nothing was written; PartlyWritten, with what is true now, when something was or may have been.
 */
export async function reroute(session: Session, number: string, current: Routing, wanted: Routing): Promise<void> {
  const { primaryRoute, failoverRoute } = wanted;
  let done = current;
  try {
    if (primaryRoute !== undefined && primaryRoute !== current.primaryRoute) {
      await session.client.numbers.setPrimaryRoute(number, primaryRoute);
      done = { ...done, primaryRoute };
    }
    if (failoverRoute !== current.failoverRoute) {
      if (failoverRoute === undefined) await session.client.numbers.removeFailoverRoute(number);
      else await session.client.numbers.setFailoverRoute(number, failoverRoute);
    }
  } catch (error) {
    const nothingHappened = done === current && error instanceof FlowrouteError && error.outcome === "refused";
    throw nothingHappened ? error : new PartlyWritten(await truth(session, number, done), error);
  } finally {
    session.account.forget(number);
  }
}

/** What the account says now, or what is known if it does not answer. */
async function truth(session: Session, number: string, known: Routing): Promise<Routing> {
  try {
    return routingOf(await session.account.freshDetails(number));
  } catch {
    return known;
  }
}
