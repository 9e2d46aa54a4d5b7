import type { Failure } from "../judge";
import { lookUpFailed } from "../look-up";
import type { Session } from "../session";
import type { NumberRoutesInputs } from "./inputs";
import { nameRoutes } from "./route-reference";
import { ROUTES, routingOf } from "./routing";

/** Tells what creating a NumberRoutes will change for callers: the engine's own plan only shows what is declared. */
export async function planNumberRoutes(
  session: Session,
  number: string,
  wanted: NumberRoutesInputs,
): Promise<Failure[]> {
  try {
    const details = await session.account.find(number);
    // A number that is not there yet is for a PhoneNumber of the program to bring.
    if (!details) return [];
    const current = routingOf(details);
    for (const property of ROUTES) {
      const [now, then] = [current[property], wanted[property]];
      // What is still an alias could not be looked up, and was warned of.
      if (now === then || typeof then === "object") continue;
      const [before, after] = await nameRoutes(session, [now, then], details);
      session.say(`${number}: ${property} is to change from ${before} to ${after}`);
    }
    return [];
  } catch (error) {
    return lookUpFailed(session, error, `which routes ${number} has now`);
  }
}
