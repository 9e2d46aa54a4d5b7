import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { PluginProcess } from "./plugin-process";
import { ProviderClient } from "./provider-client";

export {
  type Checked,
  type CheckFailure,
  type Difference,
  type Properties,
  ResourceInitFailed,
} from "./provider-calls";
export type { Abilities } from "./provider-client";

/** Where and how to start the provider process. */
export interface ProviderProcessOptions {
  /** The program's directory: the working directory, and where `@pulumi/pulumi` is looked up. */
  programDir: string;
  /** The executable of a provider plugin; when left out, the SDK's process for dynamic resources is started. */
  plugin?: string | undefined;
  /** The project's name. */
  project: string;
  /** The engine's address, the same for all processes of a command. A plugin's messages go there. */
  engine: string;
  /** What an engine puts before its address: `--logtostderr` and `-v=9` with `--logflow`. */
  flags?: string[] | undefined;
  /** Environment added to this process's own. */
  env?: Record<string, string> | undefined;
  /** Called with what the process prints on stdout and stderr. */
  onOutput?: ((text: string) => void) | undefined;
  /** Kills the process: calls under way fail. */
  signal?: AbortSignal | undefined;
}

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
  /** With which it is asked to end: plugins are interrupted, as Pulumi does. */
  readonly #endsWith: NodeJS.Signals;

  private constructor(process: PluginProcess, connection: ResourceProviderClient, endsWith: NodeJS.Signals) {
    super(connection);
    this.#process = process;
    this.#connection = connection;
    this.#endsWith = endsWith;
  }

  /** Starts the process and waits until it listens; with a plugin it exchanges what each of them can do. */
  static async start(options: ProviderProcessOptions): Promise<ProviderProcess> {
    const { plugin, programDir, project, flags = [], engine, onOutput = () => {}, signal } = options;
    const sdk = () => createRequire(join(programDir, "_")).resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const started = await PluginProcess.start({
      command: plugin ?? process.execPath,
      args: [...(plugin === undefined ? [sdk()] : []), ...flags, engine],
      cwd: programDir,
      env: {
        ...process.env,
        ...options.env,
        ...(plugin === undefined && { PULUMI_NODEJS_PROJECT: project }),
        PULUMI_PROJECT: project,
      },
      onOutput,
      signal,
    });
    const client = new ResourceProviderClient(started.address, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    if (plugin === undefined) return new ProviderProcess(started, client, "SIGTERM");
    const opened = new ProviderProcess(started, client, "SIGINT");
    await opened.handshake(engine, dirname(plugin));
    return opened;
  }

  /** The process's id. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Ends the process and waits until it is gone and all it printed has been passed on. */
  async close(signal: NodeJS.Signals = this.#endsWith): Promise<void> {
    this.#connection.close();
    await this.#process.close(signal);
  }
}
