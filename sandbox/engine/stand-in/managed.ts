import type { Checked, Difference, Properties, Provider } from "./provider-process";
import { ResourceInitFailed } from "./provider-process";
import type { Resource } from "./state";
import { keepIgnored, markSecrets, plain, same, secret } from "./values";

/** What a provider thinks of a change. */
export interface Verdict {
  changed: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/**
 * The calls of a resource's life, between what the engine keeps (secrets marked) and what providers see, which not all know
 * Pulumi's objects. Without a provider, which is so for components and for resources of a provider whose configuration is
 * not known yet, the engine answers by itself.
 */
export async function check(
  provider: Provider | undefined,
  urn: string,
  olds: Properties,
  news: Properties,
): Promise<Checked> {
  if (!provider) return { inputs: news, failures: [] };
  const { abilities } = provider;
  const { inputs, failures } = await provider.check({
    urn,
    olds: plain(olds, abilities),
    news: plain(news, abilities),
  });
  return { inputs: marked(provider, inputs, news), failures };
}

export async function diff(
  provider: Provider | undefined,
  old: Resource,
  news: Properties,
  ignoreChanges: string[],
): Promise<Verdict> {
  const answer =
    provider &&
    (await provider.diff({ urn: old.urn, ...before(provider, old), news: plain(news, provider.abilities) }));
  return verdict(answer, !same(old.inputs, keepIgnored(news, old.inputs, ignoreChanges)));
}

/** What comes of a provider's answer to a change, or of the engine's own comparison when that leaves it open. */
export function verdict(answer: Difference | undefined, unlike: boolean): Verdict {
  const changed = answer?.changes ?? unlike;
  return {
    changed,
    replaces: changed ? (answer?.replaces ?? []) : [],
    deleteBeforeReplace: answer?.deleteBeforeReplace ?? false,
  };
}

/** Reads a resource. A provider may know it by another id than the one it was asked for. */
export async function read(
  provider: Provider,
  resource: { urn: string; id: string; inputs?: Properties; outputs?: Properties },
): Promise<Awaited<ReturnType<Provider["read"]>>> {
  const { urn, id, inputs, outputs } = resource;
  const sent = (values: Properties) => plain(values, provider.abilities);
  const found = await provider.read({
    urn,
    id,
    ...(inputs && { inputs: sent(inputs) }),
    ...(outputs && { outputs: sent(outputs) }),
  });
  return {
    id: found.id,
    inputs: found.inputs && marked(provider, found.inputs, inputs ?? {}),
    outputs: marked(provider, found.outputs, outputs ?? {}),
  };
}

/**
 * Updates `old`, or creates; in a preview the provider says what that would come to. A resource that came half way has its
 * id and outputs too; the error is returned.
 */
export async function apply(
  provider: Provider,
  old: Resource | undefined,
  resource: Resource,
  preview: boolean,
): Promise<ResourceInitFailed | undefined> {
  const { urn } = resource;
  const inputs = plain(resource.inputs, provider.abilities);
  let failed: ResourceInitFailed | undefined;
  try {
    if (old) {
      resource.outputs = (await provider.update({ urn, ...before(provider, old), news: inputs, preview })).outputs;
    } else {
      Object.assign(resource, await provider.create({ urn, inputs, preview }));
    }
  } catch (error) {
    if (!(error instanceof ResourceInitFailed)) throw error;
    failed = error;
    // An update keeps the inputs it had, so that the next one sees what is still to be changed.
    const kept = old ? { inputs: old.inputs } : { id: error.id };
    Object.assign(resource, { outputs: error.properties, initErrors: error.reasons, ...kept });
  }
  if (resource.id === "" && !preview) throw new Error("the provider returned no id");
  setOutputs(resource, marked(provider, resource.outputs, resource.inputs));
  return failed;
}

/** Sets a resource's outputs, those secret that the program wants so. */
export function setOutputs(resource: Resource, outputs: Properties): void {
  resource.outputs = { ...outputs };
  const secretOnes = Object.fromEntries((resource.additionalSecretOutputs ?? []).map((key) => [key, secret(0)]));
  resource.outputs = markSecrets(resource.outputs, secretOnes);
}

function before(provider: Provider, old: Resource): { id: string; olds: Properties; oldInputs: Properties } {
  const { abilities } = provider;
  return { id: old.id, olds: plain(old.outputs, abilities), oldInputs: plain(old.inputs, abilities) };
}

/** A provider that sees no secrets cannot say what of its answer is one; by name it is what was one before. */
function marked(provider: Provider, answer: Properties, given: Properties): Properties {
  return provider.abilities?.secrets ? answer : markSecrets(answer, given);
}
