import { z } from "zod";

const howTo = 'must be a route id such as "98396", or { alias: "..." }; "0" is the account\'s SIP registration';

/** A route of the account, as programs refer to it: by its id or by its alias. */
export const routeReference = z.union(
  [
    z.string().regex(/^\d+$/, howTo),
    z.strictObject({ alias: z.string("must be the alias of a route").trim().min(1, "must not be empty") }),
  ],
  howTo,
);
