import { Server, ServerCredentials, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { Log } from "../../../provider/hosts/plugin/log";

test("lines reach the engine in their order, each when the one before is taken", async () => {
  const taken: string[] = [];
  let open = 0;
  let most = 0;
  const server = new Server();
  server.addService(EngineService, {
    log: ({ request }: { request: LogRequest }, done: sendUnaryData<Empty>) => {
      most = Math.max(most, ++open);
      // An engine takes its time, and may answer the next line before.
      setImmediate(() => {
        open--;
        taken.push(request.getMessage());
        done(null, new Empty());
      });
    },
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, it) =>
      error ? reject(error) : resolve(it),
    ),
  );
  try {
    const log = new Log(`127.0.0.1:${port}`);
    const lines = Array.from({ length: 20 }, (_, nth) => `line ${nth}`);
    for (const line of lines) log.print(line);
    await log.flushed();
    // They are about no resource, so they say whose they are.
    expect(taken).toEqual(lines.map((line) => `flowroute: ${line}`));
    expect(most).toBe(1);
  } finally {
    server.forceShutdown();
  }
});
