import type { handleUnaryCall, ServerUnaryCall } from "@grpc/grpc-js";
import { type ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { Plugin } from "../../provider/hosts/plugin/plugin";
import { service } from "../../provider/hosts/plugin/service";
import type { Session } from "../../provider/lifecycle/session";
import { ProviderClient } from "../../sandbox/engine/stand-in/provider-client";
import type { Properties, Provider, ProviderProcessOptions } from "../../sandbox/engine/stand-in/provider-process";
import type { Sabotage } from "./embedded-provider";
import { Lifeline } from "./lifeline";

/** The same of the provider plugin: its own service answers, and what goes to and fro takes the form of the wire. */
export class EmbeddedPlugin extends ProviderClient implements Provider {
  readonly #plugin: Plugin;
  readonly #lifeline: Lifeline;
  readonly #sabotage: Sabotage;
  #session: Session | undefined;

  private constructor(plugin: Plugin, lifeline: Lifeline, sabotage: Sabotage) {
    super(clientOf(plugin, lifeline));
    this.#plugin = plugin;
    this.#lifeline = lifeline;
    this.#sabotage = sabotage;
  }

  static async start(options: ProviderProcessOptions, sabotage: Sabotage = () => {}): Promise<EmbeddedPlugin> {
    const { env = {}, engine, programDir, onOutput = () => {}, signal } = options;
    signal?.throwIfAborted();
    const plugin = new Plugin(engine, {
      print: (line) => onOutput(`flowroute: ${line}\n`),
      journalFolder: `${env.XDG_STATE_HOME}/pulumi-flowroute/purchases`,
    });
    const embedded = new EmbeddedPlugin(plugin, new Lifeline(), sabotage);
    signal?.addEventListener("abort", () => void embedded.kill());
    await embedded.handshake(engine, programDir);
    return embedded;
  }

  /** Nothing of what it does from now on gets anywhere. */
  async kill(): Promise<void> {
    // This process lives on, so that what the provider said would look like the word of one that runs.
    this.#session?.command.end();
    await this.#lifeline.cut();
  }

  override async configure(config: Properties, about?: Parameters<ProviderClient["configure"]>[1]): Promise<void> {
    const baseUrl = await this.#lifeline.reach(String(config.baseUrl));
    await super.configure({ ...config, baseUrl }, about);
    this.#session = this.#plugin.session;
    this.#sabotage(this.#session);
  }

  async close(): Promise<void> {
    await this.#plugin.end();
    await this.#lifeline.hangUp();
  }
}

type Handler = handleUnaryCall<unknown, unknown>;
/** How a call of the protocol and its answer become bytes. */
interface Method {
  requestSerialize(request: unknown): Buffer;
  requestDeserialize(bytes: Buffer): unknown;
  responseSerialize(response: unknown): Buffer;
  responseDeserialize(bytes: Buffer): unknown;
}

/** A client without a network between it and the plugin. */
function clientOf(plugin: Plugin, lifeline: Lifeline): ResourceProviderClient {
  const handlers = service(plugin) as unknown as Record<string, Handler>;
  const methods = ResourceProviderService as unknown as Record<string, Method>;
  const call = async (name: string, sent: unknown): Promise<unknown> => {
    const [handle, method] = [handlers[name], methods[name]];
    if (!handle || !method) throw new Error(`the plugin has no ${name}`);
    const request = method.requestDeserialize(method.requestSerialize(sent));
    const response = await new Promise((resolve, reject) => {
      const done: Parameters<Handler>[1] = (error, answer) => (error ? reject(error) : resolve(answer));
      handle({ request } as ServerUnaryCall<unknown, unknown>, done);
    });
    return method.responseDeserialize(method.responseSerialize(response));
  };
  const answering =
    (name: string) =>
    (request: unknown, ...rest: unknown[]) => {
      const done = rest.at(-1) as (error: unknown, response?: unknown) => void;
      lifeline.live(call(name, request)).then((response) => done(null, response), done);
    };
  return new Proxy({}, { get: (_, name) => answering(String(name)) }) as ResourceProviderClient;
}
