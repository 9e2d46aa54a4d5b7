import * as pulumi from "@pulumi/pulumi";
import { refuseKeysInClear, refuseUnknownSettings } from "./config";
import { declareOnce } from "./declare-once";
import { hiddenInputs } from "./hidden-inputs";
import { handlerOf, type ResourceKind, typeOf } from "./kinds";
import { settledInputs } from "./settled-inputs";

/** What the program's side has to know of a kind of resource. */
export interface Declares {
  readonly kind: ResourceKind;
  /** The input that says which thing of the account it is; no two resources of a program may have the same. A group has many. */
  readonly identity?: string;
  /** Outputs that are known only after the resource was made, by name. */
  readonly outputs: readonly string[];
  /** Outputs that repeat inputs under another name, and which: they are secret when one of those is. */
  readonly repeats?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A dynamic resource whose handler is that short text. `pulumi.dynamic.Resource` would serialize the whole provider
 * with the TypeScript compiler for each resource, which is slow, large in state, and impossible for code that uses
 * zod or node-fetch.
 */
export abstract class FlowrouteResource extends pulumi.CustomResource {
  protected constructor(
    declares: Declares,
    name: string,
    // From JavaScript they can be left out; the provider's check says then what is missing.
    args: pulumi.Inputs | null | undefined,
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    const { kind, identity, outputs } = declares;
    refuseUnknownSettings();
    refuseKeysInClear();
    // An output has to be named here, if only as undefined, for the SDK to make a property of it.
    const unset = Object.fromEntries(outputs.map((output) => [output, undefined]));
    // `declared` repeats inputs, and the engine keeps only outputs secret that are named like a secret input.
    const secret = pulumi.mergeOptions(options, { additionalSecretOutputs: ["declared"] });
    const isRead = options?.id !== undefined;
    const declared = identity === undefined ? (args ?? {}) : declareOnce(kind, identity, name, args ?? {});
    const inputs = isRead ? {} : withHidden(declares, name, declared, secret);
    super(typeOf(kind), name, { ...unset, ...inputs, __provider: handlerOf(kind) }, secret);
  }
}

function withHidden(
  { kind, repeats = {} }: Declares,
  name: string,
  inputs: pulumi.Inputs,
  options: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  // Which inputs are secrets is known when the SDK has waited for all of them, and before it reads this list.
  const onSecrets = (properties: readonly string[]) => {
    for (const [output, repeated] of Object.entries(repeats))
      if (repeated.some((property) => properties.includes(property))) options.additionalSecretOutputs?.push(output);
  };
  return { ...settledInputs(inputs), ...hiddenInputs(typeOf(kind), name, inputs, options, onSecrets) };
}
