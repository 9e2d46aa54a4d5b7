import type { ImportSpec } from "../driver";
import { defaultProvider } from "./default-provider";
import { type Goal, plainGoal } from "./goal";
import { check } from "./managed";
import { type Run, Stopped } from "./run";
import * as steps from "./steps";
import { isProviderType, makeUrn, packageOf, STACK_TYPE } from "./urn";

/** Takes resources that exist into the stack, beside those that it has, as they are. */
export async function importAll(run: Run, specs: ImportSpec[]): Promise<void> {
  const { snapshot, stack } = run;
  for (const existing of snapshot.remaining().filter((resource) => !resource.delete)) {
    await steps.keep(run, { ...existing }, existing);
    if (isProviderType(existing.type)) await run.providers.get(`${existing.urn}::${existing.id}`);
  }
  const root = makeUrn(stack, STACK_TYPE, `${stack.project}-${stack.stack}`);
  if (!snapshot.has(root)) await steps.create(run, steps.stateOf({ ...plainGoal(root, {}), custom: false }), undefined);
  for (const spec of specs) {
    if (run.interrupt?.aborted) return;
    const goal = await goalOf(run, spec, root);
    try {
      await importSpec(run, goal);
    } catch (error) {
      if (!(error instanceof Stopped))
        run.report.fail(error instanceof Error ? error.message : String(error), goal.urn);
      return;
    }
  }
}

async function goalOf(run: Run, { type, name, id, parent, provider }: ImportSpec, root: string): Promise<Goal> {
  const urn = makeUrn(run.stack, type, name, parent);
  const managing = provider ?? (await defaultProviderOf(run, type));
  return {
    ...plainGoal(urn, {}),
    parent: parent ?? root,
    provider: `${managing}::${run.snapshot.idOf(managing)}`,
    importID: id,
  };
}

/** One that the stack has is taken as it is, though the configuration may have changed. */
async function defaultProviderOf(run: Run, type: string): Promise<string> {
  const pkg = packageOf(type);
  const goal = defaultProvider(run.stack, run.config, pkg, run.versionOf(pkg));
  if (run.snapshot.has(goal.urn)) return goal.urn;
  const { failures } = await run.providers.check(goal.urn, {}, goal.inputs);
  for (const { reason } of failures) run.report.fail(reason, goal.urn);
  if (failures.length > 0) throw new Stopped();
  await steps.create(run, steps.stateOf(goal), undefined);
  return goal.urn;
}

async function importSpec(run: Run, goal: Goal): Promise<void> {
  const { urn } = goal;
  if (run.snapshot.has(urn)) {
    if (run.snapshot.idOf(urn) === goal.importID) return;
    throw new Error(`resource '${urn}' already exists`);
  }
  const provider = await run.providers.get(goal.provider);
  const imported = await steps.importOne(run, goal, undefined, provider);
  // As in Pulumi, the state does not keep under which id it was imported.
  imported.importID = "";
  const { failures } = await check(provider, urn, imported.inputs, imported.inputs);
  for (const { property, reason } of failures)
    run.report.log("warning", `property "${property}" fails to validate: ${reason}`, urn);
  await run.snapshot.save();
}
