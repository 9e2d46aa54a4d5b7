import * as pulumi from "@pulumi/pulumi";
import { isEventual } from "./eventual";
import { refusal } from "./lifecycle/refusal";

/**
 * Passes on inputs, with a refusal in place of one that fails while the program runs, such as a look-up that Flowroute
 * did not answer: the resource is then registered all the same, and refused.
 */
export function orRefusal(inputs: pulumi.Inputs): pulumi.Inputs {
  const orRefused = ([property, input]: [string, unknown]) => [
    property,
    // What is there already has not failed, and is most of it.
    isEventual(input) ? settled(property, input) : input,
  ];
  return Object.fromEntries(Object.entries(inputs).map(orRefused));
}

/** The input itself, not what it comes to: only that knows of its dependencies, its secrets, and what of it is unknown. */
async function settled(property: string, input: unknown): Promise<unknown> {
  try {
    // Not in the SDK's type declarations.
    await (pulumi.output(input) as unknown as { promise(): Promise<unknown> }).promise();
    return input;
  } catch (error) {
    return refusal(`${property} could not be found out: ${error instanceof Error ? error.message : error}`);
  }
}
