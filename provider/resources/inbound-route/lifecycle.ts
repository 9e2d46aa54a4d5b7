import { isDeepStrictEqual } from "node:util";
import type { Route } from "../../client";
import { keyOf } from "../../lifecycle/declarations";
import { HalfDone, type Kept, type Lifecycle, type Properties } from "../../lifecycle/lifecycle";
import { REGISTRATION_ROUTE } from "../../lifecycle/registration-route";
import { reportStackRule } from "../../lifecycle/retention";
import { type Session, settingsFailures } from "../../lifecycle/session";
import { toInput } from "../../lifecycle/spelling";
import { declaredTwice } from "../../lifecycle/urn";
import { remove } from "./delete";
import { edgeStrategyId } from "./edge-strategy";
import { absent, registration, twice } from "./errors";
import { expectedRouteId, findByAlias, findRoute, named } from "./find";
import { importRoute } from "./import";
import type { InboundRouteInputs } from "./inputs";
import { planChange, planNew } from "./plan";
import { asWanted, type Declared, differences, inputsNow, isAnother, stateOf, toKept, type Wanted } from "./state";
import { describeTarget } from "./target";
import { declaredBy, wantedBy } from "./wanted";
import { change, type Made, make, shown } from "./write";

const KIND = "InboundRoute";

// Loaded with the first inputs to validate, for which it needs zod: a refresh begins with reading.
const validation = () => require("./inputs") as typeof import("./inputs");

/** What the engine calls for every `InboundRoute` resource. */
export const inboundRoute = (session: Session): Lifecycle => new InboundRouteLifecycle(session);

