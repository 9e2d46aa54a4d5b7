/**
 * The same classes on the provider plugin, `pulumi-resource-flowroute`, which the project has to name (docs/languages.md). With them
 * `pulumi import` works, and programs in other languages can share their stacks. A stack moves from one entry to the other, and back,
 * in one `pulumi up` that writes nothing.
 */
import type * as pulumi from "@pulumi/pulumi";
import * as dynamic from "./index";
import { pluginTypeOf } from "./program/kinds";

export * from "./index";

/** A phone number on a Flowroute account, adopted when it is there and bought when it is not; on the plugin. */
export class PhoneNumber extends dynamic.PhoneNumber {
  static override readonly __pulumiType: string = pluginTypeOf("PhoneNumber");

  /** A number of the account to read from, without managing it. */
  static override get(
    name: string,
    number: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): PhoneNumber {
    return new PhoneNumber(name, {} as dynamic.PhoneNumberArgs, { ...options, id: number });
  }
}

/** Where the calls to a number of the account go; on the plugin. */
export class NumberRoutes extends dynamic.NumberRoutes {
  static override readonly __pulumiType: string = pluginTypeOf("NumberRoutes");

  /** A number's routes to read from, without managing them. */
  static override get(
    name: string,
    number: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): NumberRoutes {
    return new NumberRoutes(name, {} as dynamic.NumberRoutesArgs, { ...options, id: number });
  }
}

/** An inbound route of a Flowroute account; on the plugin. */
export class InboundRoute extends dynamic.InboundRoute {
  static override readonly __pulumiType: string = pluginTypeOf("InboundRoute");

  /** A route of the account to read from, without managing it. */
  static override get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): InboundRoute {
    return new InboundRoute(name, {} as dynamic.InboundRouteArgs, { ...options, id });
  }
}

/** Many numbers of the account that are treated alike, in one resource; on the plugin. */
export class NumberGroup extends dynamic.NumberGroup {
  static override readonly __pulumiType: string = pluginTypeOf("NumberGroup");
}

/**
 * A Flowroute account other than the one in the stack's configuration; on the plugin.
 *
 * The stack's `purchases`, `maxSetupCost`, `maxMonthlyCost`, `maxSpend` and `maxReleases` count where it says nothing else, as the
 * stack has them now. `onDelete` and `baseUrl` are its own alone, as are its keys.
 */
export class Provider extends dynamic.Provider {
  protected static override readonly package: string = "flowroute";
}
