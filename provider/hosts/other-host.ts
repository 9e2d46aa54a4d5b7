import { TYPES } from "../lifecycle/urn";

/**
 * URNs by which the other host knew these resources: a purchase that one host began for a `match`, and no state has yet, belongs to
 * the same resource of the other.
 */
function onOtherHost(urns: readonly (string | undefined)[]): string[] {
  return urns.flatMap((urn) => {
    const [stack, project, type = "", ...name] = urn?.split("::") ?? [];
    const other = type
      .split("$")
      .map((it) => swapped(it, TYPES.dynamic, TYPES.plugin) ?? swapped(it, TYPES.plugin, TYPES.dynamic) ?? it)
      .join("$");
    return other === type ? [] : [[stack, project, other, ...name].join("::")];
  });
}

/** All URNs that a resource may have had before, as its class says them and on the other host. */
export function formerUrns(urn: string | undefined, formerly: unknown): string[] {
  const said = urnsIn(formerly);
  return [...said, ...onOtherHost([urn, ...said])];
}

/** What a class of ours says of other URNs; the engine gives a provider none. */
export function urnsIn(formerly: unknown): string[] {
  return Array.isArray(formerly) ? formerly.filter((it) => typeof it === "string") : [];
}

function swapped(type: string, from: string, to: string): string | undefined {
  return type.startsWith(from) ? to + type.slice(from.length) : undefined;
}
