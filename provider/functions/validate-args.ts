/**
 * What each function takes, and the judging of it. Loaded with the first call (`judged` of each): zod takes as long to load
 * as all else of this package, and most programs only declare.
 */
import { z } from "zod";
import type { RouteType } from "../client/types";
import { SCAN_LIMIT } from "../lifecycle/criteria";
import { criteriaShape } from "../lifecycle/criteria-inputs";
import { dollarAmount, judge, phoneNumber, printableText } from "../lifecycle/validate";

export const getAvailableAreaCodes = (args: object) =>
  judgeArgs("getAvailableAreaCodes", args, { maxSetupCost: dollarAmount.optional() });

export const getAvailableExchanges = (args: object) =>
  judgeArgs("getAvailableExchanges", args, {
    areaCode: criteriaShape.areaCode,
    maxSetupCost: dollarAmount.optional(),
  });

const sortKeys = ["setupCost", "monthlyCost", "number"] as const;
export type SortKey = (typeof sortKeys)[number];

const range = `must be a whole number from 1 to ${SCAN_LIMIT}`;

export const getAvailableNumbers = (args: object) =>
  judgeArgs("getAvailableNumbers", args, {
    ...criteriaShape,
    maxSetupCost: dollarAmount.optional(),
    maxMonthlyCost: dollarAmount.optional(),
    sortBy: z.enum(sortKeys, `must be one of ${sortKeys.join(", ")}`).optional(),
    take: z.int(range).min(1, range).max(SCAN_LIMIT, range).optional(),
  });

export const getNumber = (args: object) => judgeArgs("getNumber", args, { number: phoneNumber });

export const getNumbers = (args: object) => {
  const { areaCode, startsWith, contains, endsWith } = criteriaShape;
  return judgeArgs("getNumbers", args, { areaCode, startsWith, contains, endsWith, alias: printableText.optional() });
};

const routeTypes = ["sip-reg", "host", "uri", "number"] as const satisfies RouteType[];

export const getRoutes = (args: object) =>
  judgeArgs("getRoutes", args, {
    routeType: z.enum(routeTypes, `must be one of ${routeTypes.join(", ")}`).optional(),
  });

/**
 * A function's arguments, judged before any request.
 * @throws Error naming the function and every argument that cannot be.
 */
function judgeArgs<Shape extends z.ZodRawShape>(
  name: string,
  args: object,
  shape: Shape,
): { [Key in keyof Shape]?: z.output<Shape[Key]> } {
  const { values, failures } = judge({ ...args }, shape);
  if (failures.length === 0) return values;
  const complaints = failures.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
  throw new Error(`${name}: ${complaints}${complaints.endsWith("?") ? "" : "."}`);
}
