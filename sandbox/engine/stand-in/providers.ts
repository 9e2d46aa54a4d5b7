import type { Properties, Provider } from "./provider-process";
import { providerUrn } from "./urn";
import { hasUnknown, plain, same } from "./values";

/** The providers of a command: one process for each provider resource and configuration, started when first needed. */
export class Providers {
  readonly #declared = new Map<string, { config: Properties; process?: Promise<Provider> }>();
  readonly #started: Promise<Provider>[] = [];
  readonly #start: () => Promise<Provider>;

  constructor(start: () => Promise<Provider>) {
    this.#start = start;
  }

  /** Makes a provider known, or its new configuration. */
  declare(urn: string, config: Properties): void {
    const known = this.#declared.get(urn);
    if (!known || !same(known.config, config)) this.#declared.set(urn, { config });
  }

  /** The process behind a provider reference; none when its configuration is not yet known in a preview. */
  async get(reference: string): Promise<Provider | undefined> {
    const provider = this.#declared.get(providerUrn(reference));
    if (!provider) throw new Error(`there is no provider ${reference}`);
    if (hasUnknown(provider.config)) return undefined;
    provider.process ??= this.#configured(provider.config);
    return provider.process;
  }

  /** Kills (-9) all processes. */
  async kill(): Promise<void> {
    for (const started of await Promise.allSettled(this.#started)) {
      const pid = started.status === "fulfilled" ? started.value.pid : undefined;
      if (pid !== undefined) process.kill(pid, "SIGKILL");
    }
  }

  /** Ends all processes; what they printed is out when this returns. */
  async close(): Promise<void> {
    const processes = await Promise.allSettled(this.#started);
    await Promise.all(processes.map((started) => started.status === "fulfilled" && started.value.close()));
  }

  async #configured(config: Properties): Promise<Provider> {
    const starting = this.#start();
    this.#started.push(starting);
    const started = await starting;
    await started.configure(plain(config));
    return started;
  }
}
