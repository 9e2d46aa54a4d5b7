import { z } from "zod";
import { SettingsError } from "../client";

/** What deleting a resource does to the account: nothing, or take back what the resource stands for. */
export type OnDelete = "retain" | "remove";

/** The stack's own rules, from its configuration (`pulumi config set flowroute:<name> <value>`). */
export interface StackSettings {
  /** `flowroute:onDelete`: what deleting does where a resource says nothing. Default: by the rule of its kind. */
  readonly onDelete: OnDelete | undefined;
  /** `flowroute:purchases`: `forbid` makes every purchase an error. Default `allow`. */
  readonly purchases: "allow" | "forbid";
  /** `flowroute:maxSetupCost`: US dollars a number may cost to set up where a resource says nothing. Default 10. */
  readonly maxSetupCost: number;
  /** `flowroute:maxMonthlyCost`: US dollars a month a number may cost where a resource says nothing. Default 10. */
  readonly maxMonthlyCost: number;
  /** `flowroute:maxSpend`: US dollars, set-up plus first month, that one command may spend. Default: no bound. */
  readonly maxSpend: number | undefined;
  /** `flowroute:maxReleases`: numbers that one command may release, or detach from their routes. Default 10. */
  readonly maxReleases: number;
}

// Decimals as people write them: 0x10 and 1e3 are numbers to JavaScript, and mistakes here.
const dollars = z
  .string()
  .refine((text) => !text.startsWith("-"), "must not be negative")
  .regex(/^\d+(\.\d+)?$/, "must be an amount in US dollars, such as 20 or 2.5")
  .transform(Number);

const schemas = {
  onDelete: z.enum(["retain", "remove"], 'must be "retain" or "remove"').optional(),
  purchases: z.enum(["allow", "forbid"], 'must be "allow" or "forbid"').default("allow"),
  maxSetupCost: dollars.default(10),
  maxMonthlyCost: dollars.default(10),
  maxSpend: dollars.optional(),
  maxReleases: z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number, such as 10")
    .transform(Number)
    .default(10),
};

/**
 * Reads the stack's rules.
 * @throws SettingsError naming the setting, its value and what it may be.
 */
export function readStackSettings(get: (name: string) => string | undefined): StackSettings {
  const read = <T>(name: string, schema: z.ZodType<T>): T => {
    const text = get(name)?.trim();
    // Empty means that the setting was cleared.
    const result = schema.safeParse(text === "" ? undefined : text);
    if (result.success) return result.data;
    const problem = result.error.issues[0]?.message;
    throw new SettingsError(
      `The stack setting flowroute:${name} is "${text}": it ${problem}. Set it with \`pulumi config set flowroute:${name} <value>\`.`,
    );
  };
  return {
    onDelete: read("onDelete", schemas.onDelete),
    purchases: read("purchases", schemas.purchases),
    maxSetupCost: read("maxSetupCost", schemas.maxSetupCost),
    maxMonthlyCost: read("maxMonthlyCost", schemas.maxMonthlyCost),
    maxSpend: read("maxSpend", schemas.maxSpend),
    maxReleases: read("maxReleases", schemas.maxReleases),
  };
}
