import type { ResourceState } from "../../sandbox/engine";
import type { Account, LoggedRequest, Route, Simulator } from "../../sandbox/simulator";
import type { Exchange } from "../support/gateway";
import { type DeclaredInbound, type DeclaredTarget, urnsOf } from "./declaration";
import { onDeleteOf } from "./on-delete";

const oneRoute = /^\/v2\/routes\/(\d+)$/;
const oneOfNumber = /^\/v2\/numbers\/(\d+)\/relationships\/(primary|failover)_route$/;

/** What must never happen to the routes of an account: the part of the watch that is about `InboundRoute`. */
export class RoutePromises {
  readonly #simulator: Simulator;
  readonly #broke: (what: string) => void;
  /** Routes as they were when the command began, and as they were before the last write. */
  #atFirst: Readonly<Record<string, Route>> = {};
  #before: Readonly<Record<string, Route>> = {};
  /** Numbers by the route that they were on before the last write. */
  #users: ReadonlyMap<string, readonly string[]> = new Map();
  /** Routes that commands made here, ever and in the command under way. */
  readonly #made = new Set<string>();
  #madeNow = new Set<string>();
  /** Aliases that the command under way was told are taken. */
  #taken = new Set<string>();
  /** Routes that the command under way may delete. */
  #mayGo = new Set<string>();
  /** Routes that some command had to delete, unless a number used them. */
  readonly #mustGo = new Set<string>();
  /** Routes whose deletion was answered with a no: the provider has to believe it. */
  readonly #denied = new Set<string>();
  readonly #seen = new WeakSet<Exchange>();

  constructor(simulator: Simulator, broke: (what: string) => void) {
    this.#simulator = simulator;
    this.#broke = broke;
  }

