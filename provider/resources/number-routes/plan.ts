import type { Failure } from "../../lifecycle/lifecycle";
import type { Session } from "../../lifecycle/session";
import { nameOf } from "../../lifecycle/urn";
import type { NumberRoutesInputs } from "./inputs";
import { nameRoutes, type RouteReference } from "./route-reference";
import { ROUTES, routingOf } from "./routing";

/** Tells what a NumberRoutes will change for callers: the engine's own plan only shows what is declared. */
export async function planNumberRoutes(
  session: Session,
  number: string,
  wanted: NumberRoutesInputs,
  unknown: ReadonlySet<string>,
): Promise<Failure[]> {
  try {
    const details = await session.lookUps.within(() => session.account.find(number));
    // A number that is not there yet is for a PhoneNumber of the program to bring.
    if (!details) return [];
    const current = routingOf(details);
    for (const property of ROUTES) {
      const [now, then] = [current[property], wanted[property]];
      // What is still an alias could not be looked up, and was warned of.
      if (now === then || typeof then === "object" || unknown.has(property)) continue;
      const [before, after] = await session.lookUps.within(() => nameRoutes(session, [now, then], details.routes));
      session.say(`${number}: ${property} is to change from ${before} to ${after}`);
    }
    return [];
  } catch (error) {
    return session.lookUps.failed(error, `which routes ${number} has now`);
  }
}

/** Tells what cannot be told before the program knows it itself. Asks nothing. */
export function planUnknown(
  session: Session,
  urn: string | undefined,
  wanted: NumberRoutesInputs,
  unknown: ReadonlySet<string>,
): void {
  const { number } = wanted;
  const open = ROUTES.filter((property) => unknown.has(property));
  const wish = (property: (typeof ROUTES)[number]) =>
    unknown.has(property) ? "one that is not known yet" : nameOfReference(wanted[property]);
  if (number !== undefined)
    for (const property of open)
      session.say(`${number}: cannot tell what ${property} is to change to before it is known`);
  else if (unknown.has("number"))
    session.say(
      `NumberRoutes ${nameOf(urn ?? "")}: cannot tell which routes change before number is known; calls are to go to ` +
        `${wish("primaryRoute")}, failover ${wish("failoverRoute")}`,
    );
}

function nameOfReference(reference: RouteReference | undefined): string {
  return typeof reference === "object" ? reference.alias : (reference ?? "none");
}
