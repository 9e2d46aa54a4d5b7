import type { Deployment, ResourceState } from "../../sandbox/engine";
import type { LoggedRequest, OwnedNumber, Simulator } from "../../sandbox/simulator";
import type { Exchange, Gateway } from "../support/gateway";
import {
  type Declaration,
  type DeclaredNumber,
  type DeclaredRoutes,
  type Kind,
  onAnyHost,
  ungrouped,
  urnsOf,
} from "./declaration";
import { onDeleteOf } from "./on-delete";
import { RoutePromises } from "./route-promises";

/** A command without its options. */
export type Verb = "preview" | "up" | "refresh" | "destroy";

/**
 * Watches one simulated account for whatever must never happen to it: while requests are served, at
 * the end of a command, and when all should be well.
 */
export class Promises {
  readonly broken: string[] = [];
  readonly #chargesAtFirst: number;
  #declared: Declaration = {};
  #state: readonly ResourceState[] = [];
  /** How many numbers may have been bought by now. */
  #entitled = 0;
  /** What a number may be bought for, and perhaps was: exact numbers, and URNs of resources with a match. */
  readonly #open = new Set<string>();
  /** Numbers that the command under way may release, and those that it may leave without a primary route. */
  #mayGo = new Set<string>();
  #mayFallSilent = new Set<string>();
  #owned = new Set<string>();
  #withPrimary = new Set<string>();
  /** Numbers whose resource says release, that have a primary, and that are in the state when the command begins. */
  #ringing = new Set<string>();
  /** The command under way, if it may not write at all. */
  #looking: string | undefined;
  readonly #routes: RoutePromises;
  readonly #simulator: Simulator;

  constructor(simulator: Simulator, gateway: Gateway) {
    this.#simulator = simulator;
    this.#chargesAtFirst = simulator.account.charges.length;
    this.#routes = new RoutePromises(simulator, (what) => this.broke(what));
    gateway.onServed = (exchange, status) => this.#served(exchange, status);
    gateway.onAnswered = (exchange, status) => this.#routes.answered(exchange, status);
  }

  /** The program declares this from now on. */
  declare(declaration: Declaration): void {
    this.#declared = ungrouped(declaration);
  }

  /** A command begins, on this state. */
  begin(verb: Verb, state: Deployment): void {
    const resources = onOneHost(state);
    // A preview, like a refresh, gives nothing away and makes nothing.
    const command = verb === "preview" ? "refresh" : verb;
    this.#looking = command === "refresh" ? verb : undefined;
    this.#state = resources;
    this.#look();
    if (command === "up") this.#entitle();
    const given = (what: string) => resources.filter((it) => onDeleteOf(it).includes(what)).flatMap(numbersOf);
    const releasable = resources.filter((it) => it.type.endsWith(":PhoneNumber") && onDeleteOf(it).includes("release"));
    this.#ringing = new Set(releasable.map(({ id = "" }) => id).filter((id) => this.#withPrimary.has(id)));
    const kept = command === "up" ? this.#numbersDeclared() : [];
    const routed = command === "up" ? this.#numbersRouted() : [];
    const mayGo = command === "refresh" ? [] : given("release");
    const mayFallSilent = command === "refresh" ? [] : given("detach");
    this.#mayGo = new Set(mayGo.filter((number) => !kept.includes(number)));
    this.#mayFallSilent = new Set(mayFallSilent.filter((number) => !routed.includes(number)));
    this.#routes.begin(command, resources, this.#declared.inbound ?? []);
  }

