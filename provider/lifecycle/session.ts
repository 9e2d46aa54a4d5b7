import { setTimeout as wait } from "node:timers/promises";
import type { dynamic } from "@pulumi/pulumi";
import pLimit from "p-limit";
import {
  type AvailableNumber,
  FlowrouteClient,
  type FlowrouteError,
  printable,
  readSettings,
  SettingsError,
} from "../client";
import { Account } from "./account";
import type { Failure } from "./judge";
import { Claims } from "./phone-number/claims";
import { PurchaseJournal } from "./phone-number/journal";
import type { StackSettings } from "./stack-settings";

// Loaded when they are asked for, since they need zod.
const settings = () => require("./stack-settings") as typeof import("./stack-settings");

/**
 * What the resources of one provider process share. The engine starts one process per command and provider
 * instance, so a session is one command on one account.
 */
export class Session {
  #config: dynamic.Config | undefined;
  #client: FlowrouteClient | undefined;
  #stack: StackSettings | undefined;
  #account: Account | undefined;
  readonly #said = new Set<string>();

  /** Numbers that a PhoneNumber of the program stands for; neither released nor bought for another resource. */
  readonly declaredNumbers = new Set<string>();
  readonly claims = new Claims();
  /** Numbers whose resource the program replaces and says to retain, whatever it said when it was last applied. */
  readonly retainedNumbers = new Set<string>();
  /** The same of a NumberRoutes' routes. */
  readonly retainedRoutes = new Set<string>();
  /** Criteria, in words, that this command bought a number for. */
  readonly boughtFor = new Set<string>();
  /** Numbers for sale that plans have named, each for one resource, at these prices; a forecast, not a reservation. */
  readonly plannedOffers = new Map<string, AvailableNumber>();
  /** Numbers that a NumberRoutes of the program stands for; their routes are not detached. */
  readonly declaredRoutes = new Set<string>();
  /** US dollars that the plans told so far come to: set-up plus first month. */
  planned = 0;
  /** US dollars this command has committed to: set-up plus first month of everything it bought or may have bought. */
  spent = 0;
  /** Purchases, with the choice of what to buy, happen one after the other. */
  readonly purchases = pLimit(1);
  /** The refusal that would meet every other purchase of this command too: want of funds, of permission, of valid keys. */
  purchasesRefused: FlowrouteError | undefined;
  readonly journal: PurchaseJournal;

  /**
   * @param pause waits so many milliseconds; tests make it short.
   * @param journalFolder where purchases are noted. Default: `pulumi-flowroute/purchases` where the user's programs keep state.
   */
  constructor(
    readonly pause: (milliseconds: number) => Promise<unknown> = wait,
    journalFolder?: string,
  ) {
    this.journal = new PurchaseJournal((line) => this.say(line), journalFolder);
  }

  /** Has no await in it, because the engine's first calls can arrive before an asynchronous configure ends. */
  configure(config: dynamic.Config): void {
    this.#config = config;
  }

  /** @throws SettingsError when credentials are missing or cannot be right. */
  get client(): FlowrouteClient {
    this.#client ??= new FlowrouteClient(readSettings((name) => this.#config?.get(`flowroute:${name}`)));
    return this.#client;
  }

  /** @throws SettingsError as `client` does. */
  get account(): Account {
    this.#account ??= new Account(this.client);
    return this.#account;
  }

  /** @throws SettingsError when a stack setting has a value it cannot have. */
  get stack(): StackSettings {
    this.#stack ??= settings().readStackSettings((name) => this.#config?.get(`flowroute:${name}`));
    return this.#stack;
  }

  /** Prints a line in the command's output, once per command: the engine may check a resource several times. */
  say(line: string): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    console.log(`flowroute: ${printable(line)}`);
  }
}

/** What is wrong with the stack's settings, for a `check` to report before any request. */
export function settingsFailures(session: Session): Failure[] {
  try {
    void session.client;
    void session.stack;
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    // Without a property the engine says that the resource has a problem, and quotes no value.
    return [{ property: "", reason: error.message }];
  }
}
