import { declaredTwice } from "../../lifecycle/urn";

/** Two resources of the program have one alias. */
export function twice(alias: string, ...urns: (string | undefined)[]): string {
  return (
    `${declaredTwice("InboundRoute", "alias", alias, ...urns)} A resource whose alias changes counts with its old one too, because the account ` +
    "knows its route by that: change the alias in a `pulumi up` of its own first."
  );
}

/** Every account has route 0, and no resource stands for it. */
export function registration(): Error {
  return new Error("Route 0 is the account's SIP registration, which every account has: use REGISTRATION_ROUTE.");
}

/** There is nothing to read or to import. */
export function absent(id: string): Error {
  return new Error(
    `There is no route ${id} on this account, so there is nothing to read. Check the id, and whose account the keys are of ` +
      "(flowroute:accessKey, or FLOWROUTE_ACCESS_KEY). getRoutes lists the routes it has.",
  );
}
