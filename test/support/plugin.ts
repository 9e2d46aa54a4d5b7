import { join } from "node:path";
import type { Properties, ProviderProcess } from "../../sandbox/engine/stand-in/provider-process";
import type { Simulator } from "../../sandbox/simulator";
import { startProcess } from "./provider";

type Kind = "PhoneNumber" | "NumberRoutes" | "InboundRoute" | "NumberGroup";

/** The provider plugin's process, spoken to as an engine does. Its engine takes no messages, so it prints them. */
export class Plugin implements AsyncDisposable {
  readonly #printed: string[];

  private constructor(
    readonly process: ProviderProcess,
    printed: string[],
  ) {
    this.#printed = printed;
  }

  static async start(env: Record<string, string> = {}): Promise<Plugin> {
    const plugin = join(__dirname, "../../node_modules/.bin/pulumi-resource-flowroute");
    const { process, printed } = await startProcess({ project: "plugin-test", plugin, env });
    return new Plugin(process, printed);
  }

  /** A process that is configured for this account. */
  static async on(simulator: Simulator, settings: Properties = {}, env: Record<string, string> = {}): Promise<Plugin> {
    const plugin = await Plugin.start(env);
    await plugin.configure({ ...accountOf(simulator), ...settings });
    return plugin;
  }

  /** Configures a provider of this name; without one, as an engine that gives none. */
  configure(config: Properties, name?: string): Promise<void> {
    return this.process.configure(config, name === undefined ? undefined : { urn: providerUrn(name), id: "id" });
  }

  checkConfig(news: Properties, name = "default") {
    return this.process.checkConfig({ urn: providerUrn(name), olds: {}, news });
  }

  check(kind: Kind, news: Properties, olds: Properties = {}) {
    return this.process.check({ urn: urnOf(kind), olds, news });
  }

  diff(kind: Kind, id: string, olds: Properties, news: Properties) {
    return this.process.diff({ urn: urnOf(kind), id, olds, oldInputs: {}, news });
  }

  create(kind: Kind, inputs: Properties, preview = false) {
    return this.process.create({ urn: urnOf(kind), inputs, preview });
  }

  /** Reads a resource of the state, as a refresh does. */
  read(kind: Kind, id: string, outputs: Properties, inputs: Properties = {}) {
    return this.process.read({ urn: urnOf(kind), id, outputs, inputs });
  }

  /** Reads something that is not managed, as a `.get` does. */
  get(kind: Kind, id: string) {
    return this.process.read({ urn: urnOf(kind), id, inputs: {} });
  }

  import(kind: Kind, id: string) {
    return this.process.read({ urn: urnOf(kind), id });
  }

  update(kind: Kind, id: string, olds: Properties, news: Properties, preview = false) {
    return this.process.update({ urn: urnOf(kind), id, olds, oldInputs: {}, news, preview });
  }

  delete(kind: Kind, id: string, outputs: Properties) {
    return this.process.delete({ urn: urnOf(kind), id, inputs: {}, outputs });
  }

  /** Ends the process, and gives all that it printed. */
  async close(): Promise<string> {
    await this.process.close();
    return this.#printed.join("");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** The settings that lead the plugin to a simulated account. */
export function accountOf({ accessKey, secretKey, url }: Pick<Simulator, "accessKey" | "secretKey" | "url">) {
  return { accessKey, secretKey, baseUrl: url };
}

export function urnOf(kind: Kind): string {
  return `urn:pulumi:test::plugin-test::flowroute:index:${kind}::resource`;
}

function providerUrn(name: string): string {
  return `urn:pulumi:test::plugin-test::pulumi:providers:flowroute::${name}`;
}
