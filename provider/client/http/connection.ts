import pLimit, { type LimitFunction } from "p-limit";
import type { ZodType } from "zod";
import { FlowrouteError, TimedOutError, UnexpectedResponseError } from "../errors";
import type { FlowrouteSettings } from "../settings";
import { maxConnections } from "./agents";
import { type Call, type Lane, nameOf } from "./call";
import { Pace } from "./pace";
import { inShort } from "./printable";
import { type RetryLimits, repeat } from "./retry";
import { hiderOf } from "./secrets";
import { Silence } from "./silence";
import { type Answer, openTransport, type Transport } from "./transport";

/** A 2xx: its JSON, `undefined` for an empty body. */
export interface Success {
  status: number;
  body: unknown;
}

export interface ConnectionOptions {
  limits: RetryLimits;
  log?: ((line: string) => void) | undefined;
  notice?: ((line: string) => void) | undefined;
  /** Loads what reads the answers, while the first of them is on its way. */
  loadSchemas?: () => void;
}

/** How the calls of a lane wait: each for its turn, then every attempt until the pace allows it. */
interface Waits {
  readonly queue: LimitFunction;
  readonly paced: <T>(send: () => Promise<T>) => Promise<T>;
}

// It needs zod, which takes as long to load as the rest of the client; so it is loaded while the first answer is on its way.
const errorResponse = () => require("./error-response") as typeof import("./error-response");

/**
 * Carries calls out. A call waits for its turn in its lane; each attempt then waits for the pace, goes out over the
 * transport, and its answer becomes a success or an error; the retry table says which errors are worth another attempt.
 */
export class Connection {
  readonly #transport: Transport;
  readonly #limits: RetryLimits;
  readonly #log: ((line: string) => void) | undefined;
  /** Takes the keys out of a text, in case the server sent them back. */
  readonly #hide: (text: string) => string;
  readonly #silence: Silence;
  readonly #lanes: Readonly<Record<Lane, Waits>>;

  constructor(settings: FlowrouteSettings, { limits, log, notice = () => {}, loadSchemas }: ConnectionOptions) {
    this.#transport = openTransport(settings, () => {
      errorResponse();
      loadSchemas?.();
    });
    this.#limits = limits;
    this.#log = log;
    this.#silence = new Silence(limits, notice);
    const pace = new Pace(maxConnections, limits);
    this.#lanes = {
      parallel: { queue: pLimit(maxConnections), paced: (send) => pace.turn(send) },
      purchase: { queue: pLimit(1), paced: (send) => pace.alone(send) },
    };
    const { accessKey, secretKey } = settings;
    this.#hide = hiderOf(`${accessKey}:${secretKey}`, secretKey, accessKey);
  }

  /**
   * Carries a call out. Its waits count against the limit on its lane, so a server that asks for patience gets it.
   * @throws FlowrouteError
   */
  send(call: Call): Promise<Success> {
    const { queue, paced } = this.#lanes[call.lane];
    return queue(() =>
      this.#silence.shared(call, () =>
        repeat(call.retry, this.#limits, (seconds, nth) => paced(() => this.#attempt(call, seconds, nth))),
      ),
    );
  }

  /** Carries a call out and reads the answer. */
  async read<T>(call: Call, schema: () => ZodType<T>): Promise<T> {
    return this.parse(call, await this.send(call), schema());
  }

  /** @throws UnexpectedResponseError naming the first place where the answer is not as the schema says. */
  parse<T>(call: Call, { status, body }: Success, schema: ZodType<T>): T {
    const read = this.#guarded(call, status, () => schema.safeParse(body));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw this.unexpected(
      call,
      status,
      `an answer this version cannot read, at ${placeOf(issue?.path)}: ${issue?.message}`,
    );
  }

  /** The error for a 2xx that cannot be believed: what the call asked for may have been done. */
  unexpected(call: Call, status: number, serverMessage: string): UnexpectedResponseError {
    return new UnexpectedResponseError({
      call: nameOf(call),
      number: call.number,
      status,
      serverMessage: this.#hide(serverMessage),
      outcome: "unknown",
    });
  }

  /** The server's words on what went wrong beside a success (status 207), if it sent any. */
  warningIn(body: unknown): string | undefined {
    const errors = errorResponse().errorsIn(body);
    return errors && inShort(this.#hide(errorResponse().wordsOf(errors)));
  }

  async #attempt(call: Call, seconds: number, nth: number): Promise<Success> {
    const start = performance.now();
    let result: string | undefined;
    try {
      const answer = await this.#transport(call, seconds);
      this.#silence.end();
      result = String(answer.status);
      return this.#guarded(call, answer.status, () => this.#interpret(call, answer));
    } catch (error) {
      if (error instanceof FlowrouteError) result ??= error.serverMessage;
      if (error instanceof TimedOutError) this.#silence.lasts(call, start, error);
      throw error;
    } finally {
      const time = Math.round(performance.now() - start);
      this.#log?.(`flowroute: ${nameOf(call)}: ${result}, ${time} ms, attempt ${nth}`);
    }
  }

  /** Tells a success from an error. */
  #interpret(call: Call, answer: Answer): Success {
    const { parseJson, errorOf } = errorResponse();
    const { status, text, contentType } = answer;
    if (status < 200 || status > 299) throw errorOf(call, answer, this.#hide);
    const body = parseJson(text);
    if (body === undefined && text.trim() !== "")
      throw this.unexpected(call, status, `a body of type ${contentType ?? "unknown"} that is not JSON`);
    return { status, body };
  }

  /** Whatever fails while an answer is read, the answer came: a write that it belongs to may have been carried out. */
  #guarded<T>(call: Call, status: number, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof FlowrouteError) throw error;
      throw this.unexpected(call, status, `an answer this version cannot read (${error})`);
    }
  }
}

function placeOf(path: readonly PropertyKey[] = []): string {
  if (path.length === 0) return "the body";
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index ? "." : ""}${String(key)}`))
    .join("");
}
