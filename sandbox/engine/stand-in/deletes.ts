import type { Run } from "./run";
import type { Resource } from "./state";
import { isProviderType, providerUrn } from "./urn";
import { plain } from "./values";

/** Deletes everything the program did not ask for again, and what was replaced: dependents first, parallel otherwise. */
export async function deleteRemaining(run: Run): Promise<void> {
  let failed = false;
  for (const wave of waves(run.snapshot.remaining())) {
    const deletions = wave.map((resource) =>
      run.limit(async () => {
        // What something still standing depends on stays: that was protected, or could not be deleted.
        const standing = run.dryRun ? [] : run.snapshot.remaining();
        if (failed || run.interrupt?.aborted || standing.some((other) => dependsOn(other, resource))) return;
        try {
          await deleteOne(run, resource);
        } catch (error) {
          failed = true;
          run.report.fail(`deleting failed: ${error instanceof Error ? error.message : error}`, resource.urn);
        }
      }),
    );
    await Promise.all(deletions);
    if (failed || run.interrupt?.aborted) return;
  }
}

/** Deletes a resource that will be created anew; its state stays, marked, until that has happened. */
export async function deleteBeforeReplace(run: Run, resource: Resource): Promise<void> {
  await carryOut(run, resource, () => {
    resource.pendingReplacement = true;
  });
  run.report.step(resource.external ? "discard-replaced" : "delete-replaced", resource);
}

async function deleteOne(run: Run, resource: Resource): Promise<void> {
  const { report, snapshot } = run;
  if (resource.pendingReplacement) {
    snapshot.remove(resource);
    await snapshot.save();
    return report.step("remove-pending-replace", resource);
  }
  if (resource.protect && !resource.delete) {
    const remedy = "remove `protect` from it in the program and run `up`, then delete it";
    return report.fail(`is protected and cannot be deleted; to delete it, ${remedy}`, resource.urn);
  }
  await carryOut(run, resource, () => snapshot.remove(resource));
  const op = resource.external ? "discard" : "delete";
  report.step(resource.delete ? `${op}-replaced` : op, resource);
}

async function carryOut(run: Run, resource: Resource, forget: () => void): Promise<void> {
  const { urn, id, custom, external, retainOnDelete, type } = resource;
  const provided = custom && !external && !retainOnDelete && !isProviderType(type);
  const provider = provided && !run.dryRun ? await run.providers.get(resource.provider) : undefined;
  if (provider) {
    await run.snapshot.during("deleting", resource, async () => {
      const { abilities } = provider;
      const [inputs, outputs] = [plain(resource.inputs, abilities), plain(resource.outputs, abilities)];
      await provider.delete({ urn, id, inputs, outputs });
      forget();
    });
  } else {
    forget();
    await run.snapshot.save();
  }
}

/** Groups in order of deletion; members of a group do not depend on each other. */
function waves(resources: Resource[]): Resource[][] {
  const left = new Set(resources);
  const groups: Resource[][] = [];
  while (left.size > 0) {
    const group = [...left].filter((resource) => ![...left].some((other) => dependsOn(resource, other)));
    for (const resource of group) left.delete(resource);
    groups.unshift(group);
  }
  return groups;
}

function dependsOn(dependent: Resource, resource: Resource): boolean {
  const { urn } = resource;
  return (
    dependent.urn !== urn &&
    (dependent.parent === urn ||
      providerUrn(dependent.provider) === urn ||
      dependent.dependencies.includes(urn) ||
      Object.values(dependent.propertyDependencies ?? {}).some((urns) => urns?.includes(urn)))
  );
}
