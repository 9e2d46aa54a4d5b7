import type { Kept, Properties } from "../lifecycle/lifecycle";
import { damaged, unpack } from "./declared";

/** Properties without what is Pulumi's, or a host's alone. */
export function own(properties: Properties): Properties {
  const entries = Object.entries(properties).filter(([name]) => !name.startsWith("__") && name !== "buyer");
  return Object.fromEntries(entries);
}

/** The same of what was there before; nothing for a new resource. */
export function ownBefore(properties: Properties): Properties | undefined {
  const before = own(properties);
  return Object.keys(before).length === 0 ? undefined : before;
}

/** What is kept, of the properties of a state. */
export function keptIn(properties: Properties, inputsOnly: readonly string[]): Kept {
  const { __declared } = properties;
  return unpack({ ...own(properties), ...(__declared === undefined ? {} : { __declared }) }, inputsOnly);
}

/**
 * The same of a resource that the engine deletes.
 * @throws Error when somebody edited the state: without what was declared, the resource may have said `onDelete: "retain"`, and of two
 * numbers one is not the resource's.
 */
export function keptToDelete(id: string, properties: Properties, inputsOnly: readonly string[]): Kept {
  const kept = keptIn(properties, inputsOnly);
  if (Object.keys(kept.declared ?? {}).length === 0) throw damaged();
  const { number } = kept.outputs;
  if (typeof number === "string" && !sameDigits(number, id)) throw damaged(`names two numbers, ${id} and ${number}`);
  return kept;
}

/** An older state may have a number as a program spelled it. */
function sameDigits(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.replace(/\D/g, "")) as [string, string];
  return a.endsWith(b) || b.endsWith(a);
}
