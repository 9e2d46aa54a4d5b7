import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import {
  GetRootResourceResponse,
  type LogRequest,
  LogSeverity,
  type SetRootResourceRequest,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb.js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import {
  type ReadResourceRequest,
  ReadResourceResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  type ResourceCallRequest,
  type ResourceInvokeRequest,
  type SupportsFeatureRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Deployment } from "./deployment";
import { type Goal, plainGoal } from "./goal";
import type { Report, Severity } from "./report";
import { type Run, Stopped } from "./run";
import { isProviderType, makeUrn, STACK_TYPE } from "./urn";

/** What the SDK may rely on; it refuses by itself what needs a feature that is not here. */
const FEATURES = new Set(["secrets", "resourceReferences", "aliasSpecs"]);

/** Where a command's programs and providers find the engine. */
export interface Services {
  /** Handed to every process of the command; the port is this command's own while it runs. */
  readonly address: string;
  /** Answers a program: offers the resource monitor and the engine. */
  answer(run: Run, deployment: Deployment): void;
  close(): void;
}

/** Begins to listen for the programs of a command. */
export async function listen(): Promise<Services> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    address: `127.0.0.1:${port}`,
    answer: (run, deployment) => {
      server.addService(ResourceMonitorService, monitor(run, deployment));
      server.addService(EngineService, engine(run.report));
    },
    close: () => server.forceShutdown(),
  };
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
      if (!isDynamic(request.getType())) refuse(`reads of ${request.getType()} (${request.getName()})`);
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
    invoke: answer((request: ResourceInvokeRequest) => refuse(`functions of packages (${request.getTok()})`)),
    call: answer((request: ResourceCallRequest) => refuse(`methods of remote components (${request.getTok()})`)),
    existsResource: answer(() => refuse("checks whether a resource exists")),
    registerStackTransform: answer(() => refuse("stack transforms")),
    registerStackInvokeTransform: answer(() => refuse("transforms of functions")),
    registerResourceHook: answer(() => refuse("resource hooks")),
    registerErrorHook: answer(() => refuse("error hooks")),
    registerPackage: answer(() => refuse("parameterized packages")),
  };
}

function engine(report: Report): grpc.UntypedServiceImplementation {
  let root = "";
  const severities: Record<number, Severity> = {
    [LogSeverity.INFO]: "info",
    [LogSeverity.WARNING]: "warning",
    [LogSeverity.ERROR]: "error",
  };
  return {
    log: answer((request: LogRequest) => {
      const severity = severities[request.getSeverity()] ?? "debug";
      if (!request.getEphemeral()) report.log(severity, request.getMessage(), request.getUrn() || undefined);
      return new Empty();
    }),
    getRootResource: answer(() => new GetRootResourceResponse().setUrn(root)),
    setRootResource: answer((request: SetRootResourceRequest) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
  };
}

/** What a registration asks for that the stand-in does not do. */
function* beyond(request: RegisterResourceRequest): Generator<string> {
  const [type, name] = [request.getType(), request.getName()];
  if (request.getRemote()) yield `remote components (${name} of type ${type})`;
  if (request.getCustom() && !isDynamic(type)) yield `resources other than dynamic ones (${name} of type ${type})`;
  if (request.getImportid()) yield `the option import (${name})`;
  if (request.getReplaceonchangesList().length > 0) yield `the option replaceOnChanges (${name})`;
  if (request.hasReplacementTrigger()) yield `the option replacementTrigger (${name})`;
  if (request.getReplaceWithList().length > 0) yield `the option replaceWith (${name})`;
  if (request.getDeletedwith()) yield `the option deletedWith (${name})`;
  if (request.getTransformsList().length > 0) yield `the option transforms (${name})`;
  if (request.getHidediffsList().length > 0) yield `the option hideDiffs (${name})`;
  if (request.getEnvvarmappingsMap().getLength() > 0) yield `the option envVarMappings (${name})`;
  if (request.getStateMigrationsList().length > 0) yield `the option stateMigrations (${name})`;
}

function isDynamic(type: string): boolean {
  return type.startsWith("pulumi-nodejs:") || type === "pulumi:providers:pulumi-nodejs";
}

function goalOf(run: Run, request: RegisterResourceRequest): Goal {
  const [type, name] = [request.getType(), request.getName()];
  const parent = request.getParent() || (type === STACK_TYPE ? "" : rootUrn(run));
  const propertyDependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, key) => {
    propertyDependencies[key] = urns.getUrnsList();
  });
  return {
    urn: makeUrn(run.stack, type, name, parent),
    type,
    name,
    custom: request.getCustom(),
    parent,
    inputs: request.getObject()?.toJavaScript() ?? {},
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    provider: isProviderType(type) ? "" : request.getProvider(),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: request.getAliasesList().map((alias) => {
      const spec = alias.getSpec();
      if (!spec) return alias.getUrn();
      return {
        name: spec.getName(),
        type: spec.getType(),
        stack: spec.getStack(),
        project: spec.getProject(),
        parent: spec.getParenturn(),
        noParent: spec.getNoparent(),
      };
    }),
  };
}

function readGoalOf(run: Run, request: ReadResourceRequest): Goal {
  const [type, name] = [request.getType(), request.getName()];
  const parent = request.getParent() || rootUrn(run);
  return {
    ...plainGoal(makeUrn(run.stack, type, name, parent), request.getProperties()?.toJavaScript() ?? {}),
    parent,
    dependencies: request.getDependenciesList(),
    provider: request.getProvider(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
  };
}

function rootUrn({ stack }: Run): string {
  return makeUrn(stack, STACK_TYPE, `${stack.project}-${stack.stack}`);
}

/** A handler from a function; once the deployment has stopped, the SDK hears that the monitor is shutting down. */
function answer<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return async (call, done) => {
    try {
      done(null, await handle(call.request));
    } catch (error) {
      if (error instanceof Stopped) done({ code: grpc.status.UNAVAILABLE, details: "the command has failed" });
      else done({ code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
    }
  };
}
