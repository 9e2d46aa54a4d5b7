import type { Route } from "../client";
import { withoutWeight } from "./route-weight";
import type { Session } from "./session";
import { fromInput } from "./spelling";

/**
 * What to warn of when a route leads to a number of the account: Flowroute does not fail over to numbers of its own (API section
 * 8.3), so callers would hear nothing.
 */
export async function ownNumberWarning(
  session: Session,
  { routeType, value }: Pick<Route, "routeType" | "value">,
): Promise<string | undefined> {
  if (routeType !== "number" || value === undefined) return undefined;
  const number = fromInput(withoutWeight(value));
  // A person may have written it in the portal in any way.
  if (!/^\d+$/.test(number) || !(await session.account.owns(number))) return undefined;
  return `it leads to ${number}, a number of this account, and calls do not fail over to a number of Flowroute's own`;
}
