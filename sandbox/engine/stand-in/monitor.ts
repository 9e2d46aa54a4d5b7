import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { CheckFailure } from "@pulumi/pulumi/proto/provider_pb.js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import {
  type ReadResourceRequest,
  ReadResourceResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  type ResourceCallRequest,
  type ResourceInvokeRequest,
  ResourceInvokeResponse,
  type SupportsFeatureRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { answer } from "./answer";
import type { Deployment } from "./deployment";
import { engineService } from "./engine-service";
import type { Report } from "./report";
import { beyond, goalOf, isBuiltIn, readGoalOf } from "./requests";
import { type Run, Stopped } from "./run";

/** What the SDK may rely on; it refuses by itself what needs a feature that is not here. */
const FEATURES = new Set(["secrets", "resourceReferences", "aliasSpecs"]);

/** Where a command's programs and providers find the engine. */
export interface Services {
  /** Handed to every process of the command; the port is this command's own while it runs. */
  readonly address: string;
  /** Answers a program, whose resource monitor this is. */
  answer(run: Run, deployment: Deployment): void;
  close(): void;
}

/**
 * Ports that commands of this process had. What the processes of a command let each other know is kept by the engine's address, and a
 * `destroy` at the address of an earlier `up` would take that one's program for its own. Of the few thousand ports that the system
 * gives, one comes again in every twenty runs of all tests.
 */
const used = new Set<number>();

/** Begins to listen for what the programs and providers of a command have to say. */
export async function listen(report: Report): Promise<Services> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(EngineService, engineService(report));
  const port = await freshPort(server);
  return {
    address: `127.0.0.1:${port}`,
    answer: (run, deployment) => server.addService(ResourceMonitorService, monitor(run, deployment)),
    close: () => server.forceShutdown(),
  };
}

async function freshPort(server: grpc.Server): Promise<number> {
  for (;;) {
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    if (!used.has(port)) {
      used.add(port);
      return port;
    }
    server.unbind(`127.0.0.1:${port}`);
  }
}

function monitor(run: Run, deployment: Deployment): grpc.UntypedServiceImplementation {
  const refuse = (what: string): never => {
    deployment.fail(`The sandbox's stand-in engine does not do ${what}; the Pulumi CLI does.`);
    throw new Stopped();
  };
  return {
    supportsFeature: answer((request: SupportsFeatureRequest) =>
      new SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
    ),
    registerResource: answer(async (request: RegisterResourceRequest) => {
      for (const what of beyond(request)) refuse(what);
      const resource = await deployment.register(goalOf(run, request));
      return new RegisterResourceResponse()
        .setUrn(resource.urn)
        .setId(resource.id)
        .setObject(Struct.fromJavaScript(resource.outputs as Record<string, JavaScriptValue>));
    }),
    readResource: answer(async (request: ReadResourceRequest) => {
      if (isBuiltIn(request.getType())) refuse(`reads of ${request.getType()} (${request.getName()})`);
      const resource = await deployment.read(readGoalOf(run, request), request.getId());
      return new ReadResourceResponse()
        .setUrn(resource.urn)
        .setProperties(Struct.fromJavaScript(resource.outputs as Record<string, JavaScriptValue>));
    }),
    registerResourceOutputs: answer(async (request: RegisterResourceOutputsRequest) => {
      await deployment.setOutputs(request.getUrn(), request.getOutputs()?.toJavaScript() ?? {});
      return new Empty();
    }),
    // The program waits here only for hooks, of which there are none.
    signalAndWaitForShutdown: answer(() => new Empty()),
    invoke: answer(async (request: ResourceInvokeRequest) => {
      const tok = request.getTok();
      if (isBuiltIn(tok)) refuse(`functions of the engine itself (${tok})`);
      const args = request.getArgs()?.toJavaScript() ?? {};
      const { result, failures } = await deployment.invoke(tok, args, request.getProvider(), request.getVersion());
      return new ResourceInvokeResponse()
        .setReturn(Struct.fromJavaScript(result as Record<string, JavaScriptValue>))
        .setFailuresList(
          failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
        );
    }),
    call: answer((request: ResourceCallRequest) => refuse(`methods of remote components (${request.getTok()})`)),
    existsResource: answer(() => refuse("checks whether a resource exists")),
    registerStackTransform: answer(() => refuse("stack transforms")),
    registerStackInvokeTransform: answer(() => refuse("transforms of functions")),
    registerResourceHook: answer(() => refuse("resource hooks")),
    registerErrorHook: answer(() => refuse("error hooks")),
    registerPackage: answer(() => refuse("parameterized packages")),
  };
}
