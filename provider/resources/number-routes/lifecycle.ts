import type { Facet } from "../../lifecycle/facet";
import { FacetLifecycle } from "../../lifecycle/facet-lifecycle";
import type { Lifecycle } from "../../lifecycle/lifecycle";
import { detach } from "../../lifecycle/routing/detach";
import { expectingRoutes } from "../../lifecycle/routing/expected-route";
import { describeRoutes, resolveRoute } from "../../lifecycle/routing/route-reference";
import { ROUTES, type RouteName, reroute, routingOf } from "../../lifecycle/routing/routing";
import { warnOfRoutes } from "../../lifecycle/routing/warnings";
import type { Session } from "../../lifecycle/session";

/** Where a number's calls go, as something that the number has: `facet.ts` says what that means for every call. */
const routes: Facet<RouteName> = {
  kind: "NumberRoutes",
  removal: "detach",
  parts: ROUTES,
  possession: "its routes",
  needed: "so its calls cannot be routed",
  validate: (inputs) => (require("./inputs") as typeof import("./inputs")).validateNumberRoutes(inputs),
  now: routingOf,
  resolve: resolveRoute,
  describe: describeRoutes,
  write: reroute,
  remove: detach,
  warn: warnOfRoutes,
  retained: ({ primaryRoute = "none", failoverRoute = "none" }) =>
    `primary ${primaryRoute}, failover ${failoverRoute}: calls go where they went. ` +
    'To take them away with the resource, give it onDelete: "detach" first',
};

/** What the engine calls for every `NumberRoutes` resource. */
export const numberRoutes = (session: Session): Lifecycle =>
  expectingRoutes(session, new FacetLifecycle(session, routes));