  /** A command begins, on this state; with what its program declares, if it runs one. */
  begin(command: "up" | "refresh" | "destroy", state: readonly ResourceState[], declared: readonly DeclaredInbound[]) {
    this.look();
    this.#atFirst = this.#before;
    this.#madeNow = new Set();
    this.#taken = new Set();
    this.#mayGo = new Set();
    if (command === "refresh") return;
    const kept = command === "up" ? declared.map((it) => this.idOf(it, state)) : [];
    for (const resource of state.filter(({ type }) => type.endsWith(":InboundRoute"))) {
      const { id = "", outputs = {} } = resource;
      this.#mustGo.delete(id);
      if (kept.includes(id)) continue;
      const told = onDeleteOf(resource);
      const says = told.filter((it) => it !== undefined);
      if (told.includes("remove") || (this.#made.has(id) && !(says.length > 0 && says.every((it) => it === "retain"))))
        this.#mayGo.add(id);
      if (told.includes("remove") || (outputs.created === true && !told.includes("retain"))) this.#mustGo.add(id);
    }
  }

  /** The command has ended, with this state: a route that it made itself, it says that it made. */
  end(state: readonly ResourceState[]): void {
    for (const { type, id = "", outputs = {} } of state)
      if (type.endsWith(":InboundRoute") && this.#madeNow.has(id) && outputs.created !== true)
        if (!this.#taken.has(String(outputs.alias))) this.#broke(`route ${id} was made, and counts as adopted`);
  }

  /** After every request that was carried out; a second time for one that a gateway doubled. */
  served(exchange: Exchange, status: number): void {
    const { method, path, body } = exchange;
    const isCopy = this.#seen.has(exchange);
    this.#seen.add(exchange);
    const [users, before] = [this.#users, this.#before];
    this.look();
    const after = this.#before;
    const [, id = ""] = oneRoute.exec(path) ?? [];
    // Where several are deleted at once, the first look finds all of them gone.
    if (method === "DELETE" && (id in before || id in this.#atFirst)) {
      const on = users.get(id) ?? [];
      if (on.length > 0) this.#broke(`a DELETE of route ${id} was sent, and ${on.join(", ")} used it`);
      if (!this.#mayGo.has(id))
        this.#broke(
          `a DELETE of route ${id} was sent, and ${this.#made.has(id) ? "the program keeps it" : "nothing asks for it"}`,
        );
    }
    for (const gone of Object.keys(before))
      if (!(gone in after) && !this.#mayGo.has(gone))
        this.#broke(`route ${gone} left the account by ${method} ${path}`);
    if (method === "PATCH" && id !== "" && !isCopy && isSame(this.#atFirst[id], routeIn(body)))
      this.#broke(`route ${id} was written, and was so already`);
    if (method === "POST" && path === "/v2/routes") this.#posted(body, status, isCopy, before);
    const [, number = "", which = ""] = oneOfNumber.exec(path) ?? [];
    if (method === "PATCH" && number !== "") {
      const to = (JSON.parse(body) as { data?: { id?: string } }).data?.id ?? "";
      if (!(to in before))
        this.#broke(`a request would make route ${to} the ${which} of ${number}, and that route is not on the account`);
    }
    const { numbers } = this.#simulator.account;
    for (const [number, { primary_route, failover_route }] of Object.entries(numbers))
      for (const route of [primary_route, failover_route])
        if (route !== null && !(route in after)) this.#broke(`${number} is on route ${route}, which is gone`);
  }

  /** The provider was told so. */
  answered({ method, path }: Exchange, status: number): void {
    const [, id = ""] = oneRoute.exec(path) ?? [];
    if (method === "DELETE" && id !== "" && status === 403) this.#denied.add(id);
  }

  /** Judges what was written into routes: only what the program declares of them. */
  judgeWrites(requests: readonly LoggedRequest[], declared: readonly DeclaredInbound[]): void {
    for (const { method, path, body } of requests) {
      if (!path.startsWith("/v2/routes") || (method !== "POST" && method !== "PATCH")) continue;
      const sent = routeIn(body);
      if (!declared.some((it) => leadsAsDeclared(sent, it)))
        this.#broke(`${method} ${path} wrote ${JSON.stringify(sent)}, which is not declared`);
    }
  }

  /** Judges an account that a command, undisturbed, has just brought in line with the program. */
  judgeEnd(declared: readonly DeclaredInbound[], state: readonly ResourceState[]): void {
    const { routes } = this.#simulator.account;
    for (const one of declared) {
      const id = this.idOf(one, state);
      const route = id === undefined ? undefined : routes[id];
      if (!route) this.#broke(`${one.name} stands for route ${id ?? "none"}, which is not on the account`);
      else if (!leadsAsDeclared(route, one)) this.#broke(`route ${id} is ${JSON.stringify(route)}, not as declared`);
    }
  }

  /** Judges an account after a destroy: what commands had to delete is gone, unless a number uses it. */
  judgeGone(): void {
    const users = usersOf(this.#simulator.account);
    for (const id of this.#mustGo)
      if (id in this.#simulator.account.routes && !users.has(id) && !this.#denied.has(id))
        this.#broke(`route ${id} is declared to be deleted and is still there`);
  }

  /** Somebody else may have changed the account since the last write. */
  look(): void {
    const { account } = this.#simulator;
    this.#before = Object.fromEntries(Object.entries(account.routes).map(([id, route]) => [id, { ...route }]));
    this.#users = usersOf(account);
  }

  /** The route a declared resource stands for: the one in the state, or the one that it will adopt. */
  idOf(declared: DeclaredInbound, state: readonly ResourceState[]): string | undefined {
    const urns = urnsOf("InboundRoute", declared);
    const inState = state.find(({ urn, delete: doomed }) => !doomed && urns.includes(urn))?.id;
    return inState ?? routeIdOf(this.#simulator.account, declared.alias);
  }

  /** The route that a declared target of a number is. */
  idOfTarget(
    target: DeclaredTarget | undefined,
    declared: readonly DeclaredInbound[],
    state: readonly ResourceState[],
  ): string | undefined {
    if (typeof target !== "object") return routeIdOf(this.#simulator.account, target);
    const route = declared.find(({ name }) => name === target.route);
    return route && this.idOf(route, state);
  }

  #posted(body: string, status: number, isCopy: boolean, before: Readonly<Record<string, Route>>): void {
    const { alias } = routeIn(body);
    if (status === 403) this.#taken.add(alias);
    for (const id of Object.keys(this.#before)) {
      if (id in before) continue;
      this.#made.add(id);
      this.#madeNow.add(id);
      // Two that a gateway made of one request are none of the program's doing.
      if (!isCopy && routeIdOf({ routes: before }, alias) !== undefined)
        this.#broke(`a second route was made for the alias ${alias}`);
    }
  }
}

function usersOf({ numbers }: Pick<Account, "numbers">): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const [number, { primary_route, failover_route }] of Object.entries(numbers))
    for (const route of new Set([primary_route, failover_route]))
      if (route !== null) users.set(route, [...(users.get(route) ?? []), number]);
  return users;
}

/** The route that a request wants. */
function routeIn(body: string): Pick<Route, "alias" | "route_type" | "value"> {
  return (JSON.parse(body) as { data: { attributes: Route } }).data.attributes;
}

function isSame(route: Route | undefined, sent: Partial<Route>): boolean {
  return route !== undefined && Object.entries(sent).every(([field, value]) => route[field as keyof Route] === value);
}

function leadsAsDeclared(
  { alias, route_type, value }: Pick<Route, "alias" | "route_type" | "value">,
  declared: DeclaredInbound,
): boolean {
  const { host, uri, number } = declared;
  const type = host !== undefined ? "host" : uri !== undefined ? "uri" : "number";
  return alias === declared.alias && route_type === type && value === (host ?? uri ?? number);
}

function routeIdOf({ routes }: { routes: Readonly<Record<string, Route>> }, alias?: string): string | undefined {
  return alias === undefined ? undefined : Object.keys(routes).find((id) => routes[id]?.alias === alias);
}
