import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { endWithEngine } from "../engine-gone";
import { Plugin } from "./plugin";
import { service } from "./service";

// The engine's address is the last argument: with `--logflow` or tracing, others come before it. In a debugger there is none.
const address = process.argv.slice(2).findLast((argument) => !argument.startsWith("-"));
const plugin = new Plugin(address);

// The engine interrupts its providers when all is done. A first Ctrl-C it passes on as a call.
process.once("SIGINT", () => plugin.finish().finally(() => process.exit()));
// Of a machine that stops, or a job that is cancelled: the engine may be at its work.
process.once("SIGTERM", () => plugin.end().finally(() => process.exit()));
// What is under way must not go on until the last line is out, which nothing takes any more.
endWithEngine(address, () => {
  void plugin.end();
  process.exit();
});

const anySize = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
const server = new Server(anySize);
server.addService(ResourceProviderService, service(plugin));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
