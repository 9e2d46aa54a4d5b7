import { z } from "zod";
import type { Failure, Properties } from "../../lifecycle/lifecycle";
import { routeReference } from "../../lifecycle/routing/input";
import { phoneNumber, type Validated, type ValuesOf, validate } from "../../lifecycle/validate";

const shape = {
  number: phoneNumber,
  primaryRoute: routeReference,
  failoverRoute: routeReference,
  onDelete: z.enum(["retain", "detach"], 'must be "retain" or "detach"'),
};

/** Checked inputs of a NumberRoutes; `number` in Flowroute's own form. */
export type NumberRoutesInputs = ValuesOf<typeof shape>;

/** Validates a NumberRoutes' inputs, each on its own and together. */
export function validateNumberRoutes(inputs: Properties): Validated<NumberRoutesInputs> {
  const validated = validate(inputs, shape);
  const failures: Failure[] = [...validated.failures];
  if (!("number" in inputs)) {
    failures.push({ property: "number", reason: "is missing: give the number whose calls are routed" });
  }
  if (!("primaryRoute" in inputs)) {
    const why =
      "failoverRoute" in inputs
        ? "a failover only takes over from a primary"
        : "without a primary route a number rings nowhere";
    failures.push({ property: "primaryRoute", reason: `is missing: ${why}. "0" is the account's SIP registration` });
  }
  return { ...validated, failures };
}
