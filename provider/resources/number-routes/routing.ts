import { FlowrouteError, type OwnedNumber } from "../../client";
import type { Session } from "../../lifecycle/session";

/** Where a number's calls go, by route id; an absent failover means none. */
export interface Routing {
  readonly primaryRoute?: string;
  readonly failoverRoute?: string;
}

/** What a program asks for: always with a primary. */
export type WantedRouting = Routing & { readonly primaryRoute: string };

/** The routes of a routing, in the order they are written. */
export const ROUTES = ["primaryRoute", "failoverRoute"] as const satisfies readonly (keyof Routing)[];

/** Whether calls go the same way. */
export function sameRouting(one: Routing, other: Routing): boolean {
  return ROUTES.every((route) => one[route] === other[route]);
}

/** A number's routing as the account has it. */
export function routingOf({ primaryRouteId, failoverRouteId }: OwnedNumber): Routing {
  return {
    ...(primaryRouteId === undefined ? {} : { primaryRoute: primaryRouteId }),
    ...(failoverRouteId === undefined ? {} : { failoverRoute: failoverRouteId }),
  };
}

/** Some routes were written, or may have been, and others not. */
export class RoutingHalfDone extends Error {
  override readonly name = "RoutingHalfDone";

  constructor(
    readonly routing: Routing,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * Writes what differs between two routings. The primary comes first and is replaced in one request, so that a number
 * without one gets it at once and a number with one is never without.
 * @throws FlowrouteError when nothing was written; RoutingHalfDone, with what is true now, when something was or may have been.
 */
export async function reroute(
  session: Session,
  number: string,
  current: Routing,
  wanted: WantedRouting,
): Promise<void> {
  const samePrimary = current.primaryRoute === wanted.primaryRoute;
  const sameFailover = current.failoverRoute === wanted.failoverRoute;
  if (samePrimary && sameFailover) return;
  let done = current;
  try {
    if (!samePrimary) {
      await session.client.setPrimaryRoute(number, wanted.primaryRoute);
      done = { ...done, primaryRoute: wanted.primaryRoute };
    }
    if (!sameFailover) {
      if (wanted.failoverRoute === undefined) await session.client.removeFailoverRoute(number);
      else await session.client.setFailoverRoute(number, wanted.failoverRoute);
    }
  } catch (error) {
    const nothingHappened = done === current && error instanceof FlowrouteError && error.outcome === "refused";
    throw nothingHappened ? error : new RoutingHalfDone(await truth(session, number, done), error);
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
