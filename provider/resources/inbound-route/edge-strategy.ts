import { nearest } from "../../lifecycle/nearest";
import type { Session } from "../../lifecycle/session";
import { UnclearInput } from "../../lifecycle/unclear-input";

/**
 * The id of an edge strategy, by its name in any case, or by id.
 * @throws UnclearInput naming near ones when Flowroute has no such edge strategy
 */
export async function edgeStrategyId(session: Session, reference: string | number): Promise<number> {
  const all = await session.account.edgeStrategies();
  const wanted = String(reference).toLowerCase();
  const found = all.find(({ id, name }) => name.toLowerCase() === wanted || String(id) === wanted);
  if (found) return found.id;
  const names = all.map(({ name }) => name);
  const near = nearest(String(reference), names).slice(0, 3);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `they are ${names.join(", ")}`;
  throw new UnclearInput(`Flowroute has no edge strategy ${JSON.stringify(reference)}; ${hint}`);
}
