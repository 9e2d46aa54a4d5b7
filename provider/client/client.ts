import { Connection } from "./http/connection";
import { defaultLimits, type RetryLimits } from "./http/retry";
import { keysIdOf } from "./http/secrets";
import { InventoryCalls } from "./inventory/calls";
import { NumberCalls } from "./numbers/calls";
import { RouteCalls } from "./routes/calls";
import type { FlowrouteSettings } from "./settings";

export interface ClientOptions {
  /**
   * Gets a line for every attempt: method, path with query, status or failure, milliseconds, number of the attempt.
   * Default: standard error when the environment says `FLOWROUTE_LOG=debug`, otherwise nowhere.
   */
  log?: (line: string) => void;
  /** Gets a line when Flowroute has answered nothing for as long as one attempt may take. Default: nowhere. */
  notice?: (line: string) => void;
  /** Changes to how calls are bounded and repeated. */
  retry?: Partial<RetryLimits>;
}

/**
 * One Flowroute account, through the parts of its v2 API that deal with numbers and inbound routes. Page names in the
 * comments are those of developer.flowroute.com.
 *
 * Every call can fail with a `FlowrouteError`; lists do so while they are read. Calls run in parallel, eight at most, and
 * are repeated as http/retry-table.ts says.
 *
 * @example
 * ```ts
 * const client = new FlowrouteClient(readSettings(() => undefined));
 * for await (const { number, alias } of client.numbers.list({ startsWith: "1206" })) console.log(number, alias);
 * await client.numbers.setPrimaryRoute("12065550100", "98396");
 * ```
 */
export class FlowrouteClient {
  /** Names these keys without revealing anything about them: the same text for the same keys. */
  readonly keysId: string;
  /** Phone numbers of the account. */
  readonly numbers: NumberCalls;
  /** What is for sale. */
  readonly inventory: InventoryCalls;
  /** Inbound routes of the account. */
  readonly routes: RouteCalls;

  constructor(settings: FlowrouteSettings, options: ClientOptions = {}) {
    const log = options.log ?? (process.env.FLOWROUTE_LOG === "debug" ? (line) => console.error(line) : undefined);
    const limits = { ...defaultLimits, ...options.retry };
    const connection = new Connection(settings, { limits, log, notice: options.notice, loadSchemas });
    this.keysId = keysIdOf(settings.accessKey, settings.secretKey);
    this.numbers = new NumberCalls(connection);
    this.inventory = new InventoryCalls(connection);
    this.routes = new RouteCalls(connection);
  }
}

/** What most commands need for their first answers. */
function loadSchemas(): void {
  require("./numbers/schemas");
  require("./inventory/schemas");
}
