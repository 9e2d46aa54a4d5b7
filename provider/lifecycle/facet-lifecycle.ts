import { isDeepStrictEqual } from "node:util";
import type { Facet, FacetInputs, Parts, Wishes } from "./facet";
import { planParts, planUnknown } from "./facet-plan";
import { writeParts } from "./facet-write";
import type { Failure, Kept, Lifecycle, Properties } from "./lifecycle";
import { absent, findForImport, findOrGone, notOnAccount } from "./presence";
import { deleteRule, reasonToKeep, reportStackRule } from "./retention";
import { type Session, settingsFailures } from "./session";
import { numberOf, toE164, toInput } from "./spelling";
import { declaredTwice } from "./urn";

/**
 * The lifecycle of a facet. It keeps, for all of them: settings are judged before any request; an unknown number announces
 * no replacement; what the program declares or reads is not taken away; only what is gone for sure leaves the state, and
 * says so; writes that came half way reach the state.
 */
export class FacetLifecycle<Part extends string> implements Lifecycle {
  readonly inputsOnly = ["onDelete"];
  readonly #session: Session;
  readonly #facet: Facet<Part>;

  constructor(session: Session, facet: Facet<Part>) {
    this.#session = session;
    this.#facet = facet;
  }

  /** Turns references into ids, so that a plan shows, and the state keeps, the very thing that will be used. */
  async check({ urn, before = {}, inputs: given }: Parameters<Lifecycle["check"]>[0]) {
    const { declarations } = this.#session;
    const { kind, parts } = this.#facet;
    const { values, unknown, failures } = this.#facet.validate(given);
    const { number } = values;
    failures.push(...settingsFailures(this.#session));
    const inputs = number === undefined ? given : { ...given, number: toInput(number) };
    if (failures.length > 0) return { inputs, failures };
    declarations.checked(urn);
    if (number !== undefined) {
      const other = declarations.declare(kind, number, { urn, by: "id" });
      if (other)
        return { inputs, failures: [{ property: "", reason: declaredTwice(kind, "number", number, other.urn, urn) }] };
    }
    const ids: Properties = {};
    for (const part of parts) {
      // An id that the state has already was looked up when it came there.
      if (values[part] === undefined || values[part] === before[part]) continue;
      const found = await this.#lookUp(part, values[part], number);
      if (typeof found === "string") ids[part] = found;
      else failures.push(...found);
    }
    if (failures.length > 0) return { inputs: { ...inputs, ...ids }, failures };
    const wanted = { ...values, ...ids };
    planUnknown(this.#session, this.#facet, urn, values, unknown);
    // Also where only onDelete changes: the update brings in line what somebody changed by hand meanwhile.
    const changed =
      values.onDelete !== before.onDelete || parts.some((part) => !unknown.has(part) && wanted[part] !== before[part]);
    if (number !== undefined && (inputs.number !== before.number || changed))
      failures.push(...(await planParts(this.#session, this.#facet, number, wanted, unknown)));
    return { inputs: { ...inputs, ...ids }, failures };
  }

  async diff({ id, before, inputs }: Parameters<Lifecycle["diff"]>[0]) {
    const { kind, removal } = this.#facet;
    const { values, unknown } = this.#facet.validate(inputs);
    if (values.number !== undefined && values.number !== id) {
      if (deleteRule(this.#session, values.onDelete, removal) === "retain") this.#session.declarations.retain(kind, id);
      return { changes: true, replaces: ["number"] };
    }
    // An unknown number is most often the same one, of a PhoneNumber that this very plan changes: no replacement is announced for it.
    if (unknown.size > 0) return { changes: true, replaces: [] };
    // A reference that is none yet is one that `check` could not look up; if it cannot be now, `update` will say why.
    const { lookUps } = this.#session;
    const wanted = await this.#wanted(values, id, (ask) => lookUps.within(ask)).catch(() => undefined);
    return { changes: !wanted || !this.#isAsBefore(before, wanted, values), replaces: [] };
  }

  async create({ urn, inputs }: Parameters<Lifecycle["create"]>[0]) {
    const { values } = this.#facet.validate(inputs);
    const number = values.number as string;
    const remedy =
      "Declare it with PhoneNumber and pass that resource's number here, or check its digits and whose account the keys are of.";
    const missing = `${number} is not on this account, ${this.#facet.needed}. ${remedy}`;
    const kept = await this.#bringInLine(number, await this.#wanted(values, number), values, missing);
    this.#session.declarations.declare(this.#facet.kind, number, { urn, by: "id" });
    return { id: number, ...kept };
  }

  async read({ id, before }: Parameters<Lifecycle["read"]>[0]): ReturnType<Lifecycle["read"]> {
    const { kind, parts } = this.#facet;
    const number = numberOf(id, before?.outputs.number);
    const details = await findOrGone(this.#session, number);
    const declared = before?.declared as Declared<Part> | undefined;
    if (!details) {
      if (!before) throw absent(number);
      if (declared)
        this.#session.say(`${number} is not on this account any more, so ${this.#facet.possession} leave the state`);
      return undefined;
    }
    const now = this.#facet.now(details);
    // Without a declaration it is a `.get`, which has no inputs. What a program reads, no other resource may take away.
    if (!before || !declared) {
      this.#session.declarations.read(kind, number);
      return { id: number, outputs: toOutputs(number, now) };
    }
    for (const part of parts) {
      if (now[part] === declared[part]) continue;
      const [is, was] = await this.#facet.describe(this.#session, [now[part], declared[part]], details);
      this.#session.say(`${number}: ${part} is ${is} on the account, but was declared as ${was}`);
    }
    const kept = { id: number, outputs: toOutputs(number, now), declared: declared as Properties };
    // Where neither the account nor the state differs from the program, the engine's inputs are right and stay.
    if (this.#same(now, declared) && this.#same(this.#partsOf(before.outputs), declared)) return kept;
    // The first part is required of inputs, so where the account has none it stays as declared; the output shows the drift.
    const [required] = parts;
    const inputs = { ...onDeleteOf(declared), number: toInput(number), [required]: declared[required], ...now };
    return { ...kept, inputs };
  }

  async import({ id }: Parameters<Lifecycle["import"]>[0]) {
    const { kind, parts, possession } = this.#facet;
    const details = await findForImport(this.#session, id);
    const { number } = details;
    const now = this.#facet.now(details);
    const [required] = parts;
    if (now[required] === undefined)
      throw new Error(`${number} has no ${required}, so there is no ${kind} to import: declare ${possession} instead.`);
    return { id: number, outputs: toOutputs(number, now), declared: now, inputs: { number: toInput(number), ...now } };
  }

  async update({ id, before, inputs }: Parameters<Lifecycle["update"]>[0]): Promise<Kept> {
    const { values } = this.#facet.validate(inputs);
    const wanted = await this.#wanted(values, id);
    // It is here because `diff` could not look something up. No plan named a change, so what somebody changed by hand meanwhile stays.
    if (this.#isAsBefore(before, wanted, values)) return before;
    const remedy = `Nothing was changed. Run \`pulumi refresh\`, which takes ${this.#facet.possession} out of the state.`;
    return this.#bringInLine(id, wanted, values, `${notOnAccount(id)} ${remedy}`);
  }

  async delete({ id, before }: Parameters<Lifecycle["delete"]>[0]): Promise<void> {
    const { kind, removal, possession } = this.#facet;
    const declared = (before.declared ?? {}) as Declared<Part>;
    const reason = reasonToKeep(this.#session, { kind, id, declared: declared.onDelete, removal, ofNumber: true });
    if (reason === "by rule")
      return this.#session.say(`${id} keeps ${possession}, ${this.#facet.retained(this.#partsOf(before.outputs))}`);
    if (reason !== undefined) return this.#session.say(`${id} keeps ${possession}: ${reason}`);
    reportStackRule(this.#session, declared.onDelete);
    await this.#facet.remove(this.#session, id, declared);
  }

  /** Writes what differs from the program, and nothing else. */
  async #bringInLine(number: string, wanted: Parts<Part>, values: Wishes<Part>, missing: string): Promise<Kept> {
    const details = await this.#session.account.find(number);
    if (!details) throw new Error(missing);
    const declared = { ...wanted, ...onDeleteOf(values) };
    const now = this.#facet.now(details);
    if (this.#same(now, wanted)) return { outputs: toOutputs(number, wanted), declared };
    const kept = (parts: Parts<Part>): Kept => ({ outputs: toOutputs(number, parts), declared });
    return kept(await writeParts(this.#session, this.#facet, number, now, wanted, kept));
  }

  async #lookUp(part: Part, input: unknown, number: string | undefined): Promise<string | Failure[]> {
    const { lookUps } = this.#session;
    try {
      return await lookUps.within(() => this.#idOf(part, input, number));
    } catch (error) {
      return lookUps.failed(error, `what ${part} ${JSON.stringify(input)} is on the account`, part);
    }
  }

  /**
   * The parts by id. `check` has resolved references already, unless Flowroute could not be reached then.
   * @param each how each look-up is made
   */
  async #wanted(
    values: Wishes<Part>,
    number: string,
    each = (ask: () => Promise<string>) => ask(),
  ): Promise<Parts<Part>> {
    const wanted: Record<string, string> = {};
    for (const part of this.#facet.parts) {
      const input = values[part];
      if (input === undefined) continue;
      wanted[part] = typeof input === "string" ? input : await each(() => this.#idOf(part, input, number));
    }
    return wanted as Parts<Part>;
  }

  /** Whether state and program say the same as when the account was last brought in line. */
  #isAsBefore(before: Kept, wanted: Parts<Part>, values: Wishes<Part>): boolean {
    return (
      this.#same(this.#partsOf(before.outputs), wanted) &&
      isDeepStrictEqual(before.declared, { ...wanted, ...onDeleteOf(values) })
    );
  }

  #idOf(part: Part, input: unknown, number: string | undefined): Promise<string> {
    return this.#facet.resolve(this.#session, input, async () => {
      const details = number === undefined ? undefined : await this.#session.account.find(number);
      return details && this.#facet.now(details)[part];
    });
  }

  #partsOf(outputs: Properties): Parts<Part> {
    return outputs as Parts<Part>;
  }

  #same(one: Parts<Part>, other: Parts<Part>): boolean {
    return this.#facet.parts.every((part) => one[part] === other[part]);
  }
}

type Declared<Part extends string> = Parts<Part> & FacetInputs;

function toOutputs<Part extends string>(number: string, parts: Parts<Part>): Properties {
  return { number, e164: toE164(number), ...parts };
}

function onDeleteOf({ onDelete }: FacetInputs): { onDelete?: string } {
  return onDelete === undefined ? {} : { onDelete };
}
