import * as pulumi from "@pulumi/pulumi";
import { refuseUnknownSettings } from "./config";
import { orRefusal } from "./orRefusal";

/** Resources that `pulumi-flowroute/lifecycle` has code for. */
export type ResourceKind = "PhoneNumber" | "NumberRoutes";

/**
 * The code that the provider process evaluates for a kind of resource. It goes into every stack's state and is what
 * `refresh` and `destroy` run, so it never changes once released (design section 4).
 */
export function handlerOf(kind: ResourceKind): string {
  return `exports.handler = () => require("pulumi-flowroute/lifecycle").${kind};`;
}

/**
 * A dynamic resource whose handler is that short text. `pulumi.dynamic.Resource` would serialize the whole provider
 * with the TypeScript compiler for each resource, which is slow, large in state, and impossible for code that uses
 * zod or node-fetch.
 */
export abstract class FlowrouteResource extends pulumi.CustomResource {
  protected constructor(
    kind: ResourceKind,
    name: string,
    inputs: pulumi.Inputs,
    outputs: readonly string[],
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    refuseUnknownSettings();
    // An output has to be named here, if only as undefined, for the SDK to make a property of it.
    const unset = Object.fromEntries(outputs.map((output) => [output, undefined]));
    // `declared` repeats inputs, and the engine keeps only outputs secret that are named like a secret input.
    const secret = pulumi.mergeOptions(options, { additionalSecretOutputs: ["declared"] });
    super(typeOf(kind), name, { ...unset, ...orRefusal(inputs), __provider: handlerOf(kind) }, secret);
  }
}

/** `pulumi-nodejs:dynamic/flowroute:PhoneNumber`: the type in URNs and state, for good. */
export function typeOf(kind: ResourceKind): string {
  return `pulumi-nodejs:dynamic/flowroute:${kind}`;
}
