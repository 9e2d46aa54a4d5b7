import { z } from "zod";

const id = z.string().describe("a route's id; 0 is the account's SIP registration");

/** What `map --json` prints. */
export const mapSchema = z.strictObject({
  numbers: z.array(
    z.strictObject({
      number: z.string().describe("in Flowroute's form, 12065550100"),
      alias: z.string().optional(),
      primaryRoute: id
        .optional()
        .describe("id of the route that calls take first; without it, the number rings nowhere"),
      failoverRoute: id.optional().describe("id of the route that they take when the primary does not answer"),
    }),
  ),
  routes: z.array(
    z.strictObject({
      id,
      alias: z.string().optional(),
      target: z.string().describe("what it leads to, such as: host pbx.example.com"),
      listed: z.boolean().describe("whether the account lists it; a number may name a route that the list lacks"),
      primaryOf: z.array(z.string()).describe("numbers whose calls take it first"),
      failoverOf: z.array(z.string()).describe("numbers whose calls take it second"),
    }),
  ),
  ringNowhere: z.array(z.string()).describe("numbers without a primary route"),
  withoutFailover: z.array(z.string()).describe("numbers that ring, but have no failover route"),
  unused: z.array(id).describe("routes that no number has"),
});
