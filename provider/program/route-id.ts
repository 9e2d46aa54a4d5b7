import * as pulumi from "@pulumi/pulumi";
import { asOutput, isOutput } from "./settled-inputs";

/** Inputs with ids in place of the resources that stand for routes. */
export function withRouteIds({ primaryRoute, failoverRoute, ...others }: pulumi.Inputs): pulumi.Inputs {
  return {
    ...others,
    ...(primaryRoute === undefined ? {} : { primaryRoute: routeId(primaryRoute) }),
    ...(failoverRoute === undefined ? {} : { failoverRoute: routeId(failoverRoute) }),
  };
}

function routeId(reference: pulumi.Input<unknown>): pulumi.Input<unknown> {
  if (pulumi.CustomResource.isInstance(reference)) return reference.id;
  // What is plainly there needs no output, which would cost every resource a wait.
  if (!isOutput(reference)) return reference;
  return asOutput(reference).apply((it): pulumi.Input<unknown> => (pulumi.CustomResource.isInstance(it) ? it.id : it));
}
