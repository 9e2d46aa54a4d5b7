import * as pulumi from "@pulumi/pulumi";
import { isOnPlugin } from "../lifecycle/urn";
import { repeatedOutputs } from "../resources/repeated-outputs";
import { refuseKeysInClear, refuseUnknownSettings } from "./config";
import { shortStacks } from "./declaration-stack";
import { declareOnce } from "./declare-once";
import { formerly, type Hidden, hiddenInputs } from "./hidden-inputs";
import { handlerOf, pluginTypeOf, type ResourceKind, typeOf } from "./kinds";
import { settledInputs } from "./settled-inputs";

/** What the program's side has to know of a kind of resource. */
export interface Declares {
  readonly kind: ResourceKind;
  /** The input that says which thing of the account it is; no two resources of a program may have the same. A group has many. */
  readonly identity?: string;
  /** Outputs that are known only after the resource was made, by name. */
  readonly outputs: readonly string[];
}

/**
 * A resource of one of our hosts: a class says by its type which.
 *
 * On the dynamic host its handler is a short text. `pulumi.dynamic.Resource` would serialize the whole provider with the TypeScript
 * compiler for each resource, which is slow, large in state, and impossible for code that uses zod or node-fetch.
 */
export abstract class FlowrouteResource extends pulumi.CustomResource {
  /** The type in URNs and state, by which typed policies know the class. */
  declare static readonly __pulumiType: string;

  protected constructor(
    declares: Declares,
    name: string,
    // From JavaScript they can be left out; the provider's check says then what is missing.
    args: pulumi.Inputs | null | undefined,
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    const { kind, identity, outputs } = declares;
    const type = new.target.__pulumiType;
    refuseUnknownSettings();
    refuseKeysInClear();
    const onPlugin = isOnPlugin(type);
    const typeOnOther = onPlugin ? typeOf(kind) : pluginTypeOf(kind);
    refuseOtherHost(type, typeOnOther, name, options);
    // An output has to be named here, if only as undefined, for the SDK to make a property of it.
    const unset = Object.fromEntries(outputs.map((output) => [output, undefined]));
    const isRead = options?.id !== undefined;
    const declared = identity === undefined ? (args ?? {}) : declareOnce(kind, identity, name, args ?? {});
    // A stack moves between the hosts without a change, because each class takes over what was the other's.
    const aliases = [{ type: typeOnOther }];
    // `declared` repeats inputs, and the engine keeps only outputs secret that are named like a secret input.
    const always = onPlugin ? { aliases } : { aliases, additionalSecretOutputs: ["declared"] };
    const hosted = pulumi.mergeOptions(options, always);
    const hidden = () =>
      onPlugin ? formerly(type, name, options) : hiddenWithSecrets(kind, type, name, declared, options, hosted);
    // What is only read has no inputs.
    const inputs = isRead ? {} : { ...settledInputs(declared), ...hidden() };
    const handler = onPlugin ? {} : { __provider: handlerOf(kind) };
    const longAgain = shortStacks();
    try {
      super(type, name, { ...unset, ...inputs, ...handler }, hosted);
    } finally {
      longAgain();
    }
  }
}

/**
 * Given itself, the provider of another host fails with words that do not say what is wrong. Given to a component, it is passed over, and
 * what is below would be bought on the account of the stack's own keys.
 * @throws pulumi.RunError when a resource of one host is given a provider of the other
 */
function refuseOtherHost(
  type: string,
  typeOnOther: string,
  name: string,
  { provider, parent }: pulumi.CustomResourceOptions = {},
): void {
  const used = provider ?? parent?.getProvider(type) ?? parent?.getProvider(typeOnOther);
  // Not in the SDK's type declarations.
  const { pkg } = (used ?? {}) as { pkg?: string };
  if (pkg === undefined || pkg === (isOnPlugin(type) ? "flowroute" : "pulumi-nodejs")) return;
  throw new pulumi.RunError(
    `${name} is a resource of ${isOnPlugin(type) ? "pulumi-flowroute/native" : "pulumi-flowroute"}, and its provider is one of ` +
      `${pkg}. Use the class Provider of the same entry.`,
  );
}

function hiddenWithSecrets(
  kind: ResourceKind,
  type: string,
  name: string,
  inputs: pulumi.Inputs,
  given: pulumi.CustomResourceOptions | undefined,
  hosted: pulumi.CustomResourceOptions,
): Hidden {
  // Which inputs are secrets is known when the SDK has waited for all of them, and before it reads this list.
  const onSecrets = (properties: readonly string[]) => {
    for (const [output, repeated] of Object.entries(repeatedOutputs[kind] ?? {}))
      if (repeated.some((property) => properties.includes(property))) hosted.additionalSecretOutputs?.push(output);
  };
  return hiddenInputs(type, name, inputs, given ?? {}, onSecrets);
}
