import type { Checked, Difference, Properties, Provider } from "./provider-process";
import type { Resource } from "./state";
import { DYNAMIC, packageOf, providerUrn, typeOf } from "./urn";
import { hasUnknown, markSecrets, plain, same } from "./values";

/** A provider resource, and its process once that is needed. */
interface Known {
  readonly urn: string;
  readonly id: string;
  readonly config: Properties;
  started: Promise<Provider> | undefined;
  configured?: Promise<Provider>;
}

/** The providers of a command: one process for each provider resource and configuration, started when first needed. */
export class Providers {
  readonly #declared = new Map<string, Known>();
  /** Processes that have judged a configuration and have none yet, by URN of the provider resource. */
  readonly #undeclared = new Map<string, Promise<Provider>>();
  readonly #started: Promise<Provider>[] = [];
  readonly #start: (pkg: string) => Promise<Provider>;

  constructor(start: (pkg: string) => Promise<Provider>) {
    this.#start = start;
  }

  /** Has a new process of the provider judge a configuration. Dynamic resources' takes any, and is not started for that. */
  async check(urn: string, olds: Properties, news: Properties): Promise<Checked> {
    if (isDynamic(urn)) return { inputs: news, failures: [] };
    const starting = this.#launch(urn);
    this.#undeclared.set(urn, starting);
    const given = ownConfig(news);
    const checking = await starting;
    const answer = await checking.checkConfig?.({ urn, olds: plain(ownConfig(olds)), news: plain(given) });
    const { inputs, failures } = answer ?? { inputs: given, failures: [] };
    // What belongs to the engine is not the provider's to change.
    const { version, __internal } = news;
    const kept = { ...(version !== undefined && { version }), ...(__internal !== undefined && { __internal }) };
    return { inputs: { ...markSecrets(inputs, given), ...kept }, failures };
  }

  /** What a provider thinks of new inputs of its own; nothing, when it is that of dynamic resources. */
  async diff(urn: string, old: Resource, news: Properties): Promise<Difference | undefined> {
    return isDynamic(urn) ? undefined : this.#diff(await this.#undeclared.get(urn), urn, old, news);
  }

  /** Whether what another provider managed has to be replaced when this one takes over, which is for this one to say. */
  async replacesUnder(reference: string, old: Resource): Promise<boolean> {
    const known = this.#declared.get(reference);
    if (!known || isDynamic(known.urn)) return false;
    known.started ??= this.#launch(known.urn);
    const difference = await this.#diff(await known.started, known.urn, old, known.config);
    return (difference?.replaces ?? []).length > 0;
  }

  /** Makes a provider known, or its new configuration; `alias` is the URN that it had before. */
  declare({ urn, id, inputs }: Pick<Resource, "urn" | "id" | "inputs">, alias?: string): void {
    const started = this.#undeclared.get(urn);
    this.#undeclared.delete(urn);
    const reference = `${urn}::${id}`;
    const known = this.#declared.get(reference);
    const unchanged = known && same(known.config, inputs) && (known.started || !started);
    const declared: Known = unchanged ? known : { urn, id, config: inputs, started };
    this.#declared.set(reference, declared);
    // As in Pulumi, one that runs is configured though nothing may need it; what is wrong is said where it is needed.
    if (declared.started) void this.get(reference).catch(() => {});
    if (alias !== undefined) this.#declared.set(`${alias}::${id}`, declared);
  }

  /** The process behind a provider reference; none when its configuration is not yet known in a preview. */
  async get(reference: string): Promise<Provider | undefined> {
    const provider = this.#declared.get(reference);
    if (!provider) throw new Error(`there is no provider ${providerUrn(reference)}`);
    if (hasUnknown(provider.config)) return undefined;
    provider.configured ??= this.#configured(provider);
    return provider.configured;
  }

  /** Kills (-9) all processes. */
  async kill(): Promise<void> {
    for (const started of await this.#running()) if (started.pid !== undefined) process.kill(started.pid, "SIGKILL");
  }

  /** Asks all processes to begin nothing more. */
  async cancel(): Promise<void> {
    await Promise.all((await this.#running()).map((started) => started.cancel?.()));
  }

  /** Ends all processes; what they printed is out when this returns. */
  async close(): Promise<void> {
    const running = await this.#running();
    await Promise.all(
      running.map(async (started) => {
        await started.cancel?.();
        await started.close();
      }),
    );
  }

  async #diff(
    provider: Provider | undefined,
    urn: string,
    old: Resource,
    news: Properties,
  ): Promise<Difference | undefined> {
    const given = (values: Properties) => plain(ownConfig(values));
    return provider?.diffConfig?.({
      urn,
      olds: given(old.outputs),
      oldInputs: given(old.inputs),
      news: given(news),
    });
  }

  #launch(urn: string): Promise<Provider> {
    const starting = this.#start(packageOf(typeOf(urn)));
    this.#started.push(starting);
    // It is reported where it is needed, which may be later than it fails.
    starting.catch(() => {});
    return starting;
  }

  async #configured(provider: Known): Promise<Provider> {
    provider.started ??= this.#launch(provider.urn);
    const started = await provider.started;
    const { urn, id, config } = provider;
    await (isDynamic(urn) ? started.configure(plain(config)) : started.configure(ownConfig(config), { urn, id }));
    return started;
  }

  async #running(): Promise<Provider[]> {
    const all = await Promise.allSettled(this.#started);
    return all.flatMap((started) => (started.status === "fulfilled" ? [started.value] : []));
  }
}

/** A provider's inputs without what is only for the engine. */
export function ownConfig({ __internal, ...config }: Properties): Properties {
  return config;
}

function isDynamic(urn: string): boolean {
  return packageOf(typeOf(urn)) === DYNAMIC;
}
