import * as pulumi from "@pulumi/pulumi";

/** What stands for a route among inputs: the id of a resource, and anything else as it is. */
export function routeId(reference: pulumi.Input<unknown>): pulumi.Input<unknown> {
  if (pulumi.CustomResource.isInstance(reference)) return reference.id;
  // What is plainly there needs no output, which would cost every resource a wait.
  if (!pulumi.Output.isInstance(reference) && !(reference instanceof Promise)) return reference;
  return pulumi
    .output(reference)
    .apply((it): pulumi.Input<unknown> => (pulumi.CustomResource.isInstance(it) ? it.id : it));
}
