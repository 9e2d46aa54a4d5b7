import { isDeepStrictEqual } from "node:util";
import type { OwnedNumber } from "../../client";
import type { Failure, Kept, Lifecycle, Properties } from "../../lifecycle/lifecycle";
import { deleteRule } from "../../lifecycle/retention";
import { expectingRoutes } from "../../lifecycle/routing/expected-route";
import { type RouteReference, resolveRoute } from "../../lifecycle/routing/route-reference";
import type { RouteName } from "../../lifecycle/routing/routing";
import { type Session, settingsFailures } from "../../lifecycle/session";
import { toE164, toInput } from "../../lifecycle/spelling";
import { hasUnknown, UNKNOWN } from "../../lifecycle/unknown";
import { nameOf } from "../../lifecycle/urn";
import { changesOf, grouped } from "./changes";
import { declareNumbers } from "./declare";
import { deleteGroup } from "./delete";
import { dueNumbers, type Group, PROPERTIES, type Truth, toProperties, truthOf, wishFor } from "./group";
import { groupOf } from "./import";
import { bringGroupInLine } from "./in-line";
import type { ValidatedGroup } from "./inputs";
import { findAll, TAKE_OFF } from "./missing";
import { detached, planGroup, planNumbers } from "./plan";
import { idsIn, isResolved, withIds } from "./references";
import { asList, type Before, beforeIn, costOf, declaredOf, differingIn, groupIn, inputsNow, toKept } from "./state";
import { asTheyAre, notOnAccountAnyMore, numbersIn } from "./words";

// Loaded with the first inputs to validate, for which it needs zod: a refresh begins with reading.
const validation = () => require("./inputs") as typeof import("./inputs");

/** What the engine calls for every `NumberGroup` resource. */
export const numberGroup = (session: Session): Lifecycle => expectingRoutes(session, new NumberGroupLifecycle(session));

