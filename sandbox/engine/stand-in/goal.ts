import type { Properties } from "./provider-process";
import { makeUrn, nameOf, qualifiedType, STACK_TYPE, type StackName, typeOf } from "./urn";

/** Another name a resource may be known by in state: a URN, or how it differs from the resource's own. */
export type Alias =
  | string
  | { name: string; type: string; stack: string; project: string; parent: string; noParent: boolean };

/** What the program wants of one resource. */
export interface Goal {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  parent: string;
  inputs: Properties;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  /** Provider reference; empty for components, providers, and where the default provider is meant. */
  provider: string;
  /** The version of the package that the program asks for; empty when it leaves that open. */
  version: string;
  /** The id under which to import the resource, if the program says so. */
  importID: string;
  protect: boolean;
  retainOnDelete: boolean;
  /** Undefined when the program leaves it to the provider. */
  deleteBeforeReplace: boolean | undefined;
  ignoreChanges: string[];
  additionalSecretOutputs: string[];
  aliases: Alias[];
}

/** The goal of a custom resource without any options. */
export function plainGoal(urn: string, inputs: Properties): Goal {
  return {
    urn,
    type: typeOf(urn),
    name: nameOf(urn),
    custom: true,
    parent: "",
    inputs,
    dependencies: [],
    propertyDependencies: {},
    provider: "",
    version: "",
    importID: "",
    protect: false,
    retainOnDelete: false,
    deleteBeforeReplace: undefined,
    ignoreChanges: [],
    additionalSecretOutputs: [],
    aliases: [],
  };
}

/** The URNs under which the resource may be found in state. `renamed` has, by new URN, what was found so already. */
export function aliasUrns(goal: Goal, stack: StackName, renamed: ReadonlyMap<string, string>): string[] {
  const own = goal.aliases.map((alias) => aliasUrn(alias, goal, stack, renamed));
  const parentAlias = renamed.get(goal.parent);
  if (parentAlias === undefined) return own;
  // What a renamed parent was called shows in the child's URN, and by convention in the beginning of its name.
  const inherited = [goal.urn, ...own].map((urn) => {
    const [name, parentName] = [nameOf(urn), nameOf(goal.parent)];
    const oldName = name.startsWith(parentName) ? nameOf(parentAlias) + name.slice(parentName.length) : name;
    return makeUrn(stack, typeOf(urn), oldName, parentAlias);
  });
  return [...new Set([...own, ...inherited])];
}

function aliasUrn(alias: Alias, goal: Goal, own: StackName, renamed: ReadonlyMap<string, string>): string {
  if (typeof alias === "string") return alias;
  const parent = alias.parent ? (renamed.get(alias.parent) ?? alias.parent) : goal.parent;
  const rootless = alias.noParent || qualifiedType(parent) === STACK_TYPE;
  return makeUrn(
    { stack: alias.stack || own.stack, project: alias.project || own.project },
    alias.type || goal.type,
    alias.name || goal.name,
    rootless ? undefined : parent,
  );
}
