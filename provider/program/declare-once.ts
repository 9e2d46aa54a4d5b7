import * as pulumi from "@pulumi/pulumi";
import { refusal } from "../lifecycle/input-failure";
import { spell } from "../lifecycle/spelling";
import { tellProviders } from "./command";
import type { ResourceKind } from "./kinds";

/** Who declared what, for each program that this process runs: with Pulumi's Automation API it may run several. */
const programs = new WeakMap<object, Map<string, string>>();

/** Stands for the program outside of a stack, as in unit tests with mocks. */
const noStack = {};

/**
 * Passes on a resource's inputs, with a refusal in place of the number when another resource of the program has it:
 * two resources for one number would undo each other's work at every `up`, and one could release what the other keeps.
 */
export function declareOnce<Args extends { number?: pulumi.Input<string> | undefined }>(
  kind: ResourceKind,
  name: string,
  args: Args,
): Args {
  if (args.number === undefined) return args;
  const declared = declarations();
  const { number } = args;
  const checked =
    typeof number === "string"
      ? once(declared, kind, name, number)
      : pulumi.output(number).apply((it) => once(declared, kind, name, it));
  return { ...args, number: checked };
}

function once(declared: Map<string, string>, kind: ResourceKind, name: string, number: string): string {
  const id = canonical(number);
  const key = `${kind} ${id}`;
  tellProviders({ what: "declared", kind, id });
  const other = declared.get(key);
  if (other !== undefined)
    return refusal(`Two ${kind} resources, "${other}" and "${name}", declare the number ${number}. Keep one of them.`);
  declared.set(key, name);
  return number;
}

function declarations(): Map<string, string> {
  const program = pulumi.runtime.getStackResource() ?? noStack;
  const declared = programs.get(program) ?? new Map<string, string>();
  programs.set(program, declared);
  return declared;
}

/** Bad spelling is for `check` to report, with the property's name. */
function canonical(number: string): string {
  try {
    return spell(number).number;
  } catch {
    return number;
  }
}
