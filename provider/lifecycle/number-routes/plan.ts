import type { Failure } from "../judge";
import { lookUpFailed } from "../look-up";
import type { Session } from "../session";
import type { NumberRoutesInputs } from "./inputs";
import { nameRoute } from "./route-reference";
import { routingOf } from "./routing";

/** Tells what creating a NumberRoutes will change for callers: the engine's own plan only shows what is declared. */
export async function planNumberRoutes(
  session: Session,
  number: string,
  wanted: NumberRoutesInputs,
): Promise<Failure[]> {
  try {
    const details = await session.onAccount(number);
    // A number that is not there yet is for a PhoneNumber of the program to bring.
    if (!details) return [];
    const current = routingOf(details);
    for (const property of ["primaryRoute", "failoverRoute"] as const) {
      const [now, then] = [current[property], wanted[property]];
      // What is still an alias could not be looked up, and was warned of.
      if (now === then || typeof then === "object") continue;
      const routes = then === undefined ? details.routes : await session.routes();
      session.say(`${number}: ${property} is to change from ${nameRoute(now, routes)} to ${nameRoute(then, routes)}`);
    }
    return [];
  } catch (error) {
    return lookUpFailed(session, error, `which routes ${number} has now`);
  }
}
