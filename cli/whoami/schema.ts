import { z } from "zod";

/** What `whoami --json` prints. */
export const whoamiSchema = z.strictObject({
  keysFrom: z.enum(["stack", "environment"]).describe("where the keys were found"),
  baseUrl: z.string().describe("scheme and host that were asked"),
  milliseconds: z.number().describe("how long Flowroute took for its first answer"),
  numbers: z.int().describe("phone numbers on the account"),
  routes: z.int().describe("inbound routes on the account, the SIP registration among them"),
});
