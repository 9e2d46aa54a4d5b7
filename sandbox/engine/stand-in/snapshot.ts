import type { PendingOperation, Resource, State, StateFile } from "./state";
import { providerUrn } from "./urn";

/**
 * The state while a command changes it: what was done so far, followed by what was there before and has not had its
 * turn yet. It is on disk after every step, so that a crash loses nothing.
 */
export class Snapshot {
  readonly #news: Resource[] = [];
  readonly #done = new Set<Resource>();
  readonly #renamed = new Map<string, string>();
  readonly #pending = new Set<PendingOperation>();
  #saving = Promise.resolve();
  #queued: Promise<void> | undefined;
  readonly #leftBehind: PendingOperation[];
  #state: State;
  readonly #file: StateFile | undefined;
  readonly #crashed: AbortSignal | undefined;

  /** @param file where to save; left out for previews, which change nothing but memory */
  constructor(state: State, file?: StateFile, crashed?: AbortSignal) {
    this.#state = state;
    this.#file = file;
    this.#crashed = crashed;
    // An interrupted create may have made something that is in no state: as in Pulumi, the note stays.
    this.#leftBehind = state.pending.filter((operation) => operation.type === "creating");
  }

  /** The previous state of a resource, if it has not had its turn. */
  old(urn: string): Resource | undefined {
    return this.remaining().find((resource) => resource.urn === urn && !resource.delete);
  }

  /** The previous state of a provider, by its reference, whether it has had its turn or not. */
  provider(reference: string): Resource | undefined {
    return this.#state.resources.find(({ urn, id }) => `${urn}::${id}` === reference);
  }

  /** What was there before and has not had its turn, in order. */
  remaining(): Resource[] {
    return this.#state.resources.filter((resource) => !this.#done.has(resource));
  }

  /** Everything there is, each after what it depends on. */
  resources(): Resource[] {
    const news = this.#news.filter((resource) => !this.#done.has(resource));
    return [...news, ...this.remaining()].map((resource) => this.#withNewNames(resource));
  }

  /** Whether there is such a resource now. */
  has(urn: string): boolean {
    return this.idOf(urn) !== undefined;
  }

  /** The id of a resource as it is now; empty for a component. */
  idOf(urn: string): string | undefined {
    return this.resources().find((resource) => resource.urn === urn && !resource.delete)?.id;
  }

  /** Takes note of a new or changed resource, and that it stands for `old`. */
  replace(old: Resource | undefined, resource: Resource): void {
    if (old) this.#done.add(old);
    this.#news.push(resource);
  }

  /** Forgets a previous resource. */
  remove(resource: Resource): void {
    this.#done.add(resource);
  }

  /** Takes note that a resource goes by another URN from now on. */
  rename(from: string, to: string): void {
    this.#renamed.set(from, to);
  }

  /** Puts the refreshed resources (undefined: gone) in place of the previous ones, without references to the gone. */
  rebase(refreshed: Map<Resource, Resource | undefined>): void {
    const present = new Set<string>();
    const resources: Resource[] = [];
    for (const old of this.#state.resources) {
      const resource = refreshed.has(old) ? refreshed.get(old) : old;
      if (!resource) continue;
      present.add(resource.urn);
      const left = (urns: string[] | null) => urns?.filter((urn) => present.has(urn)) ?? [];
      const byProperty = Object.entries(resource.propertyDependencies ?? {})
        .map(([key, urns]) => [key, left(urns)] as const)
        .filter(([, urns]) => urns.length > 0);
      resources.push({
        ...resource,
        parent: present.has(resource.parent) ? resource.parent : "",
        dependencies: left(resource.dependencies),
        propertyDependencies: Object.fromEntries(byProperty),
      });
    }
    this.#state = { resources, pending: [] };
  }

  /** Does `work` under a note in the state that it is being done. */
  async during<T>(type: PendingOperation["type"], resource: Resource, work: () => Promise<T>): Promise<T> {
    const operation = { type, resource: { ...resource } };
    this.#pending.add(operation);
    await this.save();
    try {
      return await work();
    } finally {
      this.#pending.delete(operation);
      await this.save();
    }
  }

  /** Returns when what is known now is on disk; saves that are asked for during a write are one write. */
  save(): Promise<void> {
    this.#queued ??= this.#saving.then(() => {
      this.#queued = undefined;
      if (this.#crashed?.aborted) return;
      const state = { resources: this.resources(), pending: [...this.#leftBehind, ...this.#pending] };
      this.#saving = this.#file?.write(state) ?? this.#saving;
      return this.#saving;
    });
    return this.#queued;
  }

  /** The resource with references to renamed resources by their new names. */
  #withNewNames(resource: Resource): Resource {
    if (this.#renamed.size === 0) return resource;
    const current = (urn: string) => this.#renamed.get(urn) ?? urn;
    const byProperty = Object.entries(resource.propertyDependencies ?? {});
    const provider = providerUrn(resource.provider);
    return {
      ...resource,
      parent: current(resource.parent),
      provider: current(provider) + resource.provider.slice(provider.length),
      dependencies: resource.dependencies.map(current),
      propertyDependencies: Object.fromEntries(byProperty.map(([key, urns]) => [key, (urns ?? []).map(current)])),
    };
  }
}
