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
  return `pulumi-nodejs:dynamic/flowroute:${kind}`;
}

/** `flowroute:index:PhoneNumber`: the same of the plugin's, for good. */
export function pluginTypeOf(kind: ResourceKind): string {
  return `flowroute:index:${kind}`;
}

/** Whether a type is one of the plugin's. */
export function isOnPlugin(type: string): boolean {
  return type.startsWith("flowroute:index:");
}
