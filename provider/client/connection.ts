import pLimit from "p-limit";
import type { ZodType } from "zod";
import { maxConnections } from "./agents";
import { type Call, nameOf } from "./call";
import { FlowrouteError, UnexpectedResponseError } from "./errors";
import { Pace } from "./pace";
import { inShort } from "./printable";
import { type RetryLimits, repeat } from "./retry";
import { hiderOf } from "./secrets";
import type { FlowrouteSettings } from "./settings";
import { type Answer, openTransport, type Transport } from "./transport";

/** A 2xx: its JSON, `undefined` for an empty body. */
export interface Success {
  status: number;
  body: unknown;
}

// Loaded while the first answer is on its way: they need zod, which would cost every command as much time as the rest of
// the client.
const refusals = () => require("./refusal") as typeof import("./refusal");
const schemas = () => require("./schemas") as typeof import("./schemas");

/** Carries calls out: in parallel at one pace, repeated as the retry table says, answers told apart from refusals. */
export class Connection {
  readonly #transport: Transport;
  readonly #limits: RetryLimits;
  readonly #log: ((line: string) => void) | undefined;
  /** The text without the keys, should a server have echoed them. */
  readonly #hide: (text: string) => string;
  readonly #pace: Pace;
  readonly #parallel = pLimit(maxConnections);
  readonly #oneByOne = pLimit(1);

  constructor(settings: FlowrouteSettings, limits: RetryLimits, log: ((line: string) => void) | undefined) {
    this.#transport = openTransport(settings, () => {
      refusals();
      schemas();
    });
    this.#limits = limits;
    this.#pace = new Pace(maxConnections, limits);
    this.#log = log;
    const { accessKey, secretKey } = settings;
    this.#hide = hiderOf(`${accessKey}:${secretKey}`, secretKey, accessKey);
  }

  /**
   * Carries a call out. Its waits count against the limit on parallel calls, so a server that asks for patience gets it.
   * @throws FlowrouteError
   */
  send(call: Call): Promise<Success> {
    const isPurchase = call.repeat === "never";
    const queue = isPurchase ? this.#oneByOne : this.#parallel;
    // Prices are looked at right before a purchase, so it does not stand in line with reads.
    const paced = (send: () => Promise<Success>) => (isPurchase ? this.#pace.alone(send) : this.#pace.turn(send));
    return queue(() =>
      repeat(call.repeat, this.#limits, (seconds, nth) => paced(() => this.#attempt(call, seconds, nth))),
    );
  }

  /** @throws UnexpectedResponseError naming the first place where the answer is not as the schema says. */
  parse<T>(call: Call, { status, body }: Success, schema: ZodType<T>): T {
    const read = this.#judging(call, status, () => schema.safeParse(body));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw this.unexpected(
      call,
      status,
      `an answer this version cannot read, at ${placeOf(issue?.path)}: ${issue?.message}`,
    );
  }

  /** The error for a 2xx that cannot be believed: whatever was asked for may have been done. */
  unexpected(call: Call, status: number, words: string): UnexpectedResponseError {
    return new UnexpectedResponseError({
      call: nameOf(call),
      number: call.number,
      status,
      words: this.#hide(words),
      outcome: "unknown",
    });
  }

  /** The server's words on what went wrong beside a success (status 207), if it sent any. */
  warningIn(body: unknown): string | undefined {
    const errors = refusals().errorsIn(body);
    return errors && inShort(this.#hide(refusals().wordsOf(errors)));
  }

  async #attempt(call: Call, seconds: number, nth: number): Promise<Success> {
    const start = performance.now();
    let outcome: string | undefined;
    try {
      const answer = await this.#transport(call, seconds);
      outcome = String(answer.status);
      return this.#judging(call, answer.status, () => this.#judge(call, answer));
    } catch (error) {
      if (error instanceof FlowrouteError) outcome ??= error.words;
      throw error;
    } finally {
      const time = Math.round(performance.now() - start);
      this.#log?.(`flowroute: ${nameOf(call)}: ${outcome}, ${time} ms, attempt ${nth}`);
    }
  }

  #judge(call: Call, answer: Answer): Success {
    const { parseJson, refusalOf } = refusals();
    const { status, text, contentType } = answer;
    if (status < 200 || status > 299) throw refusalOf(call, answer, this.#hide);
    const body = parseJson(text);
    if (body === undefined && text.trim() !== "")
      throw this.unexpected(call, status, `a body of type ${contentType ?? "unknown"} that is not JSON`);
    return { status, body };
  }

  /** Whatever else goes wrong over an answer, there was one: a write that it belongs to may have been carried out. */
  #judging<T>(call: Call, status: number, judge: () => T): T {
    try {
      return judge();
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
