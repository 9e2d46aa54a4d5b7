import { deleteBeforeReplace } from "./deletes";
import { aliasUrns, type Goal, plainGoal } from "./goal";
import { check, diff, type Verdict } from "./managed";
import type { Properties, Provider } from "./provider-process";
import { differences } from "./report";
import { type Run, Stopped } from "./run";
import { UNKNOWN } from "./signatures";
import type { Resource } from "./state";
import * as steps from "./steps";
import { isProviderType, makeUrn, providerUrn } from "./urn";
import { keepIgnored, secret } from "./values";

/** What brings one resource to its goal. */
export type Steps = () => Promise<Resource>;

/** Decides, for one resource at a time in order of registration, what has to be done. */
export class Planner {
  /** URNs that have had their turn: registered ones, and those in state that were found by an alias. */
  readonly #seen = new Set<string>();
  /** URNs in the previous state, by the new URN that claimed them as an alias. */
  readonly #renamed = new Map<string, string>();
  /** Deleted before the replacement of something they depend on, and not registered yet. */
  readonly #deletedFirst = new Set<string>();
  #defaultProvider: Resource | undefined;
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Plans a registration. */
  async plan(goal: Goal): Promise<Steps> {
    const run = this.#run;
    const old = this.#begin(goal);
    const provider = await this.#provider(goal);
    if (!old) {
      const resource = await this.#checked(goal, undefined, provider);
      return () => steps.create(run, resource, provider);
    }
    if (old.external || this.#deletedFirst.delete(goal.urn)) {
      const resource = await this.#checked(goal, undefined, provider);
      return () => steps.replace(run, resource, old, provider, []);
    }
    const resource = { ...(await this.#checked(goal, old, provider)), ...created(old) };
    const verdict = await this.#compare(resource, old, provider);
    const details = differences(shownBefore(old, resource), resource.inputs);
    if (old.pendingReplacement || verdict.replaces.length > 0)
      return this.#replacement(goal, old, provider, verdict, details);
    return verdict.changed || (old.initErrors ?? []).length > 0
      ? () => steps.update(run, resource, old, provider, details)
      : () => steps.keep(run, resource, old);
  }

  /** Plans a read of a resource that the stack does not own. */
  async planRead(goal: Goal, id: string): Promise<Steps> {
    const old = this.#begin(goal);
    const provider = await this.#provider(goal);
    return () => steps.read(this.#run, goal, id, old, provider);
  }

  async #replacement(
    goal: Goal,
    old: Resource,
    provider: Provider | undefined,
    verdict: Verdict,
    details: string[],
  ): Promise<Steps> {
    const run = this.#run;
    if (goal.protect && old.protect) {
      const message = "is protected and cannot be replaced; to replace it, remove `protect` from it in the program";
      if (!run.dryRun) throw new Error(message);
      run.report.fail(message, goal.urn);
    }
    // A replacement is a new resource: what check carried over from the old one does not hold for it.
    const resource = await this.#checked(goal, undefined, provider);
    if (!(goal.deleteBeforeReplace ?? verdict.deleteBeforeReplace) || old.pendingReplacement)
      return () => steps.replace(run, resource, old, provider, details);
    const dependents = (await this.#replacedWith(old)).reverse();
    for (const { urn } of dependents) this.#deletedFirst.add(urn);
    return async () => {
      for (const doomed of [...dependents, old]) await deleteBeforeReplace(run, doomed);
      return steps.replace(run, resource, old, provider, details);
    };
  }

  /** Takes note of the registration and finds the resource in the previous state, by its URN or an alias. */
  #begin(goal: Goal): Resource | undefined {
    const { snapshot, stack } = this.#run;
    if (this.#seen.has(goal.urn)) throw new Error(`duplicate resource URN ${goal.urn}; give it a unique name`);
    this.#seen.add(goal.urn);
    const own = snapshot.old(goal.urn);
    if (own) return own;
    for (const urn of aliasUrns(goal, stack, this.#renamed)) {
      const old = snapshot.old(urn);
      if (!old) continue;
      if (this.#seen.has(urn)) throw new Error(`the alias ${urn} is the name of another resource of this program`);
      this.#seen.add(urn);
      this.#renamed.set(goal.urn, urn);
      snapshot.rename(urn, goal.urn);
      return old;
    }
    return undefined;
  }

  /** The process that manages the resource; the default provider comes with the first resource that needs it. */
  async #provider(goal: Goal): Promise<Provider | undefined> {
    const { config, providers, report, stack } = this.#run;
    if (!goal.custom || isProviderType(goal.type)) return undefined;
    if (goal.provider === "") {
      // Default providers of dynamic resources get the whole configuration of the stack.
      const entries = [...config].map(([key, { value, secret: hide }]) => [key, hide ? secret(value) : value]);
      const type = `pulumi:providers:${goal.type.split(":")[0]}`;
      const wanted = plainGoal(makeUrn(stack, type, "default"), Object.fromEntries(entries));
      this.#defaultProvider ??= await (await this.plan(wanted))();
      goal.provider = `${wanted.urn}::${this.#defaultProvider.id}`;
    }
    const process = await providers.get(goal.provider);
    if (!process) report.log("warning", "what its provider is configured with is not known yet", goal.urn);
    return process;
  }

  /** The new state of the resource, with the inputs that its provider's `check` makes of the program's. */
  async #checked(goal: Goal, old: Resource | undefined, provider: Provider | undefined): Promise<Resource> {
    const wanted = old ? keepIgnored(goal.inputs, old.inputs, goal.ignoreChanges) : goal.inputs;
    const { inputs, failures } = await check(provider, goal.urn, old?.inputs ?? {}, wanted);
    for (const { property, reason } of failures)
      this.#run.report.fail(property ? `property "${property}": ${reason}` : reason, goal.urn);
    if (failures.length > 0) throw new Stopped();
    return { ...steps.stateOf(goal), inputs };
  }

  async #compare(resource: Resource, old: Resource, provider: Provider | undefined): Promise<Verdict> {
    const verdict = await diff(provider, old, resource.inputs, resource.ignoreChanges ?? []);
    const undecided = resource.custom && !isProviderType(resource.type) && !provider;
    return undecided ? { ...verdict, changed: true } : verdict;
  }

  /** The resources that have to make way when `root` is deleted before its replacement, in order of dependency. */
  async #replacedWith(root: Resource): Promise<Resource[]> {
    const urns = new Set([root.urn]);
    const resources: Resource[] = [];
    for (const resource of this.#run.snapshot.remaining()) {
      if (!resource.custom || resource.external || resource.delete || this.#seen.has(resource.urn)) continue;
      if (!(await this.#mustFollow(resource, urns))) continue;
      if (resource.protect) throw new Error(`${resource.urn} is protected and would have to be replaced with it`);
      urns.add(resource.urn);
      resources.push(resource);
    }
    return resources;
  }

  /** Whether new values of what it gets from the replaced resources would replace this one. */
  async #mustFollow(resource: Resource, replaced: Set<string>): Promise<boolean> {
    if (replaced.has(providerUrn(resource.provider))) return true;
    const changed = Object.entries(resource.propertyDependencies ?? {})
      .filter(([key, urns]) => key in resource.inputs && urns?.some((urn) => replaced.has(urn)))
      .map(([key]) => [key, UNKNOWN]);
    if (changed.length === 0 || isProviderType(resource.type)) return false;
    const provider = await this.#run.providers.get(resource.provider);
    const inputs = { ...resource.inputs, ...Object.fromEntries(changed) };
    return (await diff(provider, resource, inputs, resource.ignoreChanges ?? [])).replaces.length > 0;
  }
}

function created(old: Resource): Pick<Resource, "created" | "modified"> {
  return { ...(old.created && { created: old.created }), ...(old.modified && { modified: old.modified }) };
}

/** What an update shows as the value before: the state's, where the inputs agree and only the outputs drifted. */
function shownBefore(old: Resource, resource: Resource): Properties {
  const drifted = Object.keys(resource.inputs).filter((key) => key in old.outputs && key in old.inputs);
  return { ...old.inputs, ...Object.fromEntries(drifted.map((key) => [key, old.outputs[key]])) };
}
