import { isDeepStrictEqual } from "node:util";
import { defaultProvider } from "./default-provider";
import { deleteBeforeReplace } from "./deletes";
import { aliasUrns, type Goal } from "./goal";
import { check, diff, type Verdict, verdict } from "./managed";
import type { Properties, Provider } from "./provider-process";
import { ownConfig } from "./providers";
import { replacedWith } from "./replaced-with";
import { differences } from "./report";
import { type Run, Stopped } from "./run";
import type { Resource } from "./state";
import * as steps from "./steps";
import { isProviderType, packageOf, providerUrn } from "./urn";
import { keepIgnored } from "./values";

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
  /** Those that this command needed so far, by URN. */
  readonly #defaultProviders = new Map<string, Resource>();
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Plans a registration. */
  async plan(goal: Goal): Promise<Steps> {
    const old = this.#begin(goal);
    const provider = await this.#provider(goal);
    if (!isImport(goal, old)) return this.#plan(goal, old, provider);
    return async () => {
      const imported = await steps.importOne(this.#run, goal, old, provider);
      const next = await this.#plan(goal, imported, provider, true);
      return next();
    };
  }

  /** Plans a read of a resource that the stack does not own. */
  async planRead(goal: Goal, id: string): Promise<Steps> {
    const old = this.#begin(goal);
    const provider = await this.#provider(goal);
    return () => steps.read(this.#run, goal, id, old, provider);
  }

  /** @param imported whether `old` was read just now, so that to leave it as it is would be no step of its own */
  async #plan(goal: Goal, old: Resource | undefined, provider: Provider | undefined, imported = false): Promise<Steps> {
    const run = this.#run;
    if (!old) {
      const resource = await this.#checked(goal, undefined, provider);
      return () => steps.create(run, resource, provider);
    }
    if (old.external || this.#deletedFirst.delete(goal.urn)) {
      const resource = await this.#checked(goal, undefined, provider);
      return () => steps.replace(run, resource, old, provider, []);
    }
    const resource = { ...(await this.#checked(goal, old, provider)), ...created(old) };
    const compared = await this.#compare(resource, old, provider);
    const details = differences(shownBefore(old, resource), resource.inputs);
    if (old.pendingReplacement || compared.replaces.length > 0)
      return this.#replacement(goal, old, provider, compared, details);
    return compared.changed || (old.initErrors ?? []).length > 0
      ? () => steps.update(run, resource, old, provider, details)
      : () => steps.keep(run, resource, old, imported);
  }

  async #replacement(
    goal: Goal,
    old: Resource,
    provider: Provider | undefined,
    compared: Verdict,
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
    if (!(goal.deleteBeforeReplace ?? compared.deleteBeforeReplace) || old.pendingReplacement)
      return () => steps.replace(run, resource, old, provider, details);
    const dependents = (await replacedWith(run, old, this.#seen)).reverse();
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

  /** The provider that answers a function. */
  async planCall(tok: string, reference: string, version: string): Promise<Provider | undefined> {
    return this.#run.providers.get(reference || (await this.#defaultProvider(packageOf(tok), version)));
  }

  /** The process that manages the resource. */
  async #provider(goal: Goal): Promise<Provider | undefined> {
    if (!goal.custom || isProviderType(goal.type)) return undefined;
    goal.provider ||= await this.#defaultProvider(packageOf(goal.type), goal.version);
    const process = await this.#run.providers.get(goal.provider);
    if (!process) this.#run.report.log("warning", "what its provider is configured with is not known yet", goal.urn);
    return process;
  }

  /** The reference to the default provider, which comes with the first that needs it. */
  async #defaultProvider(pkg: string, version: string): Promise<string> {
    const { config, stack, versionOf } = this.#run;
    const wanted = defaultProvider(stack, config, pkg, version || versionOf(pkg));
    const known = this.#defaultProviders.get(wanted.urn) ?? (await (await this.plan(wanted))());
    this.#defaultProviders.set(wanted.urn, known);
    return `${wanted.urn}::${known.id}`;
  }

  /** The new state of the resource, with the inputs that its provider's `check` makes of the program's. */
  async #checked(goal: Goal, old: Resource | undefined, provider: Provider | undefined): Promise<Resource> {
    const wanted = old ? keepIgnored(goal.inputs, old.inputs, goal.ignoreChanges) : goal.inputs;
    const olds = old?.inputs ?? {};
    const { inputs, failures } = isProviderType(goal.type)
      ? await this.#run.providers.check(goal.urn, olds, wanted)
      : await check(provider, goal.urn, olds, wanted);
    for (const { property, reason } of failures)
      this.#run.report.fail(property ? `property "${property}": ${reason}` : reason, goal.urn);
    if (failures.length > 0) throw new Stopped();
    return { ...steps.stateOf(goal), inputs };
  }

  async #compare(resource: Resource, old: Resource, provider: Provider | undefined): Promise<Verdict> {
    const { providers } = this.#run;
    const { urn, inputs, ignoreChanges = [] } = resource;
    if (isProviderType(resource.type)) {
      // A provider differs, as in Pulumi, when an input has become a secret; what no provider compares does not.
      const unlike = !isDeepStrictEqual(old.outputs, ownConfig(keepIgnored(inputs, old.inputs, ignoreChanges)));
      return verdict(await providers.diff(urn, old, inputs), unlike);
    }
    if (await this.#changesHands(resource, old))
      return { changed: true, replaces: ["provider"], deleteBeforeReplace: false };
    const compared = await diff(provider, old, inputs, ignoreChanges);
    return resource.custom && !provider ? { ...compared, changed: true } : compared;
  }

  /** Whether the resource has another provider than it had, and that one cannot go on with it. */
  async #changesHands(resource: Resource, old: Resource): Promise<boolean> {
    if (old.provider === resource.provider || old.provider === "" || resource.provider === "") return false;
    const [before, now] = [providerUrn(old.provider), providerUrn(resource.provider)];
    if (this.#renamed.get(now) === before) return false;
    const former = this.#run.snapshot.provider(old.provider);
    return former !== undefined && this.#run.providers.replacesUnder(resource.provider, former);
  }
}

/** Whether the program names something outside the stack for this resource, by its id. */
function isImport({ custom, importID }: Goal, old: Resource | undefined): boolean {
  return custom && importID !== "" && (!old || old.external === true || (old.importID || old.id) !== importID);
}

function created(old: Resource): Pick<Resource, "created" | "modified"> {
  return { ...(old.created && { created: old.created }), ...(old.modified && { modified: old.modified }) };
}

/** What an update shows as the value before: the state's, where the inputs agree and only the outputs drifted. */
function shownBefore(old: Resource, resource: Resource): Properties {
  const drifted = Object.keys(resource.inputs).filter((key) => key in old.outputs && key in old.inputs);
  return { ...old.inputs, ...Object.fromEntries(drifted.map((key) => [key, old.outputs[key]])) };
}
