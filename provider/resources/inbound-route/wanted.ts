import type { Session } from "../../lifecycle/session";
import { UnclearInput } from "../../lifecycle/unclear-input";
import { edgeStrategyId } from "./edge-strategy";
import type { InboundRouteInputs } from "./inputs";
import type { Declared, Wanted } from "./state";
import { targetOf } from "./target";

/**
 * What a route is brought in line with by these inputs.
 * @param each how a look-up is made
 */
export async function wantedBy(
  session: Session,
  values: InboundRouteInputs,
  each = (ask: () => Promise<number>) => ask(),
): Promise<Wanted> {
  const { alias = "", edgeStrategy } = values;
  const target = targetOf(values);
  if (!target) throw new UnclearInput(`where route ${alias} leads is not known`);
  if (edgeStrategy === undefined) return { alias, ...target };
  const id = typeof edgeStrategy === "number" ? edgeStrategy : await each(() => edgeStrategyId(session, edgeStrategy));
  return { alias, ...target, edgeStrategyId: id };
}

/** The same as the state keeps it. */
export function declaredBy({ onDelete }: InboundRouteInputs, wanted: Wanted): Declared {
  return onDelete === undefined ? { ...wanted } : { ...wanted, onDelete };
}