  /**
   * Somebody released a number by hand. Where it was bought for a match and its command died before the state heard of
   * it, the resource may have another.
   */
  releasedByHand(number: string): void {
    this.#owned.delete(number);
    const inState = this.#state.some(({ id }) => id === number);
    if (this.bought.includes(number) && !inState && !this.#open.has(number)) this.#entitled += 1;
  }

  /** The command has ended, with this state. */
  end(state: Deployment): void {
    const resources = onOneHost(state);
    const { numbers } = this.#simulator.account;
    for (const number of this.#open) if (number in numbers) this.#open.delete(number);
    for (const { urn, id = "" } of resources) if (id in numbers) this.#open.delete(urn);
    this.#state = resources;
    // A number that was to be released and is kept, for whatever reason, keeps its calls.
    const left = new Set(resources.map(({ id }) => id));
    for (const number of this.#ringing)
      if (!left.has(number) && number in numbers && numbers[number]?.primary_route == null)
        this.broke(`${number} is kept, and was left without a primary route`);
    this.#routes.end(resources);
  }

  /** Numbers bought so far. */
  get bought(): string[] {
    return this.#simulator.account.charges.slice(this.#chargesAtFirst).map(({ number }) => number);
  }

  /** Judges what commands wrote into numbers and routes, by the simulator's log. */
  judgeWrites(requests: readonly LoggedRequest[]): void {
    this.#routes.judgeWrites(requests, this.#declared.inbound ?? []);
    for (const { method, path, body, status } of requests) {
      const [, number = ""] = /^\/v2\/numbers\/(\d+)$/.exec(path) ?? [];
      if (method !== "PATCH" || number === "" || status === null || status >= 300) continue;
      for (const [field, value] of Object.entries(JSON.parse(body) as Record<string, unknown>))
        if (field !== "type" && !this.#mayBeWritten(number, field, value))
          this.broke(`${number}: ${field} was written, and is not declared so`);
    }
  }

  /** Judges an account that a command, undisturbed, has just brought in line with the program. */
  judgeEnd(): void {
    const { numbers = [], routes = [], inbound = [] } = this.#declared;
    const { account } = this.#simulator;
    for (const declared of numbers) {
      const number = this.#numberOf(declared);
      const owned = number === undefined ? undefined : account.numbers[number];
      if (!owned) this.broke(`${declared.name} stands for ${number ?? "nothing"}, which is not on the account`);
      else for (const flaw of flawsOf(owned, declared)) this.broke(`${number}: ${flaw}`);
    }
    const chosen = numbers.map((declared) => this.#numberOf(declared));
    if (new Set(chosen).size < chosen.length) this.broke(`two resources stand for one number: ${chosen.join(", ")}`);
    for (const declared of routes) {
      const number = this.#numberRouted(declared);
      const owned = number === undefined ? undefined : account.numbers[number];
      for (const part of ["primary", "failover"] as const) {
        const [is, wanted] = [owned?.[`${part}_route`] ?? undefined, declared[part]];
        const name = typeof wanted === "object" ? wanted.route : (wanted ?? "none");
        if (is !== this.#routes.idOfTarget(wanted, inbound, this.#state))
          this.broke(`${number}: the ${part} is not ${name}`);
      }
    }
    this.#routes.judgeEnd(inbound, this.#state);
  }

  /** Judges what was spent when every number declared was to be had: one purchase each. */
  judgeSpending(): void {
    if (this.bought.length !== this.#entitled)
      this.broke(
        `${this.bought.length} numbers were bought (${this.bought.join(", ")}) where ${this.#entitled} are declared`,
      );
  }

  /** Judges an account after a destroy: what the program gave away is gone. */
  judgeDestroyed(): void {
    const { numbers } = this.#simulator.account;
    for (const declared of this.#declared.numbers ?? []) {
      const number = declared.number ?? "";
      if (declared.onDelete === "release" && number in numbers)
        this.broke(`${number} is declared with "release" and is still there`);
    }
    this.#routes.judgeGone();
  }

  /** Judges a converged command: it wrote nothing. */
  judgeQuiet(requests: readonly LoggedRequest[]): void {
    for (const { method, path } of requests)
      if (method !== "GET" && path !== "/v2/numbers/details")
        this.broke(`${method} ${path}, though all was as declared`);
  }

  broke(what: string): void {
    if (!this.broken.includes(what)) this.broken.push(what);
  }

  /** After every request that may have changed something. */
  #served(exchange: Exchange, status: number): void {
    const { method, path } = exchange;
    if (method === "GET") return;
    if (this.#looking && path !== "/v2/numbers/details") this.broke(`${method} ${path} was sent by a ${this.#looking}`);
    this.#routes.served(exchange, status);
    const { numbers } = this.#simulator.account;
    const [owned, withPrimary] = [this.#owned, this.#withPrimary];
    this.#look();
    for (const number of owned)
      if (!(number in numbers) && !this.#mayGo.has(number))
        this.broke(`${number} left the account by ${method} ${path}`);
    if (this.bought.length > this.#entitled)
      this.broke(
        `${method} ${path} is purchase ${this.bought.length}, and the programs declare only ${this.#entitled}`,
      );
    for (const number of withPrimary)
      if (number in numbers && !this.#withPrimary.has(number) && !this.#mayFallSilent.has(number))
        this.broke(`${number} was left without a primary route by ${method} ${path}`);
  }

  #look(): void {
    const { numbers } = this.#simulator.account;
    this.#owned = new Set(Object.keys(numbers));
    this.#withPrimary = new Set(Object.keys(numbers).filter((number) => numbers[number]?.primary_route != null));
  }

  /** One purchase for each number that is declared, not there, and was not entitled to one already. */
  #entitle(): void {
    const { numbers } = this.#simulator.account;
    for (const declared of this.#declared.numbers ?? []) {
      const number = this.#numberOf(declared);
      if (declared.grouped || (number !== undefined && number in numbers)) continue;
      const [key, ...formerly] = declared.number ? [declared.number] : urnsOf("PhoneNumber", declared);
      // What was begun for a resource under its former name is its own still.
      const open = [key, ...formerly].filter((it) => it !== undefined && this.#open.delete(it)).length > 0;
      if (!open) this.#entitled += 1;
      this.#open.add(key ?? "");
    }
  }

  /** The number a declared resource stands for, as far as that is known. */
  #numberOf(declared: DeclaredNumber): string | undefined {
    return declared.number ?? this.#inState("PhoneNumber", declared)?.id;
  }

  #numberRouted({ of }: DeclaredRoutes): string | undefined {
    if (/^\d+$/.test(of)) return of;
    const declared = this.#declared.numbers?.find(({ name }) => name === of);
    return declared && this.#numberOf(declared);
  }

  #inState(kind: Kind, declared: DeclaredNumber | DeclaredRoutes): ResourceState | undefined {
    const urns = urnsOf(kind, declared);
    return this.#state.find(({ urn, delete: doomed }) => !doomed && urns.includes(urn));
  }

  #numbersDeclared(): (string | undefined)[] {
    return (this.#declared.numbers ?? []).map((declared) => this.#numberOf(declared));
  }

  #numbersRouted(): (string | undefined)[] {
    return (this.#declared.routes ?? []).map((declared) => this.#numberRouted(declared));
  }

  #mayBeWritten(number: string, field: string, value: unknown): boolean {
    const { numbers = [] } = this.#declared;
    const known = numbers.filter((declared) => this.#numberOf(declared) === number);
    // A number that was just bought and is in no state yet is for one of those with a match.
    const candidates = known.length > 0 ? known : numbers.filter(({ match }) => match && this.bought.includes(number));
    return candidates.some(({ alias, cnamLookupsEnabled, messagingEnabled }) => {
      const fields: Record<string, unknown> = {
        alias,
        cnam_lookups_enabled: cnamLookupsEnabled,
        messaging_enabled: messagingEnabled,
      };
      return value !== undefined && fields[field] === value;
    });
  }
}

/** A state's resources, each under the URN that it has on any host. */
function onOneHost({ resources }: Deployment): ResourceState[] {
  return resources.map((resource) => ({ ...resource, urn: onAnyHost(resource.urn) }));
}

/** The numbers that a resource of the state stands for. */
function numbersOf({ id = "", type, inputs = {} }: ResourceState): string[] {
  return type.endsWith(":NumberGroup") ? Object.keys(inputs.numbers as object) : [id];
}

function* flawsOf(owned: OwnedNumber, declared: DeclaredNumber): Generator<string> {
  if (declared.alias !== undefined && (owned.alias ?? "") !== declared.alias)
    yield `the alias is ${JSON.stringify(owned.alias)}, not ${JSON.stringify(declared.alias)}`;
  if (declared.cnamLookupsEnabled !== undefined && owned.cnam_lookups_enabled !== declared.cnamLookupsEnabled)
    yield `CNAM look-ups are ${owned.cnam_lookups_enabled}`;
  // Provisioning may still be under way.
  if (declared.messagingEnabled === true && !owned.messaging_enabled && !owned.message_provision)
    yield "messaging was not asked for";
}
