import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What the server does with one request. */
export interface Canned {
  /** Default 200. */
  status?: number;
  headers?: Record<string, string>;
  /** Text and bytes are sent as they are, anything else as JSON; default: no body. */
  body?: unknown;
  /**
   * Instead of a whole answer: reset the connection, never answer, within the body break off or fall silent, or send the
   * body again and again, for ever.
   */
  instead?: "reset" | "hang" | "break off" | "fall silent" | "never end";
}

/** One request as it arrived. */
export interface Recorded {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
  /** The connection it came over. */
  socket: Socket;
}

export type Play = Canned[] | ((request: Recorded) => Canned | Promise<Canned>);

/** A real HTTP server that plays canned answers: in turn, or as a function of the request. It judges nothing. */
export class CannedServer {
  readonly requests: Recorded[] = [];
  readonly #server: Server;
  readonly #answerTo: (request: Recorded) => Canned | Promise<Canned>;

  private constructor(play: Play) {
    const turns = Array.isArray(play) ? [...play] : [];
    this.#answerTo = Array.isArray(play)
      ? () => turns.shift() ?? { status: 501, body: "more requests than canned answers" }
      : play;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    // Closing idle connections is left to the client, so that a test can see whether it does.
    this.#server.keepAliveTimeout = 0;
  }

  static async start(play: Play): Promise<CannedServer> {
    const canned = new CannedServer(play);
    await new Promise<void>((resolve) => canned.#server.listen(0, "127.0.0.1", resolve));
    return canned;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Methods and paths of the requests so far. */
  get calls(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded: Recorded = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(await request.toArray()).toString(),
      socket: request.socket,
    };
    this.requests.push(recorded);
    const { status = 200, headers = {}, body, instead } = await this.#answerTo(recorded);
    if (instead === "hang") return;
    if (instead === "reset") {
      request.socket.resetAndDestroy();
      return;
    }
    const text =
      body === undefined ? "" : typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const type = text === "" ? {} : { "content-type": "application/vnd.api+json" };
    const incomplete = instead === "break off" || instead === "fall silent";
    const length = incomplete ? { "content-length": String(text.length + 1) } : {};
    response.writeHead(status, { ...type, ...headers, ...length });
    if (instead === "never end") sendForEver(text, response);
    else if (instead === "break off") response.write(text, () => request.socket.destroy());
    else if (instead === "fall silent") response.write(text);
    else response.end(text);
  }
}

/** As fast as it is taken, but in turns with whatever else this process does. */
function sendForEver(text: string | Buffer, response: ServerResponse): void {
  response.on("error", () => {});
  const send = () => {
    if (!response.destroyed) response.write(text, () => setImmediate(send));
  };
  send();
}
