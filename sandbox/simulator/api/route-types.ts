import type { Route } from "../account";
import type { Settings } from "../settings";

type RouteType = Route["route_type"];

/** The names of API 2.1. */
const upper: Readonly<Record<RouteType, string>> = { "sip-reg": "SIP-REG", host: "HOST", number: "PSTN", uri: "URI" };

const types = Object.keys(upper) as RouteType[];

/** A route's type as answers spell it. */
export function typeShown({ routeTypes }: Settings, type: RouteType): string {
  return routeTypes === "upper" ? upper[type] : type;
}

/** The type a word means, in whatever case; what answers say may be sent back. */
export function typeMeant(settings: Settings, word: unknown): RouteType | undefined {
  if (typeof word !== "string") return undefined;
  return types.find((type) => type === word.toLowerCase() || typeShown(settings, type) === word.toUpperCase());
}
