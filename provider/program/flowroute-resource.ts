import * as pulumi from "@pulumi/pulumi";
import { refuseKeysInClear, refuseUnknownSettings } from "./config";
import { declareOnce } from "./declare-once";
import { hiddenInputs } from "./hidden-inputs";
import { handlerOf, type ResourceKind, typeOf } from "./kinds";
import { settledInputs } from "./settled-inputs";

/** What the program's side has to know of a kind of resource. */
export interface Declares {
  readonly kind: ResourceKind;
  /** The input that says which thing of the account it is; no two resources of a program may have the same. */
  readonly identity: string;
  /** Outputs that are known only after the resource was made, by name. */
  readonly outputs: readonly string[];
}

/**
 * A dynamic resource whose handler is that short text. `pulumi.dynamic.Resource` would serialize the whole provider
 * with the TypeScript compiler for each resource, which is slow, large in state, and impossible for code that uses
 * zod or node-fetch.
 */
export abstract class FlowrouteResource extends pulumi.CustomResource {
  protected constructor(
    { kind, identity, outputs }: Declares,
    name: string,
    // From JavaScript they can be left out; the provider's check says then what is missing.
    args: pulumi.Inputs | null | undefined,
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    refuseUnknownSettings();
    refuseKeysInClear();
    // An output has to be named here, if only as undefined, for the SDK to make a property of it.
    const unset = Object.fromEntries(outputs.map((output) => [output, undefined]));
    const isRead = options?.id !== undefined;
    const inputs = isRead ? {} : withHidden(kind, name, declareOnce(kind, identity, name, args ?? {}), options);
    // `declared` repeats inputs, and the engine keeps only outputs secret that are named like a secret input.
    const secret = pulumi.mergeOptions(options, { additionalSecretOutputs: ["declared"] });
    super(typeOf(kind), name, { ...unset, ...inputs, __provider: handlerOf(kind) }, secret);
  }
}

function withHidden(
  kind: ResourceKind,
  name: string,
  inputs: pulumi.Inputs,
  options: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  return { ...settledInputs(inputs), ...hiddenInputs(typeOf(kind), name, inputs, options) };
}
