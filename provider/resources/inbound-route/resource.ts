import type * as pulumi from "@pulumi/pulumi";
import { type Declares, FlowrouteResource } from "../../program/flowroute-resource";
import { typeOf } from "../../program/kinds";

/** A host, as the place where a route leads. */
export interface HostTarget {
  /**
   * Host name or IPv4 address of your equipment, `"pbx.example.com"`, with a port if need be (`"192.0.2.10:5060"`), and a transport
   * (`"pbx.example.com;transport=tls"`). Without a port Flowroute looks for DNS SRV records. (API section 9.2)
   */
  host: pulumi.Input<string>;
  uri?: never;
  number?: never;
}

/** A SIP URI, as the place where a route leads. */
export interface UriTarget {
  /** SIP URI: `"sip:alice@example.com"`, `"sips:desk@example.com:5061;transport=tls"`. (API section 9.2) */
  uri: pulumi.Input<string>;
  host?: never;
  number?: never;
}

/** A phone number, as the place where a route leads. */
export interface NumberTarget {
  /** A phone number outside the account, in any usual spelling: calls are sent on to it, at Flowroute's outbound rate. */
  number: pulumi.Input<string>;
  host?: never;
  uri?: never;
}

/** How a route is known, shared and given up. */
export interface InboundRouteSettings {
  /** The name that the account knows the route by, 1 to 255 characters; no other route of the account may have it. */
  alias: pulumi.Input<string>;
  /**
   * The route's share of the calls, a whole number from 0 to 1000, where both routes of a number have a weight: the calls are then
   * shared in that proportion, and the failover does not wait for the primary to fail. (API section 8.3)
   * @asType integer
   * @default none
   */
  weight?: pulumi.Input<number>;
  /**
   * The region that calls are sent from: the name of an edge strategy (`"US-East-VA"`; `getEdgeStrategies` lists them) or its id.
   * @asType integer
   * @default not managed: a new route has none, an adopted one keeps its own
   */
  edgeStrategy?: pulumi.Input<string | number>;
  /**
   * What happens to the route when the resource is deleted. By default a route that this resource made is deleted once no number
   * uses it, and one that it adopted stays. `"retain"` leaves either; `"remove"` deletes either, and is an error while a number
   * uses the route.
   * @default the stack setting `flowroute:onDelete`, and as said where it is not set
   */
  onDelete?: pulumi.Input<"retain" | "remove">;
}

/** Inputs of an `InboundRoute`: an alias, exactly one of `host`, `uri` and `number`, and settings. */
export type InboundRouteArgs = (HostTarget | UriTarget | NumberTarget) & InboundRouteSettings;

const declares: Declares = {
  kind: "InboundRoute",
  identity: "alias",
  outputs: ["alias", "routeType", "value", "edgeStrategyId", "edgeStrategyName", "created"],
};

/**
 * An inbound route of a Flowroute account: a place where calls can go, for any number of numbers to use.
 *
 * A route of this alias is adopted when the account has one, and made when it has none. A change is one request that edits the
 * route in place: the calls of every number on it follow, and a preview says how many. Nothing ever replaces a route. The resource's
 * id is the route's id on the account, which `NumberRoutes` takes; in TypeScript it takes the resource itself too. (Pages "Create an Inbound Route",
 * "Update Voice Route" and "Delete Route" of Flowroute's Routes API v2; API section 9)
 *
 * @example
 * ```ts
 * import { InboundRoute, NumberRoutes } from "pulumi-flowroute";
 *
 * const seattle = new InboundRoute("seattle", { alias: "pbx-seattle", host: "sea.pbx.example.com" });
 * new NumberRoutes("hotline", { number: "+1 206-555-0100", primaryRoute: seattle });
 * ```
 */
export class InboundRoute extends FlowrouteResource {
  /** The type in URNs and state, by which typed policies know the class. */
  static override readonly __pulumiType: string = typeOf("InboundRoute");

  /** The name that the account knows the route by. */
  declare readonly alias: pulumi.Output<string>;
  /** `host`, `uri`, `number`, or another kind Flowroute may add. */
  declare readonly routeType: pulumi.Output<string>;
  /** Where calls go, as Flowroute keeps it, the weight included: `pbx.example.com;weight=50`. */
  declare readonly value: pulumi.Output<string | undefined>;
  /**
   * Id of the edge strategy, if the route has one.
   * @asType integer
   */
  declare readonly edgeStrategyId: pulumi.Output<number | undefined>;
  /** Its name: `US-East-VA`. */
  declare readonly edgeStrategyName: pulumi.Output<string | undefined>;
  /** Whether this resource made the route; `false` for one that it adopted. */
  declare readonly created: pulumi.Output<boolean>;

  /**
   * Declares a route.
   * @param name the resource's name in the stack
   * @param args the route's alias and where it leads
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: InboundRouteArgs, options?: pulumi.CustomResourceOptions) {
    super(declares, name, args, options);
  }

  /**
   * A route of the account to read from, without managing it. `getRoute` finds one by alias.
   * @param name the resource's name in the stack
   * @param id the route's id: `"98396"`
   * @param options Pulumi's resource options
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): InboundRoute {
    // A read takes no inputs.
    return new InboundRoute(name, {} as InboundRouteArgs, { ...options, id });
  }
}
