import { ownNumberWarning } from "../own-number";
import { weightOf } from "../route-weight";
import type { Session } from "../session";
import { describeRoutes } from "./route-reference";
import { ROUTES, type Routing } from "./routing";

/** Warns of routes that will not do what their program expects of them, although Flowroute takes them. */
export async function warnOfRoutes(session: Session, number: string, wanted: Routing): Promise<void> {
  const routes = await session.account.routes();
  const chosen = ROUTES.map((part) => ({ part, route: routes.find(({ id }) => id === wanted[part]) }));
  for (const { part, route } of chosen) {
    const warning = route && (await ownNumberWarning(session, route));
    if (warning) session.say(`warning: ${number}: ${part} ${await describeRoutes(session, [route.id])}: ${warning}`);
  }
  const [primary, failover] = chosen.map(({ route }) => route);
  if (!primary || !failover) return;
  if ((weightOf(primary.value) === undefined) === (weightOf(failover.value) === undefined)) return;
  const [one, other] = weightOf(primary.value) === undefined ? ["failover", "primary"] : ["primary", "failover"];
  session.say(
    `warning: ${number}: the ${one} route has a weight and the ${other} has none, so calls are not shared between them. Give both ` +
      "routes a weight, or neither",
  );
}
