import { z } from "zod";

/**
 * How the simulator behaves where Flowroute's documents leave more than one possibility (the U-numbers of the API
 * reference), and how fast and how generous it is. Every value can be changed while it runs.
 */
export interface Settings {
  /** `legacy` answers with the attributes and the number types (`standard`) of the SDK READMEs. Default `current`. */
  attributeSet: "current" | "legacy";
  /** Whether a purchase answers with the whole document inside one more `data` (U-13). Default false. */
  nestedPurchase: boolean;
  /** What an alias cleared with null or "" becomes (U-18). Default null. */
  clearedAlias: null | "";
  /** A `limit` above the maximum is taken as the maximum, or refused with 422 (U-1). Default `clamp`. */
  limitAboveMax: "clamp" | 422;
  /** The status of a list with nothing in it (U-5). Default 200. */
  emptyList: 200 | 404;
  /** The primary route after it was removed: none, or the SIP registration (U-24). Default null. */
  primaryAfterDelete: null | "0";
  /** `{"data": null}` as a relationship: refused with 422, or unassigns with 204 (U-23). Default 422. */
  nullRelationship: 422 | 204;
  /** The status of buying a number that is not for sale (U-9, U-10). Default 404. */
  buyUnavailable: 404 | 422 | 403;
  /** The batch read: with the relationship names of API 2.1 as documented, of v2, or not served (U-17). Default `v2.1`. */
  batchRead: "v2.1" | "v2" | "off";
  /** Most numbers one batch read takes before it answers 422; null for no limit (U-17). Default null. */
  batchMax: number | null;
  /** Whether one route can be read by its id, or answers 405 (U-31). Default 200. */
  routeRead: 200 | 405;
  /** An alias that another route has: refused with 403, or two routes share it (U-27, U-34). Default 403. */
  duplicateAlias: 403 | "accepted";
  /** The longest alias a route may be given before it answers 422; null for no limit (U-28). Default null. */
  routeAliasMax: number | null;
  /** The name that a new route's edge strategy is read from; under the other it is ignored (U-29). Default `either`. */
  edgeOnCreate: "either" | "edge_strategy_id" | "edge_strategy";
  /** The same for a route that is changed (U-29). Default `either`. */
  edgeOnUpdate: "either" | "edge_strategy_id" | "edge_strategy";
  /** Null as the edge strategy of a route that is changed: clears it, changes nothing, or answers 422 (U-33). Default `clears`. */
  nullEdge: "clears" | "ignored" | 422;
  /** A change that leaves out alias, type or value: merged with what the route has, or refused (U-33). Default `merged`. */
  partialRouteUpdate: "merged" | 422;
  /** The status of changing a route's type in place (U-33). Default 200. */
  routeTypeChange: 200 | 422;
  /** How answers spell route types: as v2 does, or as API 2.1 (`PSTN` for `number`). Default `lower`. */
  routeTypes: "lower" | "upper";
  /** Whether single numbers come with the `included` routes they relate to. Default true. */
  includeRoutes: boolean;
  /**
   * What becomes of a wish for messaging: done by the next request, still processing, or refused with 207 because the
   * provisioning service is down (U-15, U-41). Default `prompt`.
   */
  messageProvisioning: "prompt" | "held" | "unavailable";
  /** How many reads after a write still see the account as it was before that write (U-45). Default 0. */
  readDelay: number;
  /** Requests a second, with a burst of the same size; above it 429 (U-7). Null for no limit, the default. */
  rateLimit: number | null;
  /** How a 429 of `rateLimit` says when to come back. Default `seconds`. */
  retryAfter: "seconds" | "date" | "none";
  /** Milliseconds every answer waits. Default 0. */
  latency: number;
}

const edgeName = z.enum(["either", "edge_strategy_id", "edge_strategy"]).default("either");

const settings = z.strictObject({
  attributeSet: z.enum(["current", "legacy"]).default("current"),
  nestedPurchase: z.boolean().default(false),
  clearedAlias: z.literal([null, ""]).default(null),
  limitAboveMax: z.literal(["clamp", 422]).default("clamp"),
  emptyList: z.literal([200, 404]).default(200),
  primaryAfterDelete: z.literal([null, "0"]).default(null),
  nullRelationship: z.literal([422, 204]).default(422),
  buyUnavailable: z.literal([404, 422, 403]).default(404),
  batchRead: z.enum(["v2.1", "v2", "off"]).default("v2.1"),
  batchMax: z.int().positive().nullable().default(null),
  routeRead: z.literal([200, 405]).default(200),
  duplicateAlias: z.literal([403, "accepted"]).default(403),
  routeAliasMax: z.int().positive().nullable().default(null),
  edgeOnCreate: edgeName,
  edgeOnUpdate: edgeName,
  nullEdge: z.literal(["clears", "ignored", 422]).default("clears"),
  partialRouteUpdate: z.literal(["merged", 422]).default("merged"),
  routeTypeChange: z.literal([200, 422]).default(200),
  routeTypes: z.enum(["lower", "upper"]).default("lower"),
  includeRoutes: z.boolean().default(true),
  messageProvisioning: z.enum(["prompt", "held", "unavailable"]).default("prompt"),
  readDelay: z.int().nonnegative().default(0),
  rateLimit: z.number().positive().nullable().default(null),
  retryAfter: z.enum(["seconds", "date", "none"]).default("seconds"),
  latency: z.number().nonnegative().default(0),
}) satisfies z.ZodType<Settings>;

/** `current` with `changes` made to it; throws an `Error` naming every unknown or wrong setting. */
export function changeSettings(current: Partial<Settings>, changes: unknown): Settings {
  const offered = z.record(z.string(), z.unknown()).safeParse(changes);
  const result = offered.success ? settings.safeParse({ ...current, ...offered.data }) : offered;
  if (!result.success) throw new Error(`These are not settings:\n${z.prettifyError(result.error)}`);
  return result.data;
}
