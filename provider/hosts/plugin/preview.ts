import type { Properties } from "../../lifecycle/lifecycle";
import { spell, toE164 } from "../../lifecycle/spelling";
import { UNKNOWN } from "../../lifecycle/unknown";
import type { ResourceKind } from "../../resources/list";
import { outputsOf } from "./schema";
import type { Marked } from "./values";

/** Outputs that an update may change although no input has their name. */
const consequences: Record<ResourceKind, readonly string[]> = {
  PhoneNumber: [],
  NumberRoutes: [],
  InboundRoute: ["routeType", "value", "edgeStrategyId", "edgeStrategyName"],
  NumberGroup: ["count", "monthlyCost", "numbers"],
};

/** Kinds whose id is their number. */
const byNumber: readonly ResourceKind[] = ["PhoneNumber", "NumberRoutes"];

/**
 * What a new resource will be like, as far as that is known before. Nothing is written.
 * @param expectedId the id that it will have, where that is known and no input says it
 */
export function previewNew(kind: ResourceKind, news: Marked, expectedId?: string): { id: string; outputs: Marked } {
  const unknown = Object.fromEntries(outputsOf(kind).map((name) => [name, UNKNOWN]));
  const values = { ...unknown, ...knownOutputs(kind, news.values) };
  const id = byNumber.includes(kind) && values.number !== UNKNOWN ? String(values.number) : (expectedId ?? "");
  return { id, outputs: { values, secrets: secretsOf(news) } };
}

/** What a resource will be like after an update. */
export function previewChanged(kind: ResourceKind, olds: Marked, news: Marked): Marked {
  const shown = outputsOf(kind).filter((name) => name in olds.values);
  const before = Object.fromEntries(shown.map((name) => [name, olds.values[name]]));
  const unknown = Object.fromEntries(consequences[kind].map((name) => [name, UNKNOWN]));
  return {
    values: { ...before, ...unknown, ...knownOutputs(kind, news.values) },
    secrets: [...olds.secrets, ...secretsOf(news)],
  };
}

/** Inputs that are outputs too. A reference that stands for a route is not its id. */
function knownOutputs(kind: ResourceKind, inputs: Properties): Properties {
  const named = outputsOf(kind).filter((name) => inputs[name] !== undefined && typeof inputs[name] !== "object");
  const known = Object.fromEntries(named.map((name) => [name, inputs[name]]));
  const { number } = known;
  if (!byNumber.includes(kind) || typeof number !== "string" || number === UNKNOWN) return known;
  const spelled = spell(number).number;
  return { ...known, number: spelled, e164: toE164(spelled) };
}

/** `e164` repeats the number. */
function secretsOf({ secrets }: Marked): readonly string[] {
  return secrets.includes("number") ? [...secrets, "e164"] : secrets;
}
