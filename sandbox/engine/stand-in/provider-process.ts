import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { nameOf, typeOf } from "./urn";

/** A resource's properties as plain JSON values; unknown values of a preview are the string `UNKNOWN`. */
export type Properties = Record<string, unknown>;

/** Where and how to start the provider process. */
export interface ProviderProcessOptions {
  /** The program's directory: the working directory, and where `@pulumi/pulumi` is looked up. */
  programDir: string;
  /** The project's name. */
  project: string;
  /** The engine's address, the same for all processes of a command. They never call it. */
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

/** Which resource a call is about; name and type are part of its URN. */
export interface ResourceName {
  urn: string;
}

/** An input that `check` refused. */
export interface CheckFailure {
  property: string;
  reason: string;
}

/** A create or update that came half way: the resource exists, with these properties, and is not as wanted. */
export class ResourceInitFailed extends Error {
  override readonly name = "ResourceInitFailed";

  constructor(
    readonly id: string,
    readonly properties: Properties,
    readonly reasons: string[],
  ) {
    super(reasons.join("; ") || "the resource is not as wanted");
  }
}

/** A provider of dynamic resources, as the engine calls it. Its one other form is a test's own, inside its process. */
export type Provider = Pick<
  ProviderProcess,
  "configure" | "check" | "diff" | "create" | "read" | "update" | "delete" | "close"
> & {
  /** Of the process that the provider has to itself, if it has one. */
  pid?: number | undefined;
};

/**
 * The process in which the Pulumi SDK evaluates dynamic resources (`@pulumi/pulumi/cmd/dynamic-provider`), started and
 * spoken to over gRPC as an engine does. Properties include `__provider`, the code to run.
 */
export class ProviderProcess {
  readonly #child: ChildProcess;
  readonly #client: ResourceProviderClient;

  private constructor(child: ChildProcess, client: ResourceProviderClient) {
    this.#child = child;
    this.#client = client;
  }

  /** Starts the process and waits until it listens. */
  static async start(options: ProviderProcessOptions): Promise<ProviderProcess> {
    const script = createRequire(join(options.programDir, "_")).resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [script, ...(options.flags ?? []), options.engine], {
      cwd: options.programDir,
      env: {
        ...process.env,
        ...options.env,
        PULUMI_NODEJS_PROJECT: options.project,
        PULUMI_PROJECT: options.project,
      },
      stdio: ["ignore", "pipe", "pipe"],
      signal: options.signal,
      killSignal: "SIGKILL",
    });
    const port = await firstLine(child, options.onOutput ?? (() => {}));
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    return new ProviderProcess(child, client);
  }

