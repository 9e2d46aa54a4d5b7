import { TYPES } from "../lifecycle/urn";
import type { ResourceKind } from "../resources/list";

export type { ResourceKind };

/**
 * The code that the provider process evaluates for a kind of resource. It goes into every stack's state and is what
 * `refresh` and `destroy` run, so it never changes once released.
 */
export function handlerOf(kind: ResourceKind): string {
  return `exports.handler = () => require("pulumi-flowroute/lifecycle").${kind};`;
}

/** `pulumi-nodejs:dynamic/flowroute:PhoneNumber`: the type in URNs and state, for good. */
export function typeOf(kind: ResourceKind): string {
  return `${TYPES.dynamic}${kind}`;
}

/** `flowroute:index:PhoneNumber`: the same of the plugin's, for good. */
export function pluginTypeOf(kind: ResourceKind): string {
  return `${TYPES.plugin}${kind}`;
}
