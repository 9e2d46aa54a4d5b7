import type { ResourceKind } from "./list";

/** Outputs that repeat inputs under another name, and which: they are secret when one of those is. */
export const repeatedOutputs: Readonly<Partial<Record<ResourceKind, Readonly<Record<string, readonly string[]>>>>> = {
  InboundRoute: { value: ["host", "uri", "number"] },
  NumberGroup: { differs: ["numbers", "primaryRoute", "failoverRoute", "alias"] },
};
