import * as pulumi from "@pulumi/pulumi";
import { refusal } from "../lifecycle/input-failure";

/** What is not in the SDK's type declarations of an output. */
interface Settling<T> {
  promise(): Promise<T>;
  readonly isSecret: Promise<boolean>;
  readonly isKnown: Promise<boolean>;
}

/** What an output comes to. */
export function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
  return settling<T>(output).promise();
}

/** Whether a value is only to come as a whole. */
export function isOutput(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** A value as an output, whatever it comes to. */
export function asOutput(value: unknown): pulumi.Output<unknown> {
  return pulumi.output(value) as unknown as pulumi.Output<unknown>;
}

/** Whether a value, or any part of it, is only to come: an output, which may be a secret, or a promise. */
export function isEventual(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (isOutput(value)) return true;
  return Object.values(value).some(isEventual);
}

/**
 * Passes on inputs, with a refusal in place of one that fails while the program runs, such as a look-up that Flowroute
 * did not answer: the resource is then registered all the same, and refused. What is there already has not failed, and is
 * most of it.
 */
export function settledInputs(inputs: pulumi.Inputs): pulumi.Inputs {
  const settle = ([property, input]: [string, unknown]) => [
    property,
    isEventual(input) ? settled(property, input) : input,
  ];
  return Object.fromEntries(Object.entries(inputs).map(settle));
}

/** Names of the inputs that are secrets; nothing when all are plainly there. */
export function secretsAmong(inputs: pulumi.Inputs): Promise<string[]> | undefined {
  const eventual = Object.entries(inputs).filter(([, input]) => isEventual(input));
  if (eventual.length === 0) return undefined;
  const found = eventual.map(async ([property, input]) => ((await isSecret(input)) ? [property] : []));
  return Promise.all(found).then((names) => names.flat());
}

/** Returns the original output, not its value: only the output carries dependencies, secretness and unknowns. */
async function settled(property: string, input: unknown): Promise<unknown> {
  try {
    await settling(input).promise();
    return input;
  } catch (error) {
    return refusal(`${property} could not be found out: ${error instanceof Error ? error.message : error}`);
  }
}

/** Whether an input is a secret. One that fails is none, and is refused elsewhere. */
export async function isSecret(input: unknown): Promise<boolean> {
  try {
    return await settling(input).isSecret;
  } catch {
    return false;
  }
}

/** Whether what an output comes to is known in this preview. */
export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return settling(output).isKnown;
}

function settling<T>(input: unknown): Settling<T> {
  return pulumi.output(input) as unknown as Settling<T>;
}
