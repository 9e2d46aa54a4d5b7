import * as pulumi from "@pulumi/pulumi";
import { asOutput, isKnown, isOutput } from "./settled-inputs";

/** Inputs with ids in place of the resources that stand for routes. */
export function withRouteIds({ primaryRoute, failoverRoute, ...others }: pulumi.Inputs): pulumi.Inputs {
  return {
    ...others,
    ...(primaryRoute === undefined ? {} : { primaryRoute: routeId(primaryRoute) }),
    ...(failoverRoute === undefined ? {} : { failoverRoute: routeId(failoverRoute) }),
  };
}

function routeId(reference: pulumi.Input<unknown>): pulumi.Input<unknown> {
  if (pulumi.CustomResource.isInstance(reference)) return idOf(reference);
  // What is plainly there needs no output, which would cost every resource a wait.
  if (!isOutput(reference)) return reference;
  return asOutput(reference).apply(
    (it): pulumi.Input<unknown> => (pulumi.CustomResource.isInstance(it) ? idOf(it) : it),
  );
}

/** A route's id. In a preview that of a new one is not known; by its alias a plan can tell which route of the account it will adopt. */
function idOf(route: pulumi.CustomResource & { readonly alias?: pulumi.Output<unknown> }): pulumi.Input<unknown> {
  const { id, alias } = route;
  if (!pulumi.runtime.isDryRun() || alias === undefined) return id;
  const expected = alias.apply((it) => ({ alias: it, orNew: true }));
  return pulumi.output(isKnown(id).then((known): pulumi.Output<unknown> => (known ? id : expected)));
}
