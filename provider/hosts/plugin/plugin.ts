import { Command } from "../../lifecycle/command";
import { Session, type SessionOptions } from "../../lifecycle/session";
import { kindOf, TYPES } from "../../lifecycle/urn";
import { type ResourceKind, resources } from "../../resources/list";
import { conceal, hideIn } from "../concealment";
import { isMistake } from "../mistakes";
import { PluginResource } from "./adapter";
import { Log } from "./log";
import { settingsOf } from "./settings";
import type { Marked } from "./values";

/** What a plugin that has no process of its own is given, which is so in tests. */
type PluginOptions = Partial<Pick<SessionOptions, "print" | "journalFolder">>;

/** The process of one provider instance in one command: its session, and its resources by kind. */
export class Plugin {
  #address: string | undefined;
  #log: Log | undefined;
  #session: Session | undefined;
  /** Which provider of which command the session is of. */
  #serves: { provider: string | undefined; address: string | undefined } | undefined;
  /** So many calls about resources are not answered yet. */
  #underWay = 0;
  readonly #resources = new Map<ResourceKind, PluginResource>();
  readonly #options: PluginOptions;

  /** @param address where the engine listens; a plugin that is run in a debugger gets it later. */
  constructor(address = "", options: PluginOptions = {}) {
    this.#options = options;
    this.attach(address);
  }

  attach(address: string): void {
    if (address === "" || address === this.#address) return;
    this.#address = address;
    if (!this.#options.print) this.#log = new Log(address);
  }

  /**
   * A command begins. A process in a debugger serves several, one after the other.
   * @throws Error where it is to serve two providers of one command, whose resources would all go to the account of the second
   */
  configure(provider: string | undefined, args: Marked["values"]): void {
    const before = this.#serves;
    if (before && before.address === this.#address && before.provider !== provider)
      throw new Error(
        `This process is the provider ${before.provider} of this command already, and cannot be ${provider} too. In a debugger, run ` +
          "programs that have one provider.",
      );
    this.#serves = { provider, address: this.#address };
    this.#session?.end();
    const session = new Session({
      print: (line) => this.print(line),
      log: (line) => this.print(line),
      command: Command.ofEngine(this.#address),
      ...this.#options,
    });
    this.#session = session;
    // All kinds, because one can have something to say at the end though the program has no resource of it any more.
    for (const kind of Object.keys(resources) as ResourceKind[])
      this.#resources.set(kind, new PluginResource(kind, session));
    const { get, areOfNow } = settingsOf(provider, args);
    session.configure(get, areOfNow);
  }

  resource(urn: string): PluginResource {
    const kind = this.kindOf(urn);
    this.session.meet(urn);
    return this.#resources.get(kind) as PluginResource;
  }

  /** @throws Error when the URN is of no kind of ours. */
  kindOf(urn: string): ResourceKind {
    const kind = kindOf(urn);
    if (kind !== undefined && kind in resources) return kind as ResourceKind;
    throw new Error(`There is no resource ${TYPES.plugin}${kind ?? ""} in this version of the plugin.`);
  }

  /** Answers a function: `flowroute:index:getNumber`. What is asked for with a secret is one. */
  async invoke(token: string, { values, secrets }: Marked): Promise<Marked> {
    const { lookups } = require("../../functions/lookups") as typeof import("../../functions/lookups");
    const name = token.split(":").at(-1) ?? "";
    if (!Object.hasOwn(lookups, name)) throw new Error(`There is no function ${token} in this version of the plugin.`);
    const { client, concealed, declarations } = this.session;
    conceal(this.session, values, { of: name, properties: secrets });
    const noteRead = (kind: string, id: string) => declarations.read(kind, id);
    const answer = await lookups[name as keyof typeof lookups]({ client, noteRead }, values).catch((error) => {
      throw hideIn(error, (text) => concealed.in(text));
    });
    // Without what the account leaves out, at any depth: the wire has no undefined.
    const found = JSON.parse(JSON.stringify(answer)) as Marked["values"];
    return { values: found, secrets: secrets.length > 0 ? Object.keys(found) : [] };
  }

  /** Answers a call about resources. Its lines are out before the answer, or a command could end before its last line. */
  async serve<T>(answer: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await answer();
    } catch (error) {
      if (isMistake(error)) this.print((error as Error).stack ?? "");
      throw error;
    } finally {
      this.#underWay -= 1;
      await this.#log?.flushed();
    }
  }

  /**
   * The command was interrupted, or is over, for which the engine makes the same call. What is under way ends, and nothing is bought
   * any more. Where nothing is, the last lines are said now: the engine ends this process next, and hides what it prints by itself.
   */
  async cancel(): Promise<void> {
    if (this.#underWay === 0) this.#session?.sayLast();
    this.#session?.interrupt();
    await this.#log?.flushed();
  }

  /** The command is over for this process. */
  async end(): Promise<void> {
    this.#session?.end();
    await this.#log?.flushed();
  }

  /** The same where the engine said so. With calls under way it did not wait for them: somebody pressed Ctrl-C twice. */
  async finish(): Promise<void> {
    if (this.#underWay === 0) this.#session?.finish();
    await this.end();
  }

  /** @throws Error before it is configured. */
  get session(): Session {
    if (!this.#session) throw new Error("The engine did not configure this provider, so it cannot ask Flowroute.");
    return this.#session;
  }

  /** Prints a line by way of the engine, because it hides what a plugin writes to its standard output and error. */
  print(line: string): void {
    this.#log?.print(line);
  }
}
