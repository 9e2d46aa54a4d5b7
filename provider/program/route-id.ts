import * as pulumi from "@pulumi/pulumi";
import { asOutput, isKnown, isOutput } from "./settled-inputs";

/**
 * Inputs with ids in place of the resources that stand for routes.
 * @param options those of the resource whose inputs they are
 */
export function withRouteIds(
  { primaryRoute, failoverRoute, ...others }: pulumi.Inputs,
  options: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  return {
    ...others,
    ...(primaryRoute === undefined ? {} : { primaryRoute: routeId(primaryRoute, options) }),
    ...(failoverRoute === undefined ? {} : { failoverRoute: routeId(failoverRoute, options) }),
  };
}

function routeId(reference: pulumi.Input<unknown>, options: Options): pulumi.Input<unknown> {
  if (pulumi.CustomResource.isInstance(reference)) return idOf(reference, options);
  // What is plainly there needs no output, which would cost every resource a wait.
  if (!isOutput(reference)) return reference;
  return asOutput(reference).apply(
    (it): pulumi.Input<unknown> => (pulumi.CustomResource.isInstance(it) ? idOf(it, options) : it),
  );
}

type Options = pulumi.CustomResourceOptions | undefined;

/** A route's id. In a preview that of a new one is not known; by its alias a plan can tell which route of the account it will adopt. */
function idOf(
  route: pulumi.CustomResource & { readonly alias?: pulumi.Output<unknown> },
  options: Options,
): pulumi.Input<unknown> {
  const { id, alias } = route;
  if (!pulumi.runtime.isDryRun() || alias === undefined || !haveOneProvider(route, options)) return id;
  const expected = alias.apply((it) => ({ alias: it, orNew: true }));
  return pulumi.output(isKnown(id).then((known): pulumi.Output<unknown> => (known ? id : expected)));
}

/** Another provider may be another account's, where the alias is that of another route. */
function haveOneProvider(route: pulumi.CustomResource, options: Options): boolean {
  // Not in the SDK's type declarations. A resource knows its provider by the package of its type, which is that of its host.
  const { __pulumiType: type } = route as unknown as { __pulumiType: string };
  return route.getProvider(type) === (options?.provider ?? options?.parent?.getProvider(type));
}
