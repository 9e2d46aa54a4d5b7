import { diff } from "./managed";
import type { Run } from "./run";
import { UNKNOWN } from "./signatures";
import type { Resource } from "./state";
import { isProviderType, providerUrn } from "./urn";

/**
 * The resources that have to make way when `root` is deleted before its replacement, in order of dependency.
 *
 * @param seen URNs that have had their turn in this command
 */
export async function replacedWith(run: Run, root: Resource, seen: ReadonlySet<string>): Promise<Resource[]> {
  const urns = new Set([root.urn]);
  const resources: Resource[] = [];
  for (const resource of run.snapshot.remaining()) {
    if (!resource.custom || resource.external || resource.delete || seen.has(resource.urn)) continue;
    if (!(await mustFollow(run, resource, urns))) continue;
    if (resource.protect) throw new Error(`${resource.urn} is protected and would have to be replaced with it`);
    urns.add(resource.urn);
    resources.push(resource);
  }
  return resources;
}

/** Whether new values of what it gets from the replaced resources would replace this one. */
async function mustFollow(run: Run, resource: Resource, replaced: Set<string>): Promise<boolean> {
  if (replaced.has(providerUrn(resource.provider))) return true;
  const changed = Object.entries(resource.propertyDependencies ?? {})
    .filter(([key, urns]) => key in resource.inputs && urns?.some((urn) => replaced.has(urn)))
    .map(([key]) => [key, UNKNOWN]);
  if (changed.length === 0 || isProviderType(resource.type)) return false;
  const provider = await run.providers.get(resource.provider);
  const inputs = { ...resource.inputs, ...Object.fromEntries(changed) };
  return (await diff(provider, resource, inputs, resource.ignoreChanges ?? [])).replaces.length > 0;
}
