import type { OwnedNumber } from "../../client";
import { aliasToDeclare } from "../../lifecycle/attributes";
import { compact } from "../../lifecycle/compact";
import { type Routing, routingOf } from "../../lifecycle/routing/routing";
import type { Session } from "../../lifecycle/session";
import { spell } from "../../lifecycle/spelling";
import type { Group, Wish } from "./group";
import { absentFromAccount, findAll } from "./missing";

/** A group as the account has its numbers, and what it says of each. */
export interface Found {
  readonly group: Group;
  readonly details: ReadonlyMap<string, OwnedNumber>;
}

/**
 * The group of these numbers with the routes and aliases that they have. The routes that most of them have are shared; where a number has
 * none, none are, because a group cannot say that a number of it has no routes.
 * @param list numbers in any usual spelling, with commas between them
 */
export async function groupOf(session: Session, list: string): Promise<Found> {
  const numbers = [...new Set(list.split(",").map((text) => spell(text.trim()).number))];
  const details = await findAll(session, numbers);
  const missing = numbers.filter((number) => !details.has(number));
  if (missing.length > 0) throw new Error(absentFromAccount(missing));
  const routings = [...details.values()].map(routingOf);
  const shared = routings.every(({ primaryRoute }) => primaryRoute !== undefined) ? commonest(routings) : {};
  const own = [...details].map(([number, it]) => [number, wishOf(it, shared)] as const);
  return { group: { shared, numbers: new Map(own) }, details };
}

/** What a number has beside what is shared. A failover that it has not cannot be said where one is shared. */
function wishOf(details: OwnedNumber, shared: Routing): Wish {
  const { primaryRoute, failoverRoute } = routingOf(details);
  return compact({
    primaryRoute: primaryRoute === shared.primaryRoute ? undefined : primaryRoute,
    failoverRoute: failoverRoute === shared.failoverRoute ? undefined : failoverRoute,
    alias: aliasToDeclare(details),
  });
}

/** The commonest primary route; with a failover only where every number has one, and then the commonest. */
function commonest(routings: readonly Routing[]): Routing {
  const failovers = routings.map(({ failoverRoute }) => failoverRoute);
  const everyOne = failovers.every((it) => it !== undefined);
  return compact({
    primaryRoute: mostOf(routings.map(({ primaryRoute }) => primaryRoute)),
    failoverRoute: everyOne ? mostOf(failovers) : undefined,
  });
}

function mostOf(ids: readonly (string | undefined)[]): string | undefined {
  const counted = [...Map.groupBy(ids, (id) => id)].sort(([, one], [, other]) => other.length - one.length);
  return counted[0]?.[0];
}
