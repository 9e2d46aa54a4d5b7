import * as pulumi from "@pulumi/pulumi";
import type { InputsOf } from "../program/inputs-of";

export type { InputsOf };

/** Calls a function once its arguments are known; in a preview that does not know them, the result is unknown too. */
export function outputForm<Args, Result>(
  call: (args: Args) => Promise<Result>,
  args: InputsOf<Args>,
): pulumi.Output<Result> {
  return pulumi.output(args).apply((known) => call(known as Args)) as pulumi.Output<Result>;
}
