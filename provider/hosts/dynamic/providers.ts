import type { Session } from "../../lifecycle/session";
import { type ResourceKind, resources } from "../../resources/list";
import { type DynamicProvider, dynamicProvider } from "./adapter";

/** Every resource of the list on one session, as the SDK's provider process calls it. */
export function providersOn(session: Session): Record<ResourceKind, DynamicProvider> {
  const entries = Object.entries(resources).map(([kind, on]) => [kind, dynamicProvider(on(session), session)]);
  return Object.fromEntries(entries) as Record<ResourceKind, DynamicProvider>;
}
