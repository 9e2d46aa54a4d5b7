import type { StepOp } from "../driver";
import { diff, read, setOutputs } from "./managed";
import { differences } from "./report";
import { CANCELED, type Run } from "./run";
import type { Resource } from "./state";
import { isProviderType } from "./urn";
import { same } from "./values";

interface Refreshed {
  op: StepOp;
  /** None when the resource is gone. */
  resource: Resource | undefined;
  details: string[];
}

/**
 * Reads every resource and takes what it finds for the truth. Drift is only what the provider's `diff` makes of it: what
 * `up` would change back if the program stayed as it is. A read that fails leaves the state of its resource as it was.
 *
 * @param alone false when this is the beginning of another command, whose steps are the ones to count
 */
export async function refresh(run: Run, alone: boolean): Promise<void> {
  const { snapshot, report } = run;
  const results = new Map<Resource, Resource | undefined>();
  await Promise.all(
    snapshot.remaining().map((old) =>
      run.limit(async () => {
        if (run.interrupt?.aborted) return;
        try {
          const { op, resource, details } = await look(run, old);
          results.set(old, resource);
          report.step(alone ? op : "refresh", resource ?? old, details, alone);
        } catch (error) {
          report.fail(`refreshing failed: ${error instanceof Error ? error.message : error}`, old.urn);
        }
      }),
    ),
  );
  if (run.interrupt?.aborted) report.fail(CANCELED);
  snapshot.rebase(results);
  await snapshot.save();
}

async function look(run: Run, old: Resource): Promise<Refreshed> {
  if (!old.custom || isProviderType(old.type) || old.pendingReplacement)
    return { op: "same", resource: old, details: [] };
  const provider = await run.providers.get(old.provider);
  if (!provider) throw new Error("its provider has no configuration");
  const found = await read(provider, old);
  if (found.id === "") return { op: "delete", resource: undefined, details: ["is gone"] };

  const inputs = found.inputs ?? old.inputs;
  const resource: Resource = { ...old, id: found.id, inputs, outputs: found.outputs, initErrors: [] };
  // The diff of an `up` right after this refresh: from what is there now to what was wanted last.
  const drifted = old.external
    ? !same(found.outputs, old.outputs)
    : (await diff(provider, resource, old.inputs, old.ignoreChanges ?? [])).changed;
  // Also an output that the state had not before may be one that the program wants secret.
  setOutputs(resource, found.outputs);
  const { outputs } = resource;
  const changed = !same(inputs, old.inputs) || !same(outputs, old.outputs);
  if (changed) resource.modified = new Date().toISOString();
  return { op: drifted ? "update" : "same", resource, details: drifted ? differences(old.outputs, outputs) : [] };
}
