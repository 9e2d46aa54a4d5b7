import type * as pulumi from "@pulumi/pulumi";
import { type Criteria, describe } from "../lifecycle/criteria";
import { noteForProviders } from "./command";
import { urnOf } from "./hidden-inputs";
import { isEventual } from "./settled-inputs";

/**
 * Lets the providers know of a resource with a `match`: what it looks for, and which number it has once that is known.
 * Of one that the command was told to leave out they would not know.
 */
export function noteMatch(
  resource: { readonly number: pulumi.Output<string> },
  type: string,
  name: string,
  match: unknown,
  options: pulumi.CustomResourceOptions | undefined,
): void {
  resource.number.apply((id) => noteForProviders({ what: "declared", kind: "PhoneNumber", id }));
  if (isEventual(match)) return;
  const tell = (urn: string) => noteForProviders({ what: "wanted", criteria: describe(match as Criteria), urn });
  const urn = urnOf(type, name, options?.parent);
  if (typeof urn === "string") tell(urn);
  else void urn.then(tell);
}
