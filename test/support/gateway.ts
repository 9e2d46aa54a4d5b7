import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Simulator } from "../../sandbox/simulator";

/** An answer, whole. */
export interface WholeAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** One request on its way to Flowroute, and all that can become of it. */
export interface Exchange {
  /** Counted from 1 since the last `expect`. */
  readonly nth: number;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** What was sent, as text. */
  readonly body: string;
  /** Has Flowroute carry the request out; again each time. */
  serve(): Promise<WholeAnswer>;
  /** Lets the provider have an answer. */
  answer(answer: WholeAnswer): void;
  /** Breaks the connection. */
  reset(): void;
  /** Announces the whole answer, sends the first half of it, and breaks the connection. */
  half(answer: WholeAnswer): void;
  /** Sends the answer a byte at a time, as slowly as it takes for the provider to lose its patience. */
  drip(answer: WholeAnswer): void;
}

/** What goes wrong with one request. One that does nothing leaves the request hanging. */
export type Mischief = (exchange: Exchange) => Promise<void> | void;

/** Has the request carried out and answered as if there were no gateway. */
export const pass: Mischief = async (exchange) => exchange.answer(await exchange.serve());

/**
 * The way from a provider to a simulated Flowroute: a real HTTP server that hands requests on, and can do to each of
 * them what networks, proxies and overloaded servers do.
 */
export class Gateway implements AsyncDisposable {
  readonly #server = createServer((request, response) => void this.#receive(request, response));
  readonly #sockets = new Set<Socket>();
  #count = 0;
  #mischief: Mischief = pass;
  /** Called after Flowroute has carried out a request, before its answer goes on; with the same exchange each time. */
  onServed: (exchange: Exchange, status: number) => void = () => {};
  /** Called with the status of every answer that the provider gets whole. */
  onAnswered: (exchange: Exchange, status: number) => void = () => {};
  readonly #simulator: Pick<Simulator, "url">;

  private constructor(simulator: Pick<Simulator, "url">) {
    this.#simulator = simulator;
    this.#server.keepAliveTimeout = 0;
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      // The provider may be killed at any moment.
      socket.on("error", () => {});
    });
  }

  static async before(simulator: Pick<Simulator, "url">): Promise<Gateway> {
    const gateway = new Gateway(simulator);
    gateway.#server.listen(0, "127.0.0.1");
    await once(gateway.#server, "listening");
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Requests since the last `expect`. */
  get count(): number {
    return this.#count;
  }

  /** Begins to count anew, and does this to every request from now on. */
  expect(mischief: Mischief = pass): void {
    this.#count = 0;
    this.#mischief = mischief;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = Buffer.concat(await request.toArray()).toString();
      this.#count += 1;
      await this.#mischief(new Passage(this.#count, request, body, response, this.#simulator.url, this));
    } catch {
      // The provider, or the simulator, is gone.
      request.socket.destroy();
    }
  }
}

class Passage implements Exchange {
  readonly method: string;
  readonly path: string;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #origin: string;
  readonly #on: Pick<Gateway, "onServed" | "onAnswered">;

  constructor(
    readonly nth: number,
    request: IncomingMessage,
    readonly body: string,
    response: ServerResponse,
    origin: string,
    on: Pick<Gateway, "onServed" | "onAnswered">,
  ) {
    this.#request = request;
    this.#response = response;
    this.#origin = origin;
    this.#on = on;
    this.method = request.method ?? "";
    this.path = request.url ?? "";
  }

  async serve(): Promise<WholeAnswer> {
    const { authorization = "", accept = "", "content-type": type = "" } = this.#request.headers;
    const headers = { authorization, accept, ...(type && { "content-type": type }) };
    const body = this.body === "" ? null : this.body;
    const answer = await fetch(this.#origin + this.path, { method: this.method, headers, body });
    const whole = { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
    this.#on.onServed(this, whole.status);
    return whole;
  }

  answer({ status, headers, text }: WholeAnswer): void {
    this.#on.onAnswered(this, status);
    this.#head(status, headers, text.length === 0 ? undefined : Buffer.byteLength(text));
    this.#response.end(text);
  }

  reset(): void {
    this.#request.socket.resetAndDestroy();
  }

  half({ status, headers, text }: WholeAnswer): void {
    this.#head(status, headers, Buffer.byteLength(text) + 1);
    this.#response.write(text.slice(0, text.length / 2), () => this.#request.socket.destroy());
  }

  drip({ status, headers, text }: WholeAnswer): void {
    this.#head(status, headers, Buffer.byteLength(text) + 1);
    const bytes = Buffer.from(text || " ");
    let sent = 0;
    // The last byte never comes.
    const drop = setInterval(() => {
      if (sent < bytes.length) this.#response.write(bytes.subarray(sent, ++sent));
    }, 10);
    this.#request.socket.on("close", () => clearInterval(drop));
  }

  #head(status: number, headers: Record<string, string>, length: number | undefined): void {
    const { "content-length": _, "transfer-encoding": __, connection: ___, "keep-alive": ____, ...kept } = headers;
    this.#response.writeHead(status, { ...kept, ...(length === undefined ? {} : { "content-length": length }) });
  }
}
