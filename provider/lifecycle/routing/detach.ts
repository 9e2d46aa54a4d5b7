import { FlowrouteError, NotFoundError } from "../../client";
import { findOrGone } from "../presence";
import { REGISTRATION_ROUTE } from "../registration-route";
import { countGivenUp, uncountGivenUp } from "../release-brake";
import type { Session } from "../session";
import { describeRoutes } from "./route-reference";
import { type Routing, routingOf } from "./routing";

/**
 * Takes away from a number the routes that a resource declared, as far as they are still there; the failover first, so
 * that the primary is the last to go. A number that is gone has no routes to take away.
 */
export async function detach(session: Session, number: string, declared: Routing): Promise<void> {
  try {
    await takeAway(session, number, declared);
  } catch (error) {
    // Its PhoneNumber may have released it meanwhile, in this very command.
    if (!(error instanceof NotFoundError) || (await findOrGone(session, number))) throw error;
  }
}

async function takeAway(session: Session, number: string, declared: Routing): Promise<void> {
  // Not what a refresh saw a while ago: somebody may have given the number other routes since.
  const details = (await session.account.findNow(number)) ?? (await findOrGone(session, number));
  if (!details) return;
  const current = routingOf(details);
  const failover = declared.failoverRoute === current.failoverRoute ? declared.failoverRoute : undefined;
  const primary = declared.primaryRoute === current.primaryRoute ? declared.primaryRoute : undefined;
  // Route 0 is what a number without a route of its own has, so there is nothing to take away.
  const own = primary === REGISTRATION_ROUTE ? undefined : primary;
  // Detached already, by a command that was interrupted.
  if (current.primaryRoute === undefined && current.failoverRoute === undefined) return;
  if (failover === undefined && own === undefined) return session.say(`${number} has other routes now, which stay`);
  countGivenUp(session, number, "detached");
  const taken: string[] = [];
  try {
    if (failover !== undefined) {
      await session.client.numbers.removeFailoverRoute(number);
      taken.push(`failover ${await describeRoutes(session, [failover], details)}`);
    }
    if (own !== undefined) {
      await session.client.numbers.removePrimaryRoute(number);
      taken.push(`primary ${await describeRoutes(session, [own], details)}`);
    }
  } catch (error) {
    if (taken.length === 0 && error instanceof FlowrouteError && error.outcome === "refused")
      uncountGivenUp(session, number, "detached");
    throw error;
  } finally {
    session.account.forget(number);
  }
  session.say(`${number} was detached from ${taken.join(" and ")}`);
}
