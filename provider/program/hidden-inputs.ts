import * as pulumi from "@pulumi/pulumi";
import { keysInClear } from "./keys-in-clear";
import { promiseOf, secretsAmong } from "./settled-inputs";

// Not in the SDK's type declarations: what it computes aliases with, those of the parent included.
const { allAliases } = pulumi as unknown as {
  allAliases(
    aliases: Aliases,
    name: string,
    type: string,
    parent: Relative,
    parentName: string,
  ): pulumi.Output<string>[];
};

/** What the resource classes add to a program's inputs, for a provider process that is given neither URNs nor secretness. */
export interface Hidden {
  readonly __urn: string | Promise<string>;
  readonly __formerly?: Promise<string[]>;
  readonly __secret?: Promise<{ of: string; properties: string[] } | undefined>;
  readonly __refused?: Promise<string | undefined>;
}

/** A resource's hidden inputs. Their names begin with two underscores, so that no plan shows them. */
export function hiddenInputs(
  type: string,
  name: string,
  inputs: pulumi.Inputs,
  options: pulumi.CustomResourceOptions,
  onSecrets: (properties: readonly string[]) => void,
): Hidden {
  const secrets = secretsAmong(inputs);
  const refused = keysInClear(options.provider);
  return {
    __urn: urnOf(type, name, options.parent),
    ...formerly(type, name, options),
    ...(refused && { __refused: refused }),
    ...(secrets && {
      __secret: secrets.then((properties) => {
        onSecrets(properties);
        return properties.length === 0 ? undefined : { of: name, properties };
      }),
    }),
  };
}

/** Other URNs that the resource may have in the state, which no host is given by the engine. */
export function formerly(
  type: string,
  name: string,
  options: pulumi.CustomResourceOptions = {},
): Pick<Hidden, "__formerly"> {
  const urns = formerUrns(type, name, options);
  return urns === undefined ? {} : { __formerly: urns };
}

/** The URN that the engine will give the resource. */
export function urnOf(type: string, name: string, parent: pulumi.Resource | undefined): string | Promise<string> {
  if (!parent) return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`;
  // A promise has no dependencies. An output would bring the parent, whose other children the resource would wait for.
  return promiseOf(pulumi.createUrn(name, type, parent));
}

/** A purchase that a killed command left behind is known by one of them. */
function formerUrns(
  type: string,
  name: string,
  { aliases = [], parent }: pulumi.CustomResourceOptions,
): Promise<string[]> | undefined {
  const urns = aliasUrns(aliases, name, type, parent as Relative | undefined);
  return urns.length === 0 ? undefined : Promise.all(urns.map(promiseOf));
}

type Aliases = pulumi.Input<string | pulumi.Alias>[];

/** What is not in the SDK's type declarations of a resource. */
interface Relative extends pulumi.Resource {
  readonly __name?: string;
  readonly __pulumiType?: string;
  readonly __aliases?: pulumi.Output<string>[];
  readonly __parentResource?: Relative;
}

function aliasUrns(
  aliases: Aliases,
  name: string,
  type: string,
  parent: Relative | undefined = pulumi.runtime.getStackResource(),
): pulumi.Output<string>[] {
  return parent ? allAliases(aliases, name, type, withInherited(parent), parent.__name ?? "") : [];
}

/** The parent with the aliases that it has through its own parents too. */
function withInherited(parent: Relative): Relative {
  const { __aliases = [], __name = "", __pulumiType = "", __parentResource } = parent;
  if (!__parentResource) return parent;
  const value = aliasUrns(__aliases, __name, __pulumiType, __parentResource);
  return Object.create(parent, { __aliases: { value } }) as Relative;
}
