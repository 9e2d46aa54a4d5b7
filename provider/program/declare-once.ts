import * as pulumi from "@pulumi/pulumi";
import { keyOf } from "../lifecycle/declarations";
import { refusal } from "../lifecycle/input-failure";
import { spell } from "../lifecycle/spelling";
import { namedTwice } from "../lifecycle/urn";
import { noteForProviders } from "./command";
import type { ResourceKind } from "./kinds";
import { isEventual } from "./settled-inputs";

/** Who declared what, for each program that this process runs: with Pulumi's Automation API it may run several. */
const programs = new WeakMap<object, Map<string, string>>();

/** Stands for the program outside of a stack, as in unit tests with mocks. */
const noStack = {};

/**
 * Passes on a resource's inputs, with a refusal in place of its identity (a number, the alias of a route) when another resource
 * of the program has it: two resources for one thing would undo each other's work at every `up`, and one could release what
 * the other keeps.
 */
export function declareOnce(kind: ResourceKind, identity: string, name: string, args: pulumi.Inputs): pulumi.Inputs {
  const value = args[identity];
  if (value === undefined) return args;
  const declared = declarations();
  const once = (text: unknown) => (typeof text === "string" ? declare(declared, kind, identity, name, text) : text);
  return { ...args, [identity]: isEventual(value) ? pulumi.output(value).apply(once) : once(value) };
}

function declare(
  declared: Map<string, string>,
  kind: ResourceKind,
  identity: string,
  name: string,
  value: string,
): string {
  const id = canonical(identity, value);
  const key = `${kind} ${id}`;
  noteForProviders({ what: "declared", kind, id });
  // A number is on one account only. Other things have their names on each account anew, and which it is, only the provider knows.
  const other = identity === "number" ? declared.get(key) : undefined;
  if (other !== undefined) return refusal(namedTwice(kind, identity, value, other, name));
  declared.set(key, name);
  return value;
}

function declarations(): Map<string, string> {
  const program = pulumi.runtime.getStackResource() ?? noStack;
  const declared = programs.get(program) ?? new Map<string, string>();
  programs.set(program, declared);
  return declared;
}

/** Bad spelling is for `check` to report, with the property's name. */
function canonical(identity: string, value: string): string {
  if (identity !== "number") return keyOf(identity, value);
  try {
    return spell(value).number;
  } catch {
    return value;
  }
}
