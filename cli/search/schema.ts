import { z } from "zod";

/** What `search --json` prints. */
export const searchSchema = z.strictObject({
  numbers: z.array(
    z.strictObject({
      number: z.string().describe("in Flowroute's form, 12065550100"),
      setupCost: z.number().describe("US dollars, once"),
      monthlyCost: z.number().describe("US dollars a month"),
      numberType: z.string(),
      rateCenter: z.string().optional(),
      state: z.string().optional(),
      isoCountry: z.string().optional(),
      tier: z.string().optional(),
    }),
  ),
  stoppedEarly: z
    .boolean()
    .describe("whether there may be more that fit: only 2,000 of Flowroute's results were looked at"),
});
