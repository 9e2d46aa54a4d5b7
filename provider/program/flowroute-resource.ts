import * as pulumi from "@pulumi/pulumi";
import { isOnPlugin, TYPES } from "../lifecycle/urn";
import { repeatedOutputs } from "../resources/repeated-outputs";
import { refuseKeysInClear, refuseUnknownSettings } from "./config";
import { shortStacks } from "./declaration-stack";
import { declareOnce } from "./declare-once";
import { formerly, hiddenInputs } from "./hidden-inputs";
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
    refuseOtherHost(type, name, options);
    // An output has to be named here, if only as undefined, for the SDK to make a property of it.
    const unset = Object.fromEntries(outputs.map((output) => [output, undefined]));
    const isRead = options?.id !== undefined;
    const declared = identity === undefined ? (args ?? {}) : declareOnce(kind, identity, name, args ?? {});
    const onPlugin = isOnPlugin(type);
    const hosted = pulumi.mergeOptions(options, onPlugin ? movedFromDynamic(kind) : movedFromPlugin(kind));
    const hidden = onPlugin
      ? formerly(type, name, options)
      : hiddenWithSecrets(kind, type, name, declared, options, hosted);
    const inputs = isRead ? {} : { ...settledInputs(declared), ...hidden };
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
function refuseOtherHost(type: string, name: string, { provider, parent }: pulumi.CustomResourceOptions = {}): void {
  const wanted = isOnPlugin(type) ? "flowroute" : "pulumi-nodejs";
  const passedOn = provider ?? (parent?.getProvider(type) === undefined ? ofOtherHost(parent, type) : undefined);
  // Not in the SDK's type declarations.
  const { pkg } = (passedOn ?? {}) as { pkg?: string };
  if (pkg === undefined || pkg === wanted) return;
  throw new pulumi.RunError(
    `${name} is a resource of ${isOnPlugin(type) ? "pulumi-flowroute/native" : "pulumi-flowroute"}, and its provider is one of ` +
      `${pkg}. Use the class Provider of the same entry.`,
  );
}

/** A stack moves between the hosts without a change: the plugin's classes take over what was dynamic. */
function movedFromDynamic(kind: ResourceKind): pulumi.CustomResourceOptions {
  return { aliases: [{ type: typeOf(kind) }] };
}

/** And back. `declared` repeats inputs, and the engine keeps only outputs secret that are named like a secret input. */
function movedFromPlugin(kind: ResourceKind): pulumi.CustomResourceOptions {
  return { aliases: [{ type: pluginTypeOf(kind) }], additionalSecretOutputs: ["declared"] };
}

/** The provider that a parent passes on to resources of our other host. */
function ofOtherHost(parent: pulumi.Resource | undefined, type: string): pulumi.ProviderResource | undefined {
  const { dynamic, plugin } = TYPES;
  return parent?.getProvider(isOnPlugin(type) ? `${dynamic}Provider` : `${plugin}Provider`);
}

function hiddenWithSecrets(
  kind: ResourceKind,
  type: string,
  name: string,
  inputs: pulumi.Inputs,
  given: pulumi.CustomResourceOptions | undefined,
  hosted: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  // Which inputs are secrets is known when the SDK has waited for all of them, and before it reads this list.
  const onSecrets = (properties: readonly string[]) => {
    for (const [output, repeated] of Object.entries(repeatedOutputs[kind] ?? {}))
      if (repeated.some((property) => properties.includes(property))) hosted.additionalSecretOutputs?.push(output);
  };
  return { ...hiddenInputs(type, name, inputs, given ?? {}, onSecrets) };
}
