import { AsyncLocalStorage } from "node:async_hooks";
import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb.js";

const OURS = "flowroute: ";

/** The resource that a call of the engine is about. */
const subject = new AsyncLocalStorage<string>();

/** Answers a call; what is said meanwhile is said of this resource. */
export function about<T>(urn: string, answer: () => Promise<T>): Promise<T> {
  return subject.run(urn, answer);
}

/** Lines for the command's output, each under the resource that it is about. */
export class Log {
  readonly #engine: EngineClient;
  /** The last line is out, and all before it. */
  #sent: Promise<void> = Promise.resolve();

  constructor(address: string) {
    this.#engine = new EngineClient(address, credentials.createInsecure());
  }

  print(line: string): void {
    const urn = subject.getStore() ?? "";
    const isWarning = line.startsWith("warning: ");
    const message = isWarning ? line.slice("warning: ".length) : line;
    const request = new LogRequest()
      .setSeverity(isWarning ? LogSeverity.WARNING : LogSeverity.INFO)
      // Under no resource, a line would not show whose it is. That of a request shows it by itself.
      .setMessage(urn === "" && !message.startsWith(OURS) ? `${OURS}${message}` : message)
      .setUrn(urn);
    // One after the other, because an engine answers calls side by side, and would show lines in any order.
    this.#sent = this.#sent.then(() => this.#send(request, line));
  }

  #send(request: LogRequest, line: string): Promise<void> {
    return new Promise((resolve) => {
      this.#engine.log(request, (error) => {
        // Where no engine takes lines, as in a debugger.
        if (error) console.log(`${OURS}${line}`);
        resolve();
      });
    });
  }

  /** All that was said is out: a call is answered after that, or a command could end before its last line. */
  flushed(): Promise<void> {
    return this.#sent;
  }
}
