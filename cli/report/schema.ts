import { z } from "zod";

const count = z.int().describe("how many numbers");
const which = z.array(z.string()).describe("the numbers, as far as the preview names them: of many the first ten");
const resource = z.string().describe("the resource's name in the program");

/** Everything that a report lists. Markdown has a section of each, in this order: first what cannot be undone. */
export const listsSchema = z.strictObject({
  released: z
    .array(z.strictObject({ number: z.string(), resource }))
    .describe("numbers that go back to Flowroute, unless the program still declares or reads them"),
  bought: z
    .array(
      z.strictObject({
        number: z.string().describe("the number, or for a `match` the best for sale now"),
        match: z.string().optional().describe("what it was looked for by, in words"),
        setupCost: z.number().describe("US dollars, once"),
        monthlyCost: z.number().describe("US dollars a month"),
      }),
    )
    .describe("numbers that are paid for"),
  routesDeleted: z
    .array(z.strictObject({ route: z.string().describe("its id"), alias: z.string(), resource }))
    .describe("routes that are deleted, unless a number uses them"),
  detached: z
    .array(z.strictObject({ resource, numbers: count, which }))
    .describe("numbers that lose their routes, so that a call to them rings nowhere"),
  moved: z
    .array(
      z.strictObject({
        subject: z.string().describe("the number, the route or the group's name"),
        what: z.enum(["primaryRoute", "failoverRoute", "destination"]),
        from: z.string(),
        to: z.string(),
        numbers: count.describe("how many numbers have it; their calls move, unless it is a failover"),
        failoverOf: count.describe("how many numbers have the route as their failover"),
        which,
      }),
    )
    .describe("where calls go to another place"),
  changed: z
    .array(
      z.strictObject({
        subject: z.string().describe("the number, the route or the resource's name"),
        property: z.string(),
        from: z.string().optional().describe("absent where it is not the same for all"),
        to: z.string().optional().describe("absent where the plan does not say it: it is as the program declares"),
        numbers: count.optional(),
      }),
    )
    .describe("what else changes, of numbers, of routes and of what the program says of them"),
  made: z.array(z.strictObject({ alias: z.string(), to: z.string() })).describe("routes that are made"),
  adopted: z
    .array(z.strictObject({ subject: z.string(), kind: z.string(), numbers: count, which }))
    .describe("what is on the account and is managed from now on; nothing is bought for it"),
  left: z
    .array(z.strictObject({ subject: z.string(), kind: z.string(), resource, why: z.string() }))
    .describe("what stays on the account as it is, although its resource is deleted"),
  unclear: z.array(z.string()).describe("what this preview cannot tell yet"),
  warnings: z.array(z.string()),
  messages: z.array(z.string()).describe("what the package says besides, as it says it"),
});

/** What `report --json` prints. */
export const reportSchema = z.strictObject({
  project: z.string().optional(),
  stack: z.string().optional(),
  succeeded: z.boolean().describe("false where the preview failed: then the rest may be only a part"),
  errors: z.array(z.strictObject({ resource: resource.optional(), message: z.string() })),
  cost: z.strictObject({ setup: z.number(), monthly: z.number() }).describe("of all that is bought, in US dollars"),
  ...listsSchema.shape,
  unchanged: z.int().describe("resources of the stack that stay as they are, of whatever provider"),
  others: z.record(z.string(), z.int()).describe("steps of resources that are not Flowroute's, by kind of step"),
});

export type Lists = z.output<typeof listsSchema>;
export type Report = z.output<typeof reportSchema>;

/** Some of what a report lists. */
export type Found = Partial<Lists>;
