import { inShort, type Route } from "../../client";
import { LATER, lookPatiently, NOW_AND_LATER } from "../../lifecycle/patience";
import { aliasOf, routesOfAlias } from "../../lifecycle/route-alias";
import type { Session } from "../../lifecycle/session";
import { UnclearInput } from "../../lifecycle/unclear-input";
import { describeTarget } from "./target";

/** The route of this id, or nothing when it is gone for sure: one list is not enough to take it out of a state. */
export async function findRoute(session: Session, id: string): Promise<Route | undefined> {
  const find = async () => (await session.account.routes()).find((route) => route.id === id);
  const findNow = () => {
    session.account.routes.forget();
    return find();
  };
  return (await find()) ?? lookPatiently(session, LATER, findNow);
}

/** The route that satisfies this as soon as the list shows it so, else as it is in the end. */
export function findShown(
  session: Session,
  id: string,
  isShown: (route: Route) => boolean,
): Promise<Route | undefined> {
  const findNow = async () => {
    session.account.routes.forget();
    return (await session.account.routes()).find((it) => it.id === id);
  };
  return lookPatiently(session, NOW_AND_LATER, findNow, isShown);
}

/**
 * The account's route of this alias, if it has one.
 * @throws UnclearInput when it has several
 */
export async function findByAlias(session: Session, alias: string): Promise<Route | undefined> {
  const [route, ...others] = routesOfAlias(await session.account.routes(), alias);
  if (!route || others.length === 0) return route;
  const named = [route, ...others].map((it) => `${it.id} (${describeTarget(it)})`);
  throw new UnclearInput(
    `${others.length + 1} routes of this account have the alias "${inShort(alias)}": ${named.join(", ")}. Give all but one of them ` +
      "another alias in Flowroute's portal, or declare another alias",
  );
}

/** The id of the route that a plan will adopt. Nothing where there is none; what could not be asked was reported by the check. */
export async function expectedRouteId(session: Session, alias: string): Promise<string | undefined> {
  const found = await session.lookUps.within(() => findByAlias(session, alias)).catch(() => undefined);
  return found?.id;
}

/** A route in a message: `98396 (pbx-main)`. */
export function named(route: Pick<Route, "id" | "alias">): string {
  return `route ${route.id} (${inShort(aliasOf(route), 80)})`;
}
