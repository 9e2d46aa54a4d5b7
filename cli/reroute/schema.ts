import { z } from "zod";

const target = z.strictObject({
  routeType: z.string().describe("host, uri or number"),
  value: z.string().describe("where the route leads, its weight included"),
});

/** What `reroute --json` prints. */
export const rerouteSchema = z.strictObject({
  undoFile: z.string().optional().describe("the file with which --undo returns; absent where nothing was to be moved"),
  interrupted: z.boolean().describe("whether Ctrl-C ended it"),
  numbers: z
    .strictObject({
      moved: z
        .array(
          z.strictObject({
            number: z.string().describe("in Flowroute's form, 12065550100"),
            before: z.string().describe("id of its primary route before"),
            after: z.string().describe("id of its primary route now"),
          }),
        )
        .describe("numbers that this command moved"),
      failed: z
        .array(z.strictObject({ number: z.string(), reason: z.string() }))
        .describe("numbers that should have moved and did not, or perhaps did not"),
      untried: z.array(z.string()).describe("numbers that were left alone because the command had to stop"),
      stayed: z
        .array(
          z.strictObject({
            number: z.string(),
            route: z.string().optional().describe("id of its primary route; absent where it has none"),
          }),
        )
        .describe("numbers of --numbers, or of the undo file, that are on another route and stay there"),
    })
    .optional()
    .describe("with --from and --to, and on the way back from that"),
  route: z
    .strictObject({
      id: z.string(),
      alias: z.string(),
      before: target.describe("where it led before this command"),
      after: target.describe("where it was to lead"),
      changed: z.boolean().describe("whether this command changed it"),
      reason: z.string().optional().describe("why it is not as it was to be"),
    })
    .optional()
    .describe("with --route, and on the way back from that"),
});
