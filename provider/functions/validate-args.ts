/**
 * What each function takes, and the validation of it. Loaded with the first call (`validation` of each): zod takes as long to load
 * as all else of this package, and most programs only declare.
 */
import { z } from "zod";
import type { RouteType } from "../client/types";
import { SCAN_LIMIT } from "../lifecycle/criteria";
import { criteriaShape } from "../lifecycle/criteria-inputs";
import { dollarAmount, phoneNumber, printableText, validate } from "../lifecycle/validate";

export const getAvailableAreaCodes = (args: object) =>
  validateArgs("getAvailableAreaCodes", args, { maxSetupCost: dollarAmount.optional() });

export const getAvailableExchanges = (args: object) =>
  validateArgs("getAvailableExchanges", args, {
    areaCode: criteriaShape.areaCode,
    maxSetupCost: dollarAmount.optional(),
  });

const sortKeys = ["setupCost", "monthlyCost", "number"] as const;
export type SortKey = (typeof sortKeys)[number];

const range = `must be a whole number from 1 to ${SCAN_LIMIT}`;

export const getAvailableNumbers = (args: object) =>
  validateArgs("getAvailableNumbers", args, {
    ...criteriaShape,
    maxSetupCost: dollarAmount.optional(),
    maxMonthlyCost: dollarAmount.optional(),
    sortBy: z.enum(sortKeys, `must be one of ${sortKeys.join(", ")}`).optional(),
    take: z.int(range).min(1, range).max(SCAN_LIMIT, range).optional(),
  });

export const getNumber = (args: object) => validateArgs("getNumber", args, { number: phoneNumber });

export const getNumbers = (args: object) => {
  const { areaCode, startsWith, contains, endsWith } = criteriaShape;
  return validateArgs("getNumbers", args, {
    areaCode,
    startsWith,
    contains,
    endsWith,
    alias: printableText.optional(),
  });
};

const routeTypes = ["sip-reg", "host", "uri", "number"] as const satisfies RouteType[];

export const getRoutes = (args: object) =>
  validateArgs("getRoutes", args, {
    routeType: z.enum(routeTypes, `must be one of ${routeTypes.join(", ")}`).optional(),
  });

export const getRoute = (args: object) => {
  const values = validateArgs("getRoute", args, {
    alias: printableText.trim().min(1, "must not be empty").optional(),
    id: z.string('must be a route id such as "98396"').regex(/^\d+$/, 'must be a route id such as "98396"').optional(),
  });
  if ((values.alias === undefined) === (values.id === undefined))
    throw new Error('getRoute: give alias (such as "pbx-main") or id (such as "98396"), one of them.');
  return values;
};

/**
 * A function's arguments, validated before any request.
 * @throws Error naming the function and every argument that cannot be.
 */
function validateArgs<Shape extends z.ZodRawShape>(
  name: string,
  args: object,
  shape: Shape,
): { [Key in keyof Shape]?: z.output<Shape[Key]> } {
  const { values, failures } = validate({ ...args }, shape);
  if (failures.length === 0) return values;
  const complaints = failures.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
  throw new Error(`${name}: ${complaints}${complaints.endsWith("?") ? "" : "."}`);
}
