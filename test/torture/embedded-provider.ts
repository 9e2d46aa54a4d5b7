import type { DynamicProvider } from "../../provider/hosts/dynamic/adapter";
import { providersOn } from "../../provider/hosts/dynamic/providers";
import { Command } from "../../provider/lifecycle/command";
import { Session } from "../../provider/lifecycle/session";
import {
  type Properties,
  type Provider,
  type ProviderProcessOptions,
  ResourceInitFailed,
} from "../../sandbox/engine/stand-in/provider-process";
import { Lifeline } from "./lifeline";

/** Breaks a rule on purpose, to see that the watch reports it. */
export type Sabotage = (session: Session) => void;

/**
 * A provider inside this process, doing what the SDK's provider process does, a hundred times as fast: for lives of
 * thousands of commands.
 */
export class EmbeddedProvider implements Provider {
  readonly #session: Session;
  readonly #handlers: Record<string, DynamicProvider>;
  readonly #lifeline = new Lifeline();
  readonly #sabotage: Sabotage;

  private constructor({ env = {}, engine, onOutput = () => {}, signal }: ProviderProcessOptions, sabotage: Sabotage) {
    this.#sabotage = sabotage;
    this.#session = new Session({
      print: (line) => onOutput(`flowroute: ${line}\n`),
      command: Command.ofEngine(engine),
      journalFolder: `${env.XDG_STATE_HOME}/pulumi-flowroute/purchases`,
    });
    this.#handlers = providersOn(this.#session);
    signal?.addEventListener("abort", () => void this.kill());
  }

  static async start(options: ProviderProcessOptions, sabotage: Sabotage = () => {}): Promise<EmbeddedProvider> {
    options.signal?.throwIfAborted();
    return new EmbeddedProvider(options, sabotage);
  }

  /** Nothing of what it does from now on gets anywhere. */
  async kill(): Promise<void> {
    // This process lives on, so that what the provider said would look like the word of one that runs.
    this.#session.command.end();
    await this.#lifeline.cut();
  }

  async configure(config: Properties): Promise<void> {
    const baseUrl = await this.#lifeline.reach(String(config["flowroute:baseUrl"]));
    const all: Properties = { ...config, "flowroute:baseUrl": baseUrl };
    const get = (key: string) => all[key] as string | undefined;
    this.#session.configure((name) => get(`flowroute:${name}`));
    this.#sabotage(this.#session);
  }

  async check({ urn, olds, news }: Parameters<Provider["check"]>[0]) {
    const { inputs = news, failures = [] } = await this.#lifeline.live(this.#handler(urn).check(olds, news));
    return { inputs: overTheWire({ ...inputs, __provider: news.__provider }), failures };
  }

  async diff({ urn, id, olds, news }: Parameters<Provider["diff"]>[0]) {
    const {
      changes,
      replaces = [],
      deleteBeforeReplace = false,
    } = await this.#lifeline.live(this.#handler(urn).diff(id, olds, news));
    return { changes, replaces, deleteBeforeReplace };
  }

  async create({ urn, inputs }: Parameters<Provider["create"]>[0]) {
    const { id, outs } = await this.#lifeline.live(this.#handler(urn).create(inputs).catch(halfWay));
    return { id, outputs: overTheWire({ ...outs, __provider: inputs.__provider }) };
  }

  async read({ urn, id, outputs = {} }: Parameters<Provider["read"]>[0]) {
    const { __provider } = outputs;
    const { id: found = "", props, inputs } = await this.#lifeline.live(this.#handler(urn).read(id, outputs));
    return {
      id: found,
      outputs: overTheWire({ ...props, __provider }),
      inputs: inputs && overTheWire({ ...inputs, __provider }),
    };
  }

  async update({ urn, id, olds, news }: Parameters<Provider["update"]>[0]) {
    const { outs } = await this.#lifeline.live(this.#handler(urn).update(id, olds, news).catch(halfWay));
    return { outputs: overTheWire({ ...outs, __provider: news.__provider }) };
  }

  async delete({ urn, id, outputs }: Parameters<Provider["delete"]>[0]) {
    await this.#lifeline.live(this.#handler(urn).delete(id, outputs));
  }

  async close(): Promise<void> {
    this.#session.end();
    await this.#lifeline.hangUp();
  }

  #handler(urn: string): DynamicProvider {
    // What moves here from the plugin is asked about under its URN there.
    const [, kind = ""] = /flowroute:(?:index:)?(\w+)::/.exec(urn) ?? [];
    const handler = this.#handlers[kind];
    if (!handler) throw new Error(`no handler for ${urn}`);
    return handler;
  }
}

function halfWay(error: Error & { id?: string; properties?: Properties; reasons?: string[] }): never {
  const { id, properties = {}, reasons = [] } = error;
  throw id === undefined ? error : new ResourceInitFailed(id, properties, reasons);
}

/** What arrives at the other end: plain JSON. */
function overTheWire(properties: Properties): Properties {
  return JSON.parse(JSON.stringify(properties)) as Properties;
}
