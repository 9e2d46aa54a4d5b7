import type * as grpc from "@grpc/grpc-js";
import {
  GetRootResourceResponse,
  type LogRequest,
  LogSeverity,
  type SetRootResourceRequest,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { answer } from "./answer";
import type { Report, Severity } from "./report";

/** What programs and providers call the engine for: to say something, and to share the stack's own resource. */
export function engineService(report: Report): grpc.UntypedServiceImplementation {
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
