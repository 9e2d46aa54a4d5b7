import type * as pulumi from "@pulumi/pulumi";
import { fromInput, toE164 } from "../lifecycle/spelling";

/**
 * A resource's number in one spelling, and with it `e164`. In a preview the number is the input, which can differ from the
 * account's form by a plus; and `e164`, which is no input, would not be known at all.
 */
export function spelled(output: pulumi.Output<string>): { number: pulumi.Output<string>; e164: pulumi.Output<string> } {
  // Under the mocks of a unit test there may be none.
  const number = output.apply((text: string | undefined) => text && fromInput(text)) as pulumi.Output<string>;
  return { number, e164: number.apply((text: string | undefined) => text && toE164(text)) as pulumi.Output<string> };
}
