import type * as pulumi from "@pulumi/pulumi";

/** Arguments where each may be another resource's output. */
export type InputsOf<Args> = { [Key in keyof Args]: pulumi.Input<Exclude<Args[Key], undefined>> };
