import { dirname } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { PluginProcess } from "./plugin-process";
import { ProviderClient } from "./provider-client";
import { type ProviderProcessOptions, startProvider } from "./provider-start";

export {
  type Checked,
  type CheckFailure,
  type Difference,
  type Properties,
  ResourceInitFailed,
} from "./provider-calls";
export type { Abilities } from "./provider-client";
export type { ProviderProcessOptions } from "./provider-start";

/** A provider, as the engine calls it. Its one other form is a test's own, inside its process. */
export type Provider = Pick<
  ProviderProcess,
  "configure" | "check" | "diff" | "create" | "read" | "update" | "delete" | "close"
> &
  Partial<Pick<ProviderProcess, "abilities" | "checkConfig" | "diffConfig" | "invoke" | "cancel" | "pid">>;

/**
 * A provider's process, started and spoken to over gRPC as an engine does: a plugin's, or the one in which the Pulumi
 * SDK evaluates dynamic resources (`@pulumi/pulumi/cmd/dynamic-provider`), whose properties include `__provider`, the
 * code to run.
 */
export class ProviderProcess extends ProviderClient {
  readonly #process: PluginProcess;
  readonly #connection: ResourceProviderClient;

  private constructor(process: PluginProcess, connection: ResourceProviderClient) {
    super(connection);
    this.#process = process;
    this.#connection = connection;
  }

  /** Starts the process and waits until it listens; with a plugin it exchanges what each of them can do. */
  static async start(options: ProviderProcessOptions): Promise<ProviderProcess> {
    const { plugin, engine } = options;
    const started = await startProvider(options);
    const client = new ResourceProviderClient(started.address, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    const opened = new ProviderProcess(started, client);
    if (plugin !== undefined) await opened.handshake(engine, dirname(plugin));
    return opened;
  }

  /** The process's id. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Ends the process, by an interrupt as Pulumi does, and waits until it is gone and all it printed has been passed on. */
  async close(signal: NodeJS.Signals = "SIGINT"): Promise<void> {
    this.#connection.close();
    await this.#process.close(signal);
  }
}
