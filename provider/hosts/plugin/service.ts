import type { handleUnaryCall, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as proto from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import type { Failure } from "../../lifecycle/lifecycle";
import { toStatus } from "./failure";
import { about } from "./log";
import { packageFile } from "./package-files";
import type { Plugin } from "./plugin";
import { previewChanged, previewNew } from "./preview";
import { schemaText } from "./schema";
import { checkSettings, withSecretKeys } from "./settings";
import { type Marked, mark, unmark } from "./values";

/**
 * Pulumi's provider protocol, each call in a few lines. Calls that are not here are answered with UNIMPLEMENTED.
 *
 * `create` and `update` of a preview are answered here, and reach none of those of a lifecycle: a preview never writes. All that it asks
 * a lifecycle is which id a new resource will have.
 */
export function service(plugin: Plugin) {
  return {
    handshake: unary(async (request: proto.ProviderHandshakeRequest) => {
      plugin.attach(request.getEngineAddress());
      return new proto.ProviderHandshakeResponse().setAcceptSecrets(true);
    }),

    attach: unary(async (request: { getAddress(): string }) => {
      plugin.attach(request.getAddress());
      return new Empty();
    }),

    getPluginInfo: unary(async () => new PluginInfo().setVersion(version())),

    getSchema: unary(async () => new proto.GetSchemaResponse().setSchema(schemaText())),

    checkConfig: unary(async (request: proto.CheckRequest) => {
      const given = unmark(request.getNews());
      return checked(withSecretKeys(given), checkSettings(request.getName(), given.values));
    }),

    // Never a replacement: the engine asks this too where a resource comes from another provider, and would replace that.
    diffConfig: unary(async (request: proto.DiffRequest) => {
      const [olds, news] = [unmark(request.getOldInputs()), unmark(request.getNews())];
      return difference(JSON.stringify(olds.values) !== JSON.stringify(news.values), []);
    }),

    configure: unary(async (request: proto.ConfigureRequest) => {
      plugin.configure(request.hasName() ? request.getName() : undefined, unmark(request.getArgs()).values);
      return new proto.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),

    invoke: unary(async (request: proto.InvokeRequest) => {
      const found = await plugin.serve(() => plugin.invoke(request.getTok(), unmark(request.getArgs())));
      return new proto.InvokeResponse().setReturn(mark(found));
    }),

    check: ofResource(plugin, async (request: proto.CheckRequest, urn) => {
      const [olds, news] = [unmark(request.getOlds()), unmark(request.getNews())];
      const { inputs, failures } = await plugin.resource(urn).check({ urn, olds, news });
      return checked(inputs, failures);
    }),

    diff: ofResource(plugin, async (request: proto.DiffRequest, urn) => {
      const [olds, news] = [unmark(request.getOlds()), unmark(request.getNews())];
      const { changes, replaces } = await plugin.resource(urn).diff({ urn, id: request.getId(), olds, news });
      return difference(changes, replaces);
    }),

    create: ofResource(plugin, async (request: proto.CreateRequest, urn) => {
      const news = unmark(request.getProperties());
      const made = request.getPreview()
        ? previewNew(plugin.kindOf(urn), news, await plugin.resource(urn).expectedId(news))
        : await plugin.resource(urn).create({ urn, news });
      return new proto.CreateResponse().setId(made.id).setProperties(mark(made.outputs));
    }),

    read: ofResource(plugin, async (request: proto.ReadRequest, urn) => {
      const id = request.getId();
      // Only an import sends no inputs at all; a `.get` sends an empty object.
      const found = request.hasInputs()
        ? await plugin.resource(urn).read({
            urn,
            id,
            outputs: unmark(request.getProperties()),
            inputs: unmark(request.getInputs()),
          })
        : await plugin.resource(urn).import({ urn, id });
      const response = new proto.ReadResponse();
      if (!found) return response;
      response.setId(found.id).setProperties(mark(found.outputs));
      return found.inputs ? response.setInputs(mark(found.inputs)) : response;
    }),

    update: ofResource(plugin, async (request: proto.UpdateRequest, urn) => {
      const [olds, news] = [unmark(request.getOlds()), unmark(request.getNews())];
      const outputs = request.getPreview()
        ? previewChanged(plugin.kindOf(urn), olds, news)
        : await plugin.resource(urn).update({ urn, id: request.getId(), olds, news });
      return new proto.UpdateResponse().setProperties(mark(outputs));
    }),

    delete: ofResource(plugin, async (request: proto.DeleteRequest, urn) => {
      await plugin.resource(urn).delete({ urn, id: request.getId(), outputs: unmark(request.getProperties()) });
      return new Empty();
    }),

    cancel: unary(async () => {
      await plugin.cancel();
      return new Empty();
    }),
  } satisfies Partial<IResourceProviderServer>;
}

function unary<Request, Response>(answer: (request: Request) => Promise<Response>): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>) => {
    answer(call.request).then(
      (response) => done(null, response),
      (error) => done(toStatus(error)),
    );
  };
}

/** The same where the call is about a resource: lines stand under it. */
function ofResource<Request extends { getUrn(): string }, Response>(
  plugin: Plugin,
  answer: (request: Request, urn: string) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return unary((request) => {
    const urn = request.getUrn();
    return about(urn, () => plugin.serve(() => answer(request, urn)));
  });
}

function checked(inputs: Marked, failures: readonly Failure[]): proto.CheckResponse {
  const list = failures.map(({ property, reason }) => new proto.CheckFailure().setProperty(property).setReason(reason));
  return new proto.CheckResponse().setInputs(mark(inputs)).setFailuresList(list);
}

function difference(changes: boolean, replaces: readonly string[]): proto.DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
  return new proto.DiffResponse().setChanges(changes ? DIFF_SOME : DIFF_NONE).setReplacesList([...replaces]);
}

function version(): string {
  return (JSON.parse(packageFile("package.json")) as { version: string }).version;
}
