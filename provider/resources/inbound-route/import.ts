import type { Kept, Properties } from "../../lifecycle/lifecycle";
import { REGISTRATION_ROUTE } from "../../lifecycle/registration-route";
import type { Session } from "../../lifecycle/session";
import { absent, registration } from "./errors";
import { findRoute, named } from "./find";
import { inputsFor, toKept } from "./state";
import { declaredBy, wantedBy } from "./wanted";

// Loaded with the first inputs to validate, because it needs zod.
const validation = () => require("./inputs") as typeof import("./inputs");

/** The route of this id, with the inputs that declare it as it is. It counts as adopted, so deleting the resource keeps it. */
export async function importRoute(session: Session, id: string): Promise<Kept & { id: string; inputs: Properties }> {
  if (id === REGISTRATION_ROUTE) throw registration();
  const route = await findRoute(session, id);
  if (!route) throw absent(id);
  const inputs = inputsFor(route);
  const { values, failures } = validation().validateInboundRoute(inputs);
  const [failure] = failures;
  if (failure) throw new Error(`${named(route)} cannot be declared as it is: ${failure.property} ${failure.reason}`);
  const declared = declaredBy(values, await wantedBy(session, values));
  return { id, ...(await toKept(session, route, {}, declared)), inputs };
}
