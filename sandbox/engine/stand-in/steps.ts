import { randomUUID } from "node:crypto";
import type { StepOp } from "../driver";
import type { Goal } from "./goal";
import { apply, read as readFrom, setOutputs } from "./managed";
import type { Properties, Provider } from "./provider-process";
import { ownConfig } from "./providers";
import { differences } from "./report";
import type { Run } from "./run";
import { UNKNOWN } from "./signatures";
import type { Resource } from "./state";
import { isProviderType } from "./urn";

/** Nothing to do: the resource keeps its id and outputs. What was imported just now has been reported. */
export async function keep(run: Run, resource: Resource, old: Resource, imported = false): Promise<Resource> {
  resource.id = old.id;
  resource.outputs = old.outputs;
  if (isProviderType(resource.type)) declare(run, resource, old);
  return commit(run, imported ? undefined : "same", resource, old);
}

export async function update(
  run: Run,
  resource: Resource,
  old: Resource,
  provider: Provider | undefined,
  details: string[],
): Promise<Resource> {
  resource.id = old.id;
  await change(run, resource, old, provider, () => run.snapshot.replace(old, resource));
  run.report.step("update", resource, details);
  return resource;
}

export async function create(run: Run, resource: Resource, provider: Provider | undefined): Promise<Resource> {
  await change(run, resource, undefined, provider, () => run.snapshot.replace(undefined, resource));
  run.report.step("create", resource, run.dryRun ? differences({}, resource.inputs) : []);
  return resource;
}

/** Creates the replacement of `old`, which waits for its deletion at the end, unless it was deleted first. */
export async function replace(
  run: Run,
  resource: Resource,
  old: Resource,
  provider: Provider | undefined,
  details: string[],
): Promise<Resource> {
  const { report, snapshot } = run;
  const deletedFirst = old.pendingReplacement === true;
  if (deletedFirst) report.step("replace", resource, details);
  await change(run, resource, undefined, provider, () => {
    if (!deletedFirst) old.delete = true;
    snapshot.replace(deletedFirst ? old : undefined, resource);
  });
  report.step("create-replacement", resource);
  if (!deletedFirst) report.step("replace", resource, details);
  return resource;
}

/** Reads a resource that the stack does not own. One that it did own, under another id, will be deleted. */
export async function read(
  run: Run,
  goal: Goal,
  id: string,
  old: Resource | undefined,
  provider: Provider | undefined,
): Promise<Resource> {
  const resource: Resource = { ...stateOf(goal), id, external: true };
  if (provider && id !== UNKNOWN) {
    const { urn, inputs } = goal;
    // As in Pulumi, what the program gives to find the resource by is passed as its state too.
    const found = await readFrom(provider, { urn, id, inputs, outputs: inputs });
    if (isNothing(found)) throw new Error(`resource '${id}' does not exist`);
    resource.id = found.id || id;
    setOutputs(resource, found.outputs);
  }
  if (!old || old.external || old.id === id) return commit(run, "read", resource, old);
  old.delete = true;
  await commit(run, "read-replacement", resource, undefined);
  run.report.step("replace", resource);
  return resource;
}

/**
 * Reads a resource that the stack is to own, known by nothing but its id. What it finds is the previous state of the steps
 * that follow; a resource that the stack owned by this name under another id will be deleted.
 */
export async function importOne(
  run: Run,
  goal: Goal,
  old: Resource | undefined,
  provider: Provider | undefined,
): Promise<Resource> {
  const { urn, importID: id } = goal;
  const now = new Date().toISOString();
  const resource: Resource = { ...stateOf(goal), id, inputs: {}, created: now, modified: now };
  if (provider) {
    const found = await run.snapshot.during("importing", resource, () => readFrom(provider, { urn, id }));
    if (isNothing(found)) throw new Error(`resource '${id}' does not exist`);
    if (!found.inputs) throw new Error(`the provider of ${goal.type} does not support importing resources`);
    Object.assign(resource, { id: found.id || id, inputs: found.inputs });
    setOutputs(resource, found.outputs);
  }
  if (old) old.delete = true;
  await commit(run, old ? "import-replacement" : "import", resource, undefined);
  if (old) run.report.step("replace", resource);
  return resource;
}

/** How a provider says that there is no such resource. */
function isNothing(found: { id: string; outputs: Properties }): boolean {
  return found.id === "" && Object.keys(found.outputs).length === 0;
}

/** The state that a goal asks for, before any provider had a say. */
export function stateOf(goal: Goal): Resource {
  const { name: _, aliases: __, deleteBeforeReplace: ___, version: ____, ...state } = goal;
  return { ...state, id: "", outputs: {}, initErrors: [] };
}

/** Has the provider do the work and takes note of it, also when it was only half done: then it fails afterwards. */
async function change(
  run: Run,
  resource: Resource,
  old: Resource | undefined,
  provider: Provider | undefined,
  takeNote: () => void,
): Promise<void> {
  const { dryRun, snapshot } = run;
  resource.modified = new Date().toISOString();
  if (!old) resource.created = resource.modified;
  if (resource.custom && !isProviderType(resource.type) && !dryRun) {
    if (!provider) throw new Error("its provider has no configuration");
    return snapshot.during(old ? "updating" : "creating", resource, async () => {
      const failed = await apply(provider, old, resource, false);
      takeNote();
      if (failed) throw failed;
    });
  }
  if (isProviderType(resource.type)) {
    if (!old) resource.id = dryRun ? UNKNOWN : randomUUID();
    resource.outputs = ownConfig(resource.inputs);
    declare(run, resource, old);
  } else if (provider?.abilities?.previews) {
    const failed = await apply(provider, old, resource, true);
    if (failed) throw failed;
  } else if (provider) {
    // Dynamic providers take no part in previews: all that is known of the outputs are the inputs.
    setOutputs(resource, resource.inputs);
  }
  takeNote();
  await snapshot.save();
}

/** Makes a provider known by its name, and by the one it had before. */
function declare(run: Run, resource: Resource, old: Resource | undefined): void {
  run.providers.declare(resource, old && old.urn !== resource.urn ? old.urn : undefined);
}

async function commit(
  run: Run,
  op: StepOp | undefined,
  resource: Resource,
  old: Resource | undefined,
): Promise<Resource> {
  run.snapshot.replace(old, resource);
  await run.snapshot.save();
  if (op) run.report.step(op, resource);
  return resource;
}
