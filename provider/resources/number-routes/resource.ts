import type * as pulumi from "@pulumi/pulumi";
import { type Declares, FlowrouteResource } from "../../program/flowroute-resource";
import { typeOf } from "../../program/kinds";
import { withRouteIds } from "../../program/route-id";
import { spelled } from "../../program/spelled";
import type { InboundRoute } from "../inbound-route/resource";

export { REGISTRATION_ROUTE } from "../../lifecycle/registration-route";

/**
 * An inbound route of the account: an `InboundRoute` of the program, its id (`"98396"`), or the alias it has on the account, which is
 * looked up.
 * `REGISTRATION_ROUTE` (`"0"`) is the account's SIP registration.
 */
export type RouteReference = string | { alias: pulumi.Input<string> } | InboundRoute;

/** Inputs of a `NumberRoutes`. */
export interface NumberRoutesArgs {
  /**
   * The number whose calls are routed, in any usual spelling; most often `phoneNumber.number`, or `phoneNumber.e164` for
   * one outside North America. Changing it makes a new resource first.
   */
  number: pulumi.Input<string>;
  /** Where calls go first. */
  primaryRoute: pulumi.Input<RouteReference>;
  /**
   * Where calls go when the primary does not answer; or, with weights in both routes' values, a share of the calls
   * (API section 8.3).
   * @default none: a failover that the account has is taken away
   */
  failoverRoute?: pulumi.Input<RouteReference>;
  /**
   * What happens to the number's routes when the resource is deleted: `"retain"` leaves them, so that calls go where
   * they went; `"detach"` takes away those that this resource declared and that are still there.
   * @default "retain", unless the stack setting `flowroute:onDelete` is `remove`
   */
  onDelete?: pulumi.Input<"retain" | "detach">;
}

const declares: Declares = {
  kind: "NumberRoutes",
  identity: "number",
  outputs: ["number", "primaryRoute", "failoverRoute"],
};

/**
 * Where the calls to a number of the account go: its primary and its failover route.
 *
 * Routes that are as declared are adopted without a write. A change writes the primary first and in one request, so
 * no call is ever without one. Two of them for one number are an error. (Pages "Specify Number Primary Voice Route",
 * "Specify Number Failover Voice Route" and "Remove Voice Route" of Flowroute's Numbers API v2.)
 *
 * @example
 * ```ts
 * import { InboundRoute, NumberRoutes, PhoneNumber } from "pulumi-flowroute";
 *
 * const line = new PhoneNumber("line", { number: "+1 206-555-0100", purchase: "forbid" });
 * const pbx = new InboundRoute("pbx", { alias: "pbx-main", host: "pbx.example.com" });
 * new NumberRoutes("line", { number: line.number, primaryRoute: pbx, failoverRoute: { alias: "mobile" } });
 * ```
 */
export class NumberRoutes extends FlowrouteResource {
  /** The type in URNs and state, by which typed policies know the class. */
  static override readonly __pulumiType: string = typeOf("NumberRoutes");

  /** The number in Flowroute's own form, digits with the country code: `12065550100`. Also the resource's id. */
  declare readonly number: pulumi.Output<string>;
  /** The number in E.164: `+12065550100`. */
  declare readonly e164: pulumi.Output<string>;
  /** Id of the route calls take first. */
  declare readonly primaryRoute: pulumi.Output<string | undefined>;
  /** Id of the route that takes over from it, if there is one. */
  declare readonly failoverRoute: pulumi.Output<string | undefined>;

  /**
   * Declares a number's routes.
   * @param name the resource's name in the stack
   * @param args the number and its routes
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: NumberRoutesArgs, options?: pulumi.CustomResourceOptions) {
    super(declares, name, withRouteIds(args ?? {}, options), options);
    Object.assign(this, spelled(this.number));
  }

  /**
   * A number's routes to read from, without managing them.
   * @param name the resource's name in the stack
   * @param number the number, in any usual spelling
   * @param options Pulumi's resource options
   */
  static get(name: string, number: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): NumberRoutes {
    // A read takes no inputs.
    return new NumberRoutes(name, {} as NumberRoutesArgs, { ...options, id: number });
  }
}
