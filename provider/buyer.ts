import * as pulumi from "@pulumi/pulumi";
import { typeOf } from "./dynamic";

/**
 * Passes on a PhoneNumber's inputs; where a number is to be bought for a `match`, with the resource's URN as `buyer`.
 * The provider process hears of no URNs, and has to know whose purchase it was that a killed command left unfinished.
 */
export function nameBuyer(
  name: string,
  args: { match?: unknown },
  options: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  const isRead = options?.id !== undefined;
  if (isRead || args.match === undefined) return { ...args };
  const urn = pulumi.createUrn(name, typeOf("PhoneNumber"), options?.parent);
  // A promise has no dependencies. An output would bring the parent, whose other children the resource would wait for.
  return { ...args, buyer: new Promise((resolve) => urn.apply(resolve)) };
}
