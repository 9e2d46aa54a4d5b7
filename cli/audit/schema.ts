import { z } from "zod";
import { LEVELS, RULE_IDS } from "./rules";

const resource = z.strictObject({
  stack: z.string().describe("project and stack, phones/prod"),
  kind: z.string().describe("kind of resource, PhoneNumber"),
  name: z.string().describe("the resource's name in the program"),
});

const finding = z.strictObject({
  rule: z.enum(RULE_IDS),
  level: z.enum(LEVELS),
  number: z.string().optional().describe("in Flowroute's form, 12065550100; left out of findings about others"),
  secretNumber: z
    .literal(true)
    .optional()
    .describe("it is about a number that a stack keeps as a secret: only the resource is named"),
  alias: z.string().optional().describe("of the number or the route; left out where a stack keeps it as a secret"),
  routes: z.array(z.string()).optional().describe("ids of the routes that it is about"),
  resources: z.array(resource).describe("resources of the stacks that have a part in it"),
  detail: z.string().optional().describe("what the rule alone does not say"),
});

const place = z.strictObject({
  number: z.string().describe("in Flowroute's form, 12065550100"),
  alias: z.string().optional(),
  stacks: z.array(z.string()).describe("stacks that have it"),
});

/** What `audit --json` prints. */
export const auditSchema = z.strictObject({
  account: z.strictObject({
    numbers: z.int(),
    routes: z.int().describe("inbound routes, the SIP registration among them"),
  }),
  stacks: z
    .array(z.strictObject({ name: z.string(), resources: z.int().describe("resources of Flowroute") }))
    .describe("the stacks whose states were given"),
  findings: z.array(finding).describe("in the order of level, rule, and number"),
  counts: z.strictObject({ error: z.int(), warning: z.int(), info: z.int() }).describe("findings of each level"),
  ignored: z.int().describe("findings that --ignore left out"),
  places: z
    .strictObject({
      both: z.array(place).describe("numbers in a stack and on the account"),
      onlyInStacks: z.array(place),
      onlyOnAccount: z.array(place),
      secret: z.int().describe("numbers that a stack keeps as secrets: compared, and not listed"),
      unreadable: z.int().describe("numbers of groups that are secrets and cannot be read, so they are not compared"),
      elsewhere: z
        .int()
        .describe(
          "resources with a provider of their own that are not compared: a state does not say of which account",
        ),
    })
    .optional()
    .describe("where the numbers are; left out when no state was given"),
  cost: z
    .strictObject({
      lines: z.array(
        z.strictObject({
          what: z.string().describe("number type and price tier, or the name of a fee"),
          numbers: z.int(),
          monthly: z.number().describe("US dollars a month"),
        }),
      ),
      monthly: z.number().describe("US dollars a month, all lines together"),
      unpriced: z.int().describe("numbers whose price Flowroute does not say; only their fees are in the sum"),
      callerNameLookups: z
        .int()
        .describe("numbers with lookups of callers' names, which are charged per call and not in the sum"),
    })
    .describe("what the account costs when no call is made"),
});

export type Report = z.infer<typeof auditSchema>;

export type Finding = Report["findings"][number];

export type Places = NonNullable<Report["places"]>;

export type Resource = Finding["resources"][number];
