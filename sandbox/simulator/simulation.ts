import type { Account } from "./account";
import { completeAccount } from "./account-input";
import { FaultList } from "./faults";
import { ReadLag } from "./read-lag";
import { RequestLog } from "./request-log";
import { changeSettings, type Settings } from "./settings";

/** What the parts of one running simulator share. */
export class Simulation {
  readonly faults = new FaultList();
  readonly requests = new RequestLog();
  readonly #lag = new ReadLag();
  readonly #closed = new AbortController();
  #settings: Settings;
  /** Where the simulator listens, for links; known once it does. */
  origin = "";

  constructor(
    readonly account: Account,
    settings: Partial<Settings>,
    readonly accessKey: string,
    readonly secretKey: string,
  ) {
    this.#settings = changeSettings({}, settings);
  }

  get settings(): Readonly<Settings> {
    return this.#settings;
  }

  /** Aborted when the simulator closes, so that nothing waits any longer. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  configure(changes: unknown): void {
    this.#settings = changeSettings(this.#settings, changes);
  }

  /** Puts another account in the place of this one; `account` stays the same object, since tests hold on to it. */
  replaceAccount(input: unknown): void {
    Object.assign(this.account, completeAccount(input));
    this.#lag.clear();
  }

  /** The account as one read sees it: not to be changed. */
  read(): Readonly<Account> {
    return this.#lag.read(this.account);
  }

  /** The account for one write: to be called once per write, right before the change. */
  write(): Account {
    this.#lag.hide(this.account, this.#settings.readDelay);
    return this.account;
  }

  close(): void {
    this.#closed.abort();
  }
}
