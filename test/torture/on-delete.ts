import type { ResourceState } from "../../sandbox/engine";

/** What a resource in the state says about its deletion, as input or as last declared. */
export function onDeleteOf({ inputs = {}, outputs = {} }: ResourceState): unknown[] {
  const declared = outputs.declared as { plaintext?: string; onDelete?: unknown } | undefined;
  const opened = declared?.plaintext === undefined ? declared : (JSON.parse(declared.plaintext) as typeof declared);
  return [inputs.onDelete, outputs.onDelete, opened?.onDelete];
}
