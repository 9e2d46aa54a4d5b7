import type { Route } from "../../client";
import type { Failure } from "../../lifecycle/lifecycle";
import { ownNumberWarning } from "../../lifecycle/own-number";
import type { Session } from "../../lifecycle/session";
import { nameOf } from "../../lifecycle/urn";
import { findByAlias, named } from "./find";
import type { InboundRouteInputs } from "./inputs";
import { differences, type Wanted } from "./state";
import { describeTarget, targetOf } from "./target";
import { whoMoves } from "./users";

/** Reports what creating a route will do, before it is done. Only reads. */
export async function planNew(
  session: Session,
  inputs: InboundRouteInputs,
  unknown: ReadonlySet<string>,
  urn: string | undefined,
): Promise<Failure[]> {
  const { alias } = inputs;
  if (alias === undefined) {
    if (unknown.has("alias"))
      session.say(
        `InboundRoute ${nameOf(urn ?? "")}: cannot tell before alias is known whether a route is adopted or made`,
      );
    return [];
  }
  const target = unknown.has("weight") ? undefined : targetOf(inputs);
  try {
    const route = await session.lookUps.within(() => findByAlias(session, alias));
    if (!route) {
      session.say(
        `route ${alias} will be made, to ${target ? describeTarget(target) : "a place that is not known yet"}`,
      );
      if (target) await warnOfOwnNumber(session, alias, target);
      return [];
    }
    if (!target) {
      session.say(
        `${named(route)} is on the account and will be adopted; cannot tell what of it changes before that is known`,
      );
      return [];
    }
    const changes = await planChange(session, route, wantedNow(inputs, target));
    if (unknown.has("edgeStrategy"))
      session.say(`${named(route)}: cannot tell before edgeStrategy is known whether it changes`);
    else if (!changes) session.say(`${named(route)} is on the account and is adopted; nothing is written`);
    return [];
  } catch (error) {
    return session.lookUps.failed(error, `whether the account has a route ${alias}`, "alias");
  }
}

/**
 * Reports what of a route will change, and whose calls move.
 * @returns whether anything will
 */
export async function planChange(session: Session, route: Route, wanted: Wanted): Promise<boolean> {
  const changes = differences(route, wanted);
  if (changes.includes("alias")) session.say(`${named(route)}: alias will change to ${wanted.alias}`);
  if (changes.includes("edgeStrategy"))
    session.say(
      `${named(route)}: edge strategy will change from ${route.edgeStrategyId ?? "none"} to ${wanted.edgeStrategyId}`,
    );
  if (changes.includes("target")) {
    // Each read by itself: of thousands, all together take longer than a plan waits for one answer.
    const users = await session.account.numbersOn(route.id, (ask) => session.lookUps.within(ask));
    session.say(
      `${named(route)} will change from ${describeTarget(route)} to ${describeTarget(wanted)}; ${whoMoves(users)}`,
    );
    await warnOfOwnNumber(session, wanted.alias, wanted);
  }
  return changes.length > 0;
}

/** What is wanted as far as a plan knows it: an edge strategy that could not be looked up is not compared. */
function wantedNow(
  { alias = "", edgeStrategy }: InboundRouteInputs,
  target: Pick<Wanted, "routeType" | "value">,
): Wanted {
  return { alias, ...target, ...(typeof edgeStrategy === "number" ? { edgeStrategyId: edgeStrategy } : {}) };
}

async function warnOfOwnNumber(
  session: Session,
  alias: string,
  target: Pick<Wanted, "routeType" | "value">,
): Promise<void> {
  // A warning that cannot be made is none, and no reason to refuse anything.
  const warning = await session.lookUps.within(() => ownNumberWarning(session, target)).catch(() => undefined);
  if (warning !== undefined) session.say(`warning: route ${alias}: ${warning}`);
}
