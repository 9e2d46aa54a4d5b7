import type { Lifecycle } from "../lifecycle/lifecycle";
import type { Session } from "../lifecycle/session";
import { inboundRoute } from "./inbound-route/lifecycle";
import { numberGroup } from "./number-group/lifecycle";
import { numberRoutes } from "./number-routes/lifecycle";
import { phoneNumber } from "./phone-number/lifecycle";

/** THE list: every kind of resource, and its lifecycle on a session. Hosts, classes and tests read it. */
export const resources = {
  PhoneNumber: phoneNumber,
  NumberRoutes: numberRoutes,
  InboundRoute: inboundRoute,
  NumberGroup: numberGroup,
} satisfies Record<string, (session: Session) => Lifecycle>;

export type ResourceKind = keyof typeof resources;
