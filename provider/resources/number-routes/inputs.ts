import { z } from "zod";
import type { Failure, Properties } from "../../lifecycle/lifecycle";
import { type Judged, judge, phoneNumber } from "../../lifecycle/validate";

const howTo = 'must be a route id such as "98396", or { alias: "..." }; "0" is the account\'s SIP registration';

const routeReference = z.union(
  [
    z.string().regex(/^\d+$/, howTo),
    z.strictObject({ alias: z.string("must be the alias of a route").trim().min(1, "must not be empty") }),
  ],
  howTo,
);

const shape = {
  number: phoneNumber,
  primaryRoute: routeReference,
  failoverRoute: routeReference,
  onDelete: z.enum(["retain", "detach"], 'must be "retain" or "detach"'),
};

/** Checked inputs of a NumberRoutes; `number` in Flowroute's own form. */
export type NumberRoutesInputs = Judged<typeof shape>["values"];

/** Judges a NumberRoutes' inputs, each on its own and together. */
export function judgeNumberRoutes(news: Properties): Judged<typeof shape> {
  const judged = judge(news, shape);
  const failures: Failure[] = [...judged.failures];
  if (!("number" in news)) {
    failures.push({ property: "number", reason: "is missing: give the number whose calls are routed" });
  }
  if (!("primaryRoute" in news)) {
    const why =
      "failoverRoute" in news
        ? "a failover only takes over from a primary"
        : "without a primary route a number rings nowhere";
    failures.push({ property: "primaryRoute", reason: `is missing: ${why}. "0" is the account's SIP registration` });
  }
  return { ...judged, failures };
}