  /** The process's id. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Hands over the stack's configuration, by full key (`namespace:name`). */
  async configure(config: Properties): Promise<void> {
    const request = new provider.ConfigureRequest().setArgs(struct(config)).setAcceptsecrets(true);
    await unary<provider.ConfigureResponse>((done) => this.#client.configure(request, done));
  }

  /** Validates inputs; `olds` are the previous inputs, empty for a new resource. */
  async check(
    resource: ResourceName & { olds: Properties; news: Properties },
  ): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
    const request = named(new provider.CheckRequest(), resource)
      .setOlds(struct(resource.olds))
      .setNews(struct(resource.news));
    const response = await unary<provider.CheckResponse>((done) => this.#client.check(request, done));
    const failures = response
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    return { inputs: properties(response.getInputs()), failures };
  }

  /** Compares the previous outputs (`olds`) with new inputs. `changes` is undefined when the provider does not say. */
  async diff(
    resource: ResourceName & { id: string; olds: Properties; oldInputs: Properties; news: Properties },
  ): Promise<{ changes: boolean | undefined; replaces: string[]; deleteBeforeReplace: boolean }> {
    const request = named(new provider.DiffRequest(), resource)
      .setId(resource.id)
      .setOlds(struct(resource.olds))
      .setOldInputs(struct(resource.oldInputs))
      .setNews(struct(resource.news));
    const response = await unary<provider.DiffResponse>((done) => this.#client.diff(request, done));
    const { DIFF_SOME, DIFF_UNKNOWN } = provider.DiffResponse.DiffChanges;
    const changes = response.getChanges();
    return {
      changes: changes === DIFF_UNKNOWN ? undefined : changes === DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  /** Creates the resource; throws `ResourceInitFailed` when it came half way. */
  async create(resource: ResourceName & { inputs: Properties }): Promise<{ id: string; outputs: Properties }> {
    const request = named(new provider.CreateRequest(), resource).setProperties(struct(resource.inputs));
    const response = await unary<provider.CreateResponse>((done) => this.#client.create(request, done));
    return { id: response.getId(), outputs: properties(response.getProperties()) };
  }

  /** Reads the resource as it is now. An empty `id` in the answer means that it is gone. */
  async read(
    resource: ResourceName & { id: string; inputs: Properties; outputs: Properties },
  ): Promise<{ id: string; outputs: Properties; inputs: Properties | undefined }> {
    const request = named(new provider.ReadRequest(), resource)
      .setId(resource.id)
      .setInputs(struct(resource.inputs))
      .setProperties(struct(resource.outputs));
    const response = await unary<provider.ReadResponse>((done) => this.#client.read(request, done));
    const inputs = response.getInputs();
    return {
      id: response.getId(),
      outputs: properties(response.getProperties()),
      inputs: inputs && properties(inputs),
    };
  }

  /** Brings the resource from its previous outputs (`olds`) to new inputs; throws `ResourceInitFailed` half way. */
  async update(
    resource: ResourceName & { id: string; olds: Properties; oldInputs: Properties; news: Properties },
  ): Promise<{ outputs: Properties }> {
    const request = named(new provider.UpdateRequest(), resource)
      .setId(resource.id)
      .setOlds(struct(resource.olds))
      .setOldInputs(struct(resource.oldInputs))
      .setNews(struct(resource.news));
    const response = await unary<provider.UpdateResponse>((done) => this.#client.update(request, done));
    return { outputs: properties(response.getProperties()) };
  }

  /** Deletes the resource. */
  async delete(resource: ResourceName & { id: string; inputs: Properties; outputs: Properties }): Promise<void> {
    const request = named(new provider.DeleteRequest(), resource)
      .setId(resource.id)
      .setOldInputs(struct(resource.inputs))
      .setProperties(struct(resource.outputs));
    await unary((done) => this.#client.delete(request, done));
  }

  /** Ends the process and waits until it is gone and all it printed has been passed on. */
  async close(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    this.#client.close();
    const running = this.#child.exitCode === null && this.#child.signalCode === null;
    const streaming = !this.#child.stdout?.closed || !this.#child.stderr?.closed;
    if (running) this.#child.kill(signal);
    if (running || streaming) await once(this.#child, "close");
  }
}

/** Waits for the line with which the process says where it listens; everything after it is output. */
async function firstLine(child: ChildProcess, onOutput: (text: string) => void): Promise<string> {
  let printed = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
    onOutput(text);
  });
  return new Promise((resolve, reject) => {
    let line: string | undefined = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      if (line === undefined) return onOutput(text);
      line += text;
      const end = line.indexOf("\n");
      if (end < 0) return;
      resolve(line.slice(0, end).trim());
      if (line.length > end + 1) onOutput(line.slice(end + 1));
      line = undefined;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      reject(
        new Error(`The provider process ended (${signal ?? `exit code ${code}`}) before it listened.\n${printed}`),
      );
    });
  });
}

/** The engine sends a resource's name and type along with its URN. */
function named<R extends { setUrn(urn: string): R; setName(name: string): R; setType(type: string): R }>(
  request: R,
  { urn }: ResourceName,
): R {
  return request.setUrn(urn).setName(nameOf(urn)).setType(typeOf(urn));
}

function struct(values: Properties): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

function properties(values: Struct | undefined): Properties {
  return values?.toJavaScript() ?? {};
}

async function unary<Response>(
  send: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => (error ? reject(plainError(error)) : resolve(response)));
  });
}

/** The provider's own error: half-way results travel in the details of the gRPC status. */
function plainError(error: grpc.ServiceError): Error {
  for (const details of error.metadata?.get("grpc-status-details-bin") ?? []) {
    for (const detail of Status.deserializeBinary(Buffer.from(details)).getDetailsList()) {
      if (!detail.getTypeUrl().endsWith("pulumirpc.ErrorResourceInitFailed")) continue;
      const failed = provider.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
      return new ResourceInitFailed(failed.getId(), properties(failed.getProperties()), failed.getReasonsList());
    }
  }
  if (error.code === grpc.status.UNAVAILABLE) return new Error(`The provider process is gone: ${error.details}`);
  return new Error(error.details || error.message);
}
