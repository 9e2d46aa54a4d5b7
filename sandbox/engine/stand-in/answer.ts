import * as grpc from "@grpc/grpc-js";
import { Stopped } from "./run";

/** A handler from a function; once the deployment has stopped, the SDK hears that the monitor is shutting down. */
export function answer<Request, Response>(
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