class InboundRouteLifecycle implements Lifecycle {
  readonly inputsOnly = ["onDelete"];
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async check({ urn, before, inputs: given }: Parameters<Lifecycle["check"]>[0]) {
    const { declarations, lookUps } = this.#session;
    const { values, unknown, failures } = validation().validateInboundRoute(given);
    failures.push(...settingsFailures(this.#session));
    const { alias, host, uri, number, edgeStrategy } = values;
    const texts = Object.entries({ alias, host, uri, number: number && toInput(number) }).filter(([, text]) => text);
    const inputs = { ...given, ...Object.fromEntries(texts) };
    if (failures.length > 0) return { inputs, failures };
    declarations.checked(urn);
    // Until the update the account knows the route by its old alias: another resource of that alias would adopt this one's.
    for (const each of new Set([alias, before?.alias])) {
      if (typeof each !== "string") continue;
      const other = declarations.declare(KIND, this.#key(keyOf("alias", each)), { urn, by: "id" });
      if (other) return { inputs, failures: [{ property: "", reason: twice(each, other.urn, urn) }] };
    }
    // So that the plan shows, and the state keeps, the very one that will be used.
    if (edgeStrategy !== undefined && edgeStrategy !== before?.edgeStrategy) {
      try {
        const id = await lookUps.within(() => edgeStrategyId(this.#session, edgeStrategy));
        Object.assign(inputs, { edgeStrategy: id });
        values.edgeStrategy = id;
      } catch (error) {
        const question = `which edge strategy ${JSON.stringify(edgeStrategy)} is`;
        failures.push(...lookUps.failed(error, question, "edgeStrategy"));
      }
    }
    if (before === undefined && failures.length === 0)
      failures.push(...(await planNew(this.#session, values, unknown, urn)));
    return { inputs, failures };
  }

  /** That of a route that is adopted: where calls go can then be said in the same plan, in any language. */
  async expectedId({ alias }: Properties): Promise<string | undefined> {
    return typeof alias === "string" ? expectedRouteId(this.#session, alias) : undefined;
  }

  async diff({ urn, id, before, inputs }: Parameters<Lifecycle["diff"]>[0]) {
    const { declarations } = this.#session;
    const { values, unknown } = validation().validateInboundRoute(inputs);
    // A refresh compares too, and what it finds is no plan, nor in the program.
    const inProgram = declarations.has(urn);
    if (inProgram) this.#declare(id, urn);
    if (unknown.size > 0) {
      if (inProgram)
        this.#session.say(
          `${named({ id, alias: stateOf(before.outputs).alias })}: cannot tell what of it changes before ${[...unknown].join(" and ")} is known`,
        );
      return { changes: true, replaces: [] };
    }
    const { lookUps } = this.#session;
    const wanted = await wantedBy(this.#session, values, (ask) => lookUps.within(ask)).catch(() => undefined);
    if (!wanted) return { changes: true, replaces: [] };
    const changes = !this.#isAsBefore(before, wanted, values);
    // Also where only onDelete changes: the update brings in line what somebody changed by hand meanwhile.
    if (changes && inProgram) await this.#plan(id, wanted);
    return { changes, replaces: [] };
  }

  async create({ urn, inputs }: Parameters<Lifecycle["create"]>[0]) {
    const { values } = validation().validateInboundRoute(inputs);
    const wanted = await wantedBy(this.#session, values);
    const declared = declaredBy(values, wanted);
    const found = await findByAlias(this.#session, wanted.alias);
    if (found) this.#declare(found.id, urn);
    const { route, created } = found ? { route: found, created: false } : await this.#make(wanted);
    this.#declare(route.id, urn);
    try {
      const now = await this.#bringInLine(route, wanted);
      return { id: route.id, ...(await toKept(this.#session, now, { created }, declared)) };
    } catch (error) {
      if (!created) throw error;
      // It is there and must be in the state, or the next command would take it for another's.
      throw new HalfDone(route.id, await toKept(this.#session, route, { created }, declared), error);
    }
  }

  async read({ id, before }: Parameters<Lifecycle["read"]>[0]): ReturnType<Lifecycle["read"]> {
    if (id === REGISTRATION_ROUTE) throw registration();
    const declared = before?.declared as Declared | undefined;
    const route = await findRoute(this.#session, id);
    if (!route) {
      if (!before) throw absent(id);
      const { alias } = stateOf(before.outputs);
      if (declared) this.#session.say(`${named({ id, alias })} is not on the account any more and leaves the state`);
      return undefined;
    }
    // Without a declaration it is a `.get`, which has no inputs. What a program reads, no other resource may delete.
    if (!before || !declared) {
      this.#session.declarations.read(KIND, this.#key(id));
      return { id, ...(await toKept(this.#session, route, before ? stateOf(before.outputs) : {})) };
    }
    const kept = { id, ...(await toKept(this.#session, route, stateOf(before.outputs), declared)) };
    const drift = differences(route, declared);
    if (drift.length > 0)
      this.#session.say(
        `${named(route)} leads to ${inWords(route)} on the account, but was declared as ${inWords(declared)}`,
      );
    // Where neither the account nor the state differs from the program, the engine's inputs are right and stay.
    if (drift.length === 0 && asWanted(stateOf(before.outputs), declared)) return kept;
    return { ...kept, inputs: inputsNow(route, declared) };
  }

  import({ id }: Parameters<Lifecycle["import"]>[0]) {
    return importRoute(this.#session, id);
  }

  async update({ id, before, inputs }: Parameters<Lifecycle["update"]>[0]): Promise<Kept> {
    const { values } = validation().validateInboundRoute(inputs);
    const wanted = await wantedBy(this.#session, values);
    // It is here because `diff` could not look something up. No plan named a change, so what somebody changed by hand meanwhile stays.
    if (this.#isAsBefore(before, wanted, values)) return before;
    const route = await findRoute(this.#session, id);
    const { alias, created } = stateOf(before.outputs);
    if (!route)
      throw new Error(
        `${named({ id, alias })} is in the stack's state but not on this account: somebody deleted it, or the keys are those of ` +
          "another account. Nothing was changed. Run `pulumi refresh`, which takes it out of the state.",
      );
    if (isAnother(route, stateOf(before.outputs)) && !asWanted(route, wanted))
      throw new Error(
        `${named({ id, alias })} was not changed: on this account the route of that id is ${inWords(route)}, of which the state knows neither ` +
          "alias nor target. If the keys are those of another account, set the right ones. If somebody changed the route by hand, run `pulumi refresh` first.",
      );
    const now = await this.#bringInLine(route, wanted);
    return toKept(this.#session, now, { created }, declaredBy(values, wanted));
  }

  async delete({ id, before }: Parameters<Lifecycle["delete"]>[0]): Promise<void> {
    const { declarations, stack } = this.#session;
    const state = stateOf(before.outputs);
    const { onDelete: declared } = (before.declared ?? {}) as Partial<Declared>;
    const rule = declared === undefined ? stack.onDelete : declared;
    const stays = (why: string) =>
      this.#session.say(`${named({ id, alias: state.alias })} stays on the account: ${why}`);
    // A program's process, which reads routes and names aliases too, does not say of which account.
    const names = [id, keyOf("alias", state.alias)];
    const keys = [...names, ...names.map((it) => this.#key(it))];
    const still = keys.map((key) => declarations.whyKept(KIND, key)).find((reason) => reason !== undefined);
    if (still !== undefined) return stays(still);
    const told = rule === "remove";
    if (!told && rule !== undefined) return stays(`onDelete is ${JSON.stringify(rule)}`);
    if (!told && !state.created)
      return stays(
        'this resource adopted it and did not make it. To delete it too, declare it with onDelete: "remove" first',
      );
    if (told) reportStackRule(this.#session, declared);
    const route = await findRoute(this.#session, id);
    if (!route) return;
    if (isAnother(route, state)) return stays(`on this account the route of that id is ${inWords(route)}, another one`);
    await remove(this.#session, id, state, told);
  }

  /** The answer to a new route may leave out its edge strategy, or it may not have been taken; the list shows which. */
  async #make(wanted: Wanted): Promise<Made> {
    const { route, created } = await make(this.#session, wanted);
    const { edgeStrategyId: _, ...others } = wanted;
    return { route: (await shown(this.#session, route.id, others)) ?? route, created };
  }

  /** Writes what differs from the program, in one request, and nothing else. */
  async #bringInLine(route: Route, wanted: Wanted): Promise<Route> {
    return asWanted(route, wanted) ? route : change(this.#session, route, wanted);
  }

  /** @throws Error when another resource of the program stands for this route */
  #declare(id: string, urn: string | undefined): void {
    const other = this.#session.declarations.declare(KIND, this.#key(id), { urn, by: "id" });
    if (other) throw new Error(declaredTwice(KIND, "route", id, other.urn, urn));
  }

  /** Ids and aliases are those of one account, and a program may have several. */
  #key(name: string): string {
    return `${this.#session.client.keysId} ${name}`;
  }

  async #plan(id: string, wanted: Wanted): Promise<void> {
    const { lookUps } = this.#session;
    try {
      const route = await lookUps.within(() => findRoute(this.#session, id));
      if (route) await planChange(this.#session, route, wanted);
    } catch (error) {
      const [failure] = lookUps.failed(error, `whose calls a change of route ${id} moves`);
      if (failure) throw new Error(failure.reason, { cause: error });
    }
  }

  /** Whether state and program say the same as when the account was last brought in line. */
  #isAsBefore(before: Kept, wanted: Wanted, values: InboundRouteInputs): boolean {
    return asWanted(stateOf(before.outputs), wanted) && isDeepStrictEqual(before.declared, declaredBy(values, wanted));
  }
}

function inWords(route: Route | Wanted): string {
  const edge = route.edgeStrategyId === undefined ? "" : `, edge strategy ${route.edgeStrategyId}`;
  return `${describeTarget(route)} as ${route.alias}${edge}`;
}
