import { inShort, printable, type Route } from "../../provider/client";
import { firstTen } from "../../provider/lifecycle/first-ten";
import { nearest } from "../../provider/lifecycle/nearest";
import { REGISTRATION_ROUTE } from "../../provider/lifecycle/registration-route";
import { aliasOf } from "../../provider/lifecycle/route-alias";
import { named } from "../../provider/resources/inbound-route/find";
import { describeTarget } from "../../provider/resources/inbound-route/target";
import { UsageError } from "../exit";

/**
 * The route that a person means, by its alias or its id.
 * @throws UsageError when the account has no such route, or several: to guess would move calls to a wrong place
 */
export function whichRoute(routes: readonly Route[], given: string): Route {
  const text = printable(given.trim());
  const isMeant = (route: Route) =>
    route.id === text || aliasOf(route) === text || (route.id === REGISTRATION_ROUTE && text === "sip-reg");
  const [route, ...others] = routes.filter(isMeant);
  if (!route) throw new UsageError(noSuchRoute(text, routes));
  if (others.length === 0) return route;
  throw new UsageError(
    `"${inShort(text)}" stands for ${others.length + 1} routes of this account: ` +
      `${[route, ...others].map(inFull).join("; ")}. Give the id of the one you mean, or its alias where another route's alias is that id.`,
  );
}

/** A route in a message: `route 98396 (pbx-main), host pbx.example.com`. */
export function inFull(route: Pick<Route, "id" | "alias" | "routeType" | "value">): string {
  return `${named(route)}, ${inShort(describeTarget(route), 100)}`;
}

function noSuchRoute(text: string, routes: readonly Route[]): string {
  const near = nearest(text, routes.map(aliasOf)).slice(0, 5);
  const listed = routes.map((route) => `${route.id} (${inShort(aliasOf(route), 80)})`);
  const hint =
    near.length > 0
      ? `Near to it: ${near.map((it) => inShort(it, 80)).join(", ")}.`
      : `The account has ${firstTen(listed)}.`;
  return `No route of this account has the alias or id "${inShort(text)}". ${hint}`;
}
