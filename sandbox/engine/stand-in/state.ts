import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import type { Deployment, ResourceState } from "../driver";
import type { Secrets } from "./secrets";
import { SIGNATURE, SIGNATURES } from "./signatures";
import { mapSecrets, plain, secret } from "./values";

/** A resource in memory: nothing left out, secrets as they travel. */
export type Resource = ResourceState &
  Required<Pick<ResourceState, "id" | "inputs" | "outputs" | "parent" | "provider" | "dependencies">>;

/** A step that was begun and not known to have ended. */
export interface PendingOperation {
  type: "creating" | "updating" | "deleting" | "reading" | "importing";
  resource: Resource;
}

/** What a stack is known to consist of. */
export interface State {
  resources: Resource[];
  pending: PendingOperation[];
}

// Not a version of Pulumi's; importers check the magic number, the hash of the version.
const VERSION = "sandbox-stand-in";
const MAGIC = createHash("sha256").update(VERSION).digest("hex");

/** The file with a stack's state, as `pulumi stack export` writes it (deployment format, version 3). */
export class StateFile {
  /** What was written of resources: the state is written after every step, and most of it stays as it was. */
  readonly #written = new WeakMap<Resource, { readonly as: Resource; readonly text: string }>();
  readonly #path: string;
  readonly #secrets: Secrets;

  constructor(path: string, secrets: Secrets) {
    this.#path = path;
    this.#secrets = secrets;
  }

  /** The state, secrets decrypted. */
  async read(): Promise<State> {
    const text = await readFile(this.#path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (text === undefined) return { resources: [], pending: [] };
    const { deployment } = JSON.parse(text) as { deployment: Deployment };
    const open = (sealed: Record<string, unknown>) =>
      secret(JSON.parse(this.#secrets.decrypt(String(sealed.ciphertext))));
    const { resources = [], pending_operations = [] } = mapSecrets(deployment, open) as Partial<Deployment>;
    return {
      resources: resources.map(full),
      pending: pending_operations.map(({ type, resource }) => ({
        type: type as PendingOperation["type"],
        resource: full(resource),
      })),
    };
  }

  /** Writes the state in one go: a reader, or a crash, meets the old state or the new one. */
  async write(state: State): Promise<void> {
    const { resources: _, ...others } = this.#deployment({ ...state, resources: [] });
    // Each resource is a text of its own: to make anew that of a large state after every step would take longer than the steps.
    const resources = state.resources.map((resource) => this.#textOf(resource)).join(",\n");
    const text = `{"version":3,"deployment":{"resources":[\n${resources}\n],${this.#seal(others).slice(1)}}`;
    await writeFile(`${this.#path}.new`, text);
    await rename(`${this.#path}.new`, this.#path);
  }

  #textOf(resource: Resource): string {
    const known = this.#written.get(resource);
    if (known && hasSameMembers(known.as, resource)) return known.text;
    const text = this.#seal(compact(resource));
    this.#written.set(resource, { as: { ...resource }, text });
    return text;
  }

  /** As JSON, with its secrets encrypted. */
  #seal(value: object): string {
    const seal = (opened: Record<string, unknown>) => ({
      [SIGNATURE]: SIGNATURES.secret,
      ciphertext: this.#secrets.encrypt(JSON.stringify(plain(opened.value))),
    });
    return JSON.stringify(mapSecrets(value, seal));
  }

  /** The state with its secrets in the open. */
  async export(): Promise<Deployment> {
    const reveal = (opened: Record<string, unknown>) => ({
      [SIGNATURE]: SIGNATURES.secret,
      plaintext: JSON.stringify(plain(opened.value)),
    });
    return mapSecrets(this.#deployment(await this.read()), reveal) as Deployment;
  }

  /** Replaces the state by one that was exported with its secrets in the open. */
  async import({ resources, pending_operations: pending }: Deployment): Promise<void> {
    const hide = (revealed: Record<string, unknown>) => secret(JSON.parse(String(revealed.plaintext)));
    const hidden = mapSecrets({ resources: resources.map(full), pending }, hide) as State;
    await this.write(hidden);
  }

  #deployment({ resources, pending }: State): Deployment {
    return {
      manifest: { time: new Date().toISOString(), magic: MAGIC, version: VERSION },
      secrets_providers: { type: "passphrase", state: { salt: this.#secrets.salt } },
      resources: resources.map(compact),
      pending_operations: pending.map(({ type, resource }) => ({ resource: compact(resource), type })),
    };
  }
}

/** Whether nothing was put in place of any member; what members hold is never changed. */
function hasSameMembers(one: Resource, other: Resource): boolean {
  const names = Object.keys(one) as (keyof Resource)[];
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function full(resource: ResourceState): Resource {
  return { id: "", inputs: {}, outputs: {}, parent: "", provider: "", dependencies: [], ...resource };
}

/** As in Pulumi's own files, what is empty is left out. */
function compact(resource: Resource): ResourceState {
  const { urn, custom, type, ...others } = resource;
  return { urn, custom, type, ...Object.fromEntries(Object.entries(others).filter(([, value]) => !isEmpty(value))) };
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === false || value === "";
}
