import * as grpc from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import {
  type Checked,
  type CheckFailure,
  checked,
  type Difference,
  difference,
  failuresIn,
  named,
  type Properties,
  properties,
  type ResourceName,
  struct,
  unary,
  unlessUnimplemented,
} from "./provider-calls";

/** How long a provider may take to answer that it begins nothing more, as in Pulumi. */
const CANCEL_MS = 5000;

/** What a provider wants of the engine. One that answers no handshake gets plain values, and takes no part in previews. */
export interface Abilities {
  /** Gets secrets as Pulumi's objects, and says itself what of its answers is secret. */
  secrets?: boolean;
  /** Gets references to resources as Pulumi's objects. */
  resources?: boolean;
  /** Is asked in a preview what a create or an update would come to. */
  previews?: boolean;
}

/** A provider, spoken to as an engine does, wherever it runs. */
export class ProviderClient {
  #abilities: Abilities | undefined;
  readonly #client: ResourceProviderClient;

  protected constructor(client: ResourceProviderClient) {
    this.#client = client;
  }

  get abilities(): Abilities {
    return this.#abilities ?? {};
  }

  /**
   * Hands over the configuration: a plugin's by name, for the provider resource that it belongs to; dynamic resources'
   * by full key (`namespace:name`).
   */
  async configure(config: Properties, about?: ResourceName & { id: string }): Promise<void> {
    const request = new provider.ConfigureRequest()
      .setArgs(struct(config))
      .setAcceptsecrets(true)
      .setAcceptresources(true)
      .setSendsOldInputs(true)
      .setSendsOldInputsToDelete(true);
    if (about) named(request, about).setId(about.id);
    const response = await unary<provider.ConfigureResponse>((done) => this.#client.configure(request, done));
    this.#abilities ??= {
      secrets: response.getAcceptsecrets(),
      resources: response.getAcceptresources(),
      previews: response.getSupportspreview(),
    };
  }

  /** Validates a configuration, `olds` being the previous one. A provider without an opinion takes what it is given. */
  async checkConfig(resource: ResourceName & { olds: Properties; news: Properties }): Promise<Checked> {
    const request = named(new provider.CheckRequest(), resource)
      .setOlds(struct(resource.olds))
      .setNews(struct(resource.news));
    const response = await unlessUnimplemented<provider.CheckResponse>((done) =>
      this.#client.checkConfig(request, done),
    );
    return response ? checked(response) : { inputs: resource.news, failures: [] };
  }

  /** Compares a configuration with a new one; `changes` is undefined when the provider has no opinion. */
  async diffConfig(
    resource: ResourceName & { olds: Properties; oldInputs: Properties; news: Properties },
  ): Promise<Difference> {
    const request = named(new provider.DiffRequest(), resource)
      .setOlds(struct(resource.olds))
      .setOldInputs(struct(resource.oldInputs))
      .setNews(struct(resource.news));
    const response = await unlessUnimplemented<provider.DiffResponse>((done) => this.#client.diffConfig(request, done));
    return response ? difference(response) : { changes: undefined, replaces: [], deleteBeforeReplace: false };
  }

  /** Validates inputs; `olds` are the previous inputs, empty for a new resource. */
  async check(resource: ResourceName & { olds: Properties; news: Properties }): Promise<Checked> {
    const request = named(new provider.CheckRequest(), resource)
      .setOlds(struct(resource.olds))
      .setNews(struct(resource.news));
    return checked(await unary<provider.CheckResponse>((done) => this.#client.check(request, done)));
  }

  /** Compares the previous outputs (`olds`) with new inputs. `changes` is undefined when the provider does not say. */
  async diff(
    resource: ResourceName & { id: string; olds: Properties; oldInputs: Properties; news: Properties },
  ): Promise<Difference> {
    const request = named(new provider.DiffRequest(), resource)
      .setId(resource.id)
      .setOlds(struct(resource.olds))
      .setOldInputs(struct(resource.oldInputs))
      .setNews(struct(resource.news));
    return difference(await unary<provider.DiffResponse>((done) => this.#client.diff(request, done)));
  }

  /** Creates the resource, or says in a preview what that would come to; throws `ResourceInitFailed` half way. */
  async create(
    resource: ResourceName & { inputs: Properties; preview?: boolean },
  ): Promise<{ id: string; outputs: Properties }> {
    const request = named(new provider.CreateRequest(), resource)
      .setProperties(struct(resource.inputs))
      .setPreview(resource.preview ?? false);
    const response = await unary<provider.CreateResponse>((done) => this.#client.create(request, done));
    return { id: response.getId(), outputs: properties(response.getProperties()) };
  }

  /** Reads the resource as it is now; for an import only its id is known. An empty `id` in the answer: it is gone. */
  async read(
    resource: ResourceName & { id: string; inputs?: Properties; outputs?: Properties },
  ): Promise<{ id: string; outputs: Properties; inputs: Properties | undefined }> {
    const request = named(new provider.ReadRequest(), resource)
      .setId(resource.id)
      .setInputs(resource.inputs && struct(resource.inputs))
      .setProperties(resource.outputs && struct(resource.outputs));
    const response = await unary<provider.ReadResponse>((done) => this.#client.read(request, done));
    const inputs = response.getInputs();
    return {
      id: response.getId(),
      outputs: properties(response.getProperties()),
      inputs: inputs && properties(inputs),
    };
  }

  /** Brings the resource from its previous outputs (`olds`) to new inputs; otherwise as `create`. */
  async update(
    resource: ResourceName & {
      id: string;
      olds: Properties;
      oldInputs: Properties;
      news: Properties;
      preview?: boolean;
    },
  ): Promise<{ outputs: Properties }> {
    const request = named(new provider.UpdateRequest(), resource)
      .setPreview(resource.preview ?? false)
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

  /** Calls a function. */
  async invoke(call: {
    tok: string;
    args: Properties;
    preview: boolean;
  }): Promise<{ result: Properties; failures: CheckFailure[] }> {
    const request = new provider.InvokeRequest().setTok(call.tok).setArgs(struct(call.args)).setPreview(call.preview);
    const response = await unary<provider.InvokeResponse>((done) => this.#client.invoke(request, done));
    return { result: properties(response.getReturn()), failures: failuresIn(response) };
  }

  /** Asks it to begin nothing more. Not all providers know how to, and one may be gone already. */
  async cancel(): Promise<void> {
    const deadline = Date.now() + CANCEL_MS;
    await unary((done) => this.#client.cancel(new Empty(), new grpc.Metadata(), { deadline }, done)).catch(() => {});
  }

  /** Exchanges with a plugin, which is in this folder, what each of them can do. */
  async handshake(engine: string, folder: string): Promise<void> {
    const request = new provider.ProviderHandshakeRequest()
      .setEngineAddress(engine)
      .setRootDirectory(folder)
      .setProgramDirectory(folder)
      .setConfigureWithUrn(true)
      .setInvokeWithPreview(true);
    const response = await unlessUnimplemented<provider.ProviderHandshakeResponse>((done) =>
      this.#client.handshake(request, done),
    );
    this.#abilities = response && {
      secrets: response.getAcceptSecrets(),
      resources: response.getAcceptResources(),
      previews: true,
    };
  }
}