class NumberGroupLifecycle implements Lifecycle {
  readonly inputsOnly = ["numbers", ...PROPERTIES, "onDelete"];
  /** By URN. */
  readonly #before = new Map<string, Before>();
  /** By URN, numbers whose changes this command's plan has reported. */
  readonly #reported = new Map<string, ReadonlySet<string>>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async check({ urn, before, inputs: given }: Parameters<Lifecycle["check"]>[0]) {
    const { failures, twice, ...validated } = validation().validateNumberGroup(given);
    const { group, numbersUnknown } = validated;
    failures.push(...settingsFailures(this.#session));
    if (failures.length > 0) return { inputs: given, failures };
    const name = nameOf(urn ?? "");
    this.#session.declarations.checked(urn);
    if (deleteRule(this.#session, group.onDelete, "detach") === "retain")
      this.#session.declarations.retain("NumberGroup", name);
    const taken = declareNumbers(this.#session, urn, [...group.numbers.keys()]);
    const known = before ? groupIn(before) : undefined;
    const resolved = await withIds(group, this.#lookUp(known ?? this.#before.get(urn ?? "")?.group, failures));
    // A replacement is checked once more, as if it were new.
    if (failures.length === 0 && (before || !this.#before.has(urn ?? ""))) {
      const due = dueNumbers(resolved, known);
      failures.push(...(await planGroup(this.#session, { ...validated, name, group: resolved }, known, due)));
      if (urn !== undefined) this.#reported.set(urn, new Set(due));
    }
    failures.push(...taken);
    if (twice.size > 0)
      failures.push({
        property: "",
        reason: `${numbersIn([...twice])} more than once in the list of numbers. Keep each once.`,
      });
    const refused = inOne(failures);
    // What is not known yet has no place by number.
    if (numbersUnknown) return { inputs: given, failures: refused };
    return { inputs: { ...toProperties(resolved), ...unknownIn(given, validated, resolved) }, failures: refused };
  }

  async diff({ urn, before: kept, inputs }: Parameters<Lifecycle["diff"]>[0]) {
    const { declarations } = this.#session;
    if (hasUnknown(inputs)) return { changes: true, replaces: [] };
    // As `check` gave them; to validate two thousand once more takes time.
    const group = groupIn(inputs);
    const before = beforeIn(kept);
    const due = dueNumbers(group, before.group, before.differs);
    // A refresh compares too, and what it finds is no plan.
    if (urn !== undefined && declarations.has(urn)) {
      this.#before.set(urn, before);
      await this.#reportRest(urn, group, due);
    }
    if (detached(this.#session, before.group, group).length > 0) return { changes: true, replaces: ["numbers"] };
    // A reference that is none yet is one that `check` could not look up; if it cannot be now, `update` will say why.
    return { changes: due.length > 0 || !isDeepStrictEqual(kept.declared, declaredOf(group)), replaces: [] };
  }

  async create({ urn, inputs }: Parameters<Lifecycle["create"]>[0]) {
    const name = nameOf(urn ?? "");
    const group = await this.#resolved(inputs);
    return { id: name, ...(await this.#bringInLine(name, group, this.#before.get(urn ?? ""))) };
  }

  async read({ id, before }: Parameters<Lifecycle["read"]>[0]): ReturnType<Lifecycle["read"]> {
    const declared = before?.declared;
    if (!before || !declared)
      throw new Error(
        `${id}: a NumberGroup is nothing of the account, so it cannot be read. Declare it; its numbers are adopted.`,
      );
    const group = groupIn(declared);
    const found = await findAll(this.#session, [...group.numbers.keys()]);
    const gone = [...group.numbers.keys()].filter((number) => !found.has(number));
    if (found.size === 0) {
      this.#session.say(`${id}: ${notOnAccountAnyMore(gone)}, and the group leaves the state`);
      return undefined;
    }
    if (gone.length > 0) this.#session.say(`${id}: ${notOnAccountAnyMore(gone)}. ${TAKE_OFF}`);
    const truth = truthIn(found);
    const changes = [...truth].flatMap(([number, now]) => changesOf(number, now, wishFor(group, number)));
    const lines = await grouped(this.#session, changes, (property, is, was) =>
      is === undefined || was === undefined
        ? `${property} ${is === undefined ? "is" : `is ${is} on the account, which is`} not what was declared,`
        : `${property} is ${is} on the account, but was declared as ${was}`,
    );
    for (const line of lines) this.#session.say(`${id}: ${line}`);
    const kept = { id, ...toKept(group, truth, costOf(found.values()), gone) };
    // Where neither the account nor the state differs from the program, the engine's inputs are right and stay.
    if (changes.length === 0 && differingIn(before.outputs).size === 0) return kept;
    return { ...kept, inputs: inputsNow(group, truth) };
  }

  /** A group is nothing of the account: its id for an import is the list of its numbers. */
  async import({ urn, id }: Parameters<Lifecycle["import"]>[0]) {
    const { group, details } = await groupOf(this.#session, id);
    const kept = toKept(group, truthIn(details), costOf(details.values()));
    return { id: nameOf(urn ?? ""), ...kept, inputs: asList(group) };
  }

  /** Its numbers in E.164. */
  shown(declared: Properties) {
    return { numbers: [...groupIn(declared).numbers.keys()].map(toE164) };
  }

  async update({ urn, id, before, inputs }: Parameters<Lifecycle["update"]>[0]): Promise<Kept> {
    const group = await this.#resolved(inputs);
    return this.#bringInLine(urn === undefined ? id : nameOf(urn), group, beforeIn(before), id);
  }

  delete({ id, before }: Parameters<Lifecycle["delete"]>[0]): Promise<void> {
    return deleteGroup(this.#session, id, before.declared ?? {});
  }

  async #bringInLine(name: string, group: Group, before: Before | undefined, id = name): Promise<Kept> {
    const numbers = [...group.numbers.keys()];
    const was = before?.group;
    const sameNumbers = numbers.length === was?.numbers.size && numbers.every((number) => was.numbers.has(number));
    const due = dueNumbers(group, was, before?.differs);
    return bringGroupInLine(this.#session, group, {
      id,
      name,
      // All of them for the cost, where numbers came or went.
      read: sameNumbers ? due : numbers,
      due: new Set(due),
      known: was?.numbers,
      ...(before && sameNumbers && { cost: before }),
    });
  }

  /** Reports changes that the check could not see: the state says that an earlier command did not come to its end. */
  async #reportRest(urn: string, group: Group, due: readonly string[]): Promise<void> {
    const reported = this.#reported.get(urn) ?? new Set();
    const rest = due.filter((number) => !reported.has(number));
    const name = nameOf(urn);
    const planned = { name, group, unknown: new Set<string>(), unsure: new Map(), numbersUnknown: false };
    const [failure] = rest.length > 0 ? await planNumbers(this.#session, planned, rest) : [];
    if (failure) throw new Error(`${name}: ${failure.reason}`);
    const others = group.numbers.size - due.length;
    if (due.length > 0 && others > 0) this.#session.say(`${name}: ${asTheyAre(others)}`);
  }

  /** Looks references up for a plan, each that the state does not have already. */
  #lookUp(before: Group | undefined, failures: Failure[]) {
    const known = before ? idsIn(before) : new Set<string>();
    const { lookUps } = this.#session;
    return async (route: RouteName, reference: RouteReference): Promise<RouteReference> => {
      if (typeof reference === "string" && known.has(reference)) return reference;
      try {
        return await lookUps.within(() => this.#idOf(reference));
      } catch (error) {
        failures.push(...lookUps.failed(error, `what ${route} ${JSON.stringify(reference)} is on the account`, route));
        return reference;
      }
    };
  }

  /** The group by ids. `check` has resolved references already, unless Flowroute could not be reached then. */
  async #resolved(inputs: Properties): Promise<Group> {
    const { group } = validation().validateNumberGroup(inputs);
    return isResolved(group) ? group : withIds(group, (_, reference) => this.#idOf(reference));
  }

  #idOf(reference: RouteReference): Promise<string> {
    return resolveRoute(this.#session, reference, async () => undefined);
  }
}

function truthIn(found: ReadonlyMap<string, OwnedNumber>): Map<string, Truth> {
  return new Map([...found].map(([number, details]) => [number, truthOf(details)]));
}

/** One error for all that is of no one property: all its numbers are to be looked after together. */
function inOne(failures: readonly Failure[]): Failure[] {
  const ofNone = failures.filter(({ property }) => property === "");
  if (ofNone.length < 2) return [...failures];
  const reason = ofNone.map((it) => it.reason).join(" ");
  return [...failures.filter(({ property }) => property !== ""), { property: "", reason }];
}

/** What of the inputs a preview does not know yet, as it was given: of the group, and in the entries of numbers. */
function unknownIn(given: Properties, { unknown, unsure }: Pick<ValidatedGroup, "unknown" | "unsure">, group: Group) {
  const shared = [...unknown].filter((it) => it !== "numbers").map((it) => [it, given[it]]);
  if (unsure.size === 0) return Object.fromEntries(shared);
  const numbers = toProperties(group).numbers as Record<string, Properties>;
  for (const [number, properties] of unsure) {
    const entry = numbers[toInput(number)] ?? {};
    numbers[toInput(number)] = { ...entry, ...Object.fromEntries([...properties].map((it) => [it, UNKNOWN])) };
  }
  return { ...Object.fromEntries(shared), numbers };
}
