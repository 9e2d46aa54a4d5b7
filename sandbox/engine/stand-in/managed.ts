import { isDeepStrictEqual } from "node:util";
import type { CheckFailure, Properties, Provider } from "./provider-process";
import { ResourceInitFailed } from "./provider-process";
import type { Resource } from "./state";
import { isProviderType } from "./urn";
import { keepIgnored, markSecrets, plain, same, secret } from "./values";

/** What a provider thinks of a change. */
export interface Verdict {
  changed: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/**
 * The calls of a resource's life, between what the engine keeps (secrets marked) and what dynamic providers see (plain
 * values). Without a provider, which is so for components, for providers themselves, and for resources of a provider
 * whose configuration is not known yet, the engine answers by itself.
 */
export async function check(
  provider: Provider | undefined,
  urn: string,
  olds: Properties,
  news: Properties,
): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
  if (!provider) return { inputs: news, failures: [] };
  const { inputs, failures } = await provider.check({ urn, olds: plain(olds), news: plain(news) });
  return { inputs: markSecrets(inputs, news), failures };
}

export async function diff(
  provider: Provider | undefined,
  old: Resource,
  news: Properties,
  ignoreChanges: string[],
): Promise<Verdict> {
  const answer =
    provider &&
    (await provider.diff({
      urn: old.urn,
      id: old.id,
      olds: plain(old.outputs),
      oldInputs: plain(old.inputs),
      news: plain(news),
    }));
  const wanted = keepIgnored(news, old.inputs, ignoreChanges);
  // A provider differs, as in Pulumi, when an input has become a secret; other resources that no provider compares do not.
  const unlike = isProviderType(old.type) ? !isDeepStrictEqual(old.outputs, wanted) : !same(old.inputs, wanted);
  const changed = answer?.changes ?? unlike;
  return {
    changed,
    replaces: changed ? (answer?.replaces ?? []) : [],
    deleteBeforeReplace: answer?.deleteBeforeReplace ?? false,
  };
}

/** Updates `old`, or creates. A resource that came half way has its id and outputs too; the error is returned. */
export async function apply(
  provider: Provider,
  old: Resource | undefined,
  resource: Resource,
): Promise<ResourceInitFailed | undefined> {
  const { urn } = resource;
  const inputs = plain(resource.inputs);
  let failed: ResourceInitFailed | undefined;
  try {
    if (old) {
      const before = { id: old.id, olds: plain(old.outputs), oldInputs: plain(old.inputs) };
      resource.outputs = (await provider.update({ urn, ...before, news: inputs })).outputs;
    } else {
      Object.assign(resource, await provider.create({ urn, inputs }));
    }
  } catch (error) {
    if (!(error instanceof ResourceInitFailed)) throw error;
    failed = error;
    // An update keeps the inputs it had, so that the next one sees what is still to be changed.
    const kept = old ? { inputs: old.inputs } : { id: error.id };
    Object.assign(resource, { outputs: error.properties, initErrors: error.reasons, ...kept });
  }
  if (resource.id === "") throw new Error("the provider returned no id");
  setOutputs(resource, markSecrets(resource.outputs, resource.inputs));
  return failed;
}

/** Sets a resource's outputs, those secret that the program wants so. */
export function setOutputs(resource: Resource, outputs: Properties): void {
  resource.outputs = { ...outputs };
  const secretOnes = Object.fromEntries((resource.additionalSecretOutputs ?? []).map((key) => [key, secret(0)]));
  resource.outputs = markSecrets(resource.outputs, secretOnes);
}
