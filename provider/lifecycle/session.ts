import { setTimeout as wait } from "node:timers/promises";
import { type ClientOptions, FlowrouteClient, printable, readSettings, SettingsError } from "../client";
import { Account } from "./account";
import { Command } from "./command";
import { Concealed } from "./concealed";
import { Declarations } from "./declarations";
import type { Failure } from "./lifecycle";
import { LookUps } from "./look-up";
import type { StackSettings } from "./stack-settings";
import { stackOf } from "./urn";

// Loaded when they are asked for, since they need zod.
const settings = () => require("./stack-settings") as typeof import("./stack-settings");

/** What a host gives a session. */
export interface SessionOptions {
  /** Prints a line in the command's output. */
  readonly print: (line: string) => void;
  /** Where requests are logged when `FLOWROUTE_LOG=debug` asks for it. Default: standard error. */
  readonly log?: ((line: string) => void) | undefined;
  /** What this process shares with others of its command. Default: it is alone. */
  readonly command?: Command | undefined;
  /** Waits so many milliseconds. Tests make it short. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
  /** Seconds that plans wait while Flowroute is silent. Tests make it short. */
  readonly patience?: number | undefined;
  /** Where purchases are noted. Default: `pulumi-flowroute/purchases` where the user's programs keep state. */
  readonly journalFolder?: string | undefined;
}

/**
 * What the resources of one provider process share. The engine starts one process per command and provider
 * instance, so a session is one command on one account.
 */
export class Session {
  #get: (name: string) => string | undefined = () => undefined;
  #client: FlowrouteClient | undefined;
  #stack: StackSettings | undefined;
  #account: Account | undefined;
  readonly #said = new Set<string>();
  readonly #print: (line: string) => void;
  readonly #log: (line: string) => void;
  readonly command: Command;
  readonly declarations: Declarations;
  readonly concealed = new Concealed();
  readonly lookUps: LookUps;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  readonly journalFolder: string | undefined;
  /** The beginning of the URNs of this command's stack, once it is known. */
  stackUrns: string | undefined;
  readonly #atEnd: (() => void)[] = [];
  readonly #whenFinished: (() => void)[] = [];
  #interrupted = false;
  /** Whether a command without a program has the settings that the stack has now; else it has those of the last `up`. */
  areSettingsOfNow = false;

  constructor(options: SessionOptions) {
    const { print, log = console.error, command = new Command(), pause = wait, patience, journalFolder } = options;
    this.#print = print;
    this.#log = log;
    this.command = command;
    this.declarations = new Declarations(command);
    this.pause = pause;
    this.lookUps = new LookUps((line) => this.say(line), patience);
    this.journalFolder = journalFolder;
  }

  /**
   * Hands over the settings, each by its name without `flowroute:`. Has no await in it, because the engine's first calls
   * can arrive before an asynchronous configure ends.
   * @param areOfNow whether a command without a program has the settings that the stack has now
   */
  configure(get: (name: string) => string | undefined, areOfNow = false): void {
    this.#get = get;
    this.areSettingsOfNow = areOfNow;
  }

  /** @throws SettingsError when credentials are missing or cannot be right. */
  get client(): FlowrouteClient {
    this.#client ??= new FlowrouteClient(readSettings(this.#get), {
      // A plan that gave up waiting does not go on asking.
      notice: (line) => !this.lookUps.gaveUp && this.say(line),
      ...this.#logging(),
    });
    return this.#client;
  }

  /** As the client logs by itself, but for secrets of the program. */
  #logging(): ClientOptions {
    return process.env.FLOWROUTE_LOG === "debug" ? { log: (line) => this.#log(this.concealed.in(line)) } : {};
  }

  /** @throws SettingsError as `client` does. */
  get account(): Account {
    this.#account ??= new Account(this.client);
    return this.#account;
  }

  /** @throws SettingsError when a stack setting has a value it cannot have. */
  get stack(): StackSettings {
    this.#stack ??= settings().readStackSettings(this.#get);
    return this.#stack;
  }

  /** A resource of the stack that this command runs on. */
  meet(urn: string | undefined): void {
    if (urn !== undefined) this.stackUrns = stackOf(urn);
  }

  /** Has something said when the command is over. */
  atEnd(say: () => void): void {
    this.#atEnd.push(say);
  }

  /** Has something done when the command came to its end in order. */
  whenFinished(act: () => void): void {
    this.#whenFinished.push(act);
  }

  /** The person at the terminal, or CI, wants the command to stop. */
  interrupt(): void {
    this.#interrupted = true;
  }

  get isInterrupted(): boolean {
    return this.#interrupted;
  }

  /** Says what is left to say when the command is over. One that was interrupted did not come to all resources of its program. */
  sayLast(): void {
    if (this.#interrupted) return;
    for (const say of this.#atEnd) say();
  }

  /** The command is over for this process. */
  end(): void {
    this.sayLast();
    this.command.end();
  }

  /** The same where the engine said so, and so was through with its work. Else what it was answered last may be in no state. */
  finish(): void {
    this.end();
    for (const act of this.#whenFinished) act();
  }

  /** Prints a line in the command's output, once per command: the engine may check a resource several times. */
  say(line: string): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    this.#print(printable(this.concealed.in(line)));
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
