import { inShort, type NumberChange } from "../../client";
import { aliasToDeclare, changeOf } from "../../lifecycle/attributes";
import { compact } from "../../lifecycle/compact";
import { describe } from "../../lifecycle/criteria";
import type { Standing } from "../../lifecycle/declarations";
import { HalfDone, type Kept, type Lifecycle, type Properties, type Subject } from "../../lifecycle/lifecycle";
import { absent, askPatiently, findForImport, findOrGone, notOnAccount } from "../../lifecycle/presence";
import type { Prices } from "../../lifecycle/prices";
import { deleteRule, reportStackRule } from "../../lifecycle/retention";
import { type Session, settingsFailures } from "../../lifecycle/session";
import { numberOf, toInput } from "../../lifecycle/spelling";
import { declaredTwice, kindOf, nameOf } from "../../lifecycle/urn";
import { type Acquired, acquireExact, acquireMatch } from "./acquire";
import { bringInLine } from "./attributes";
import type { PhoneNumberInputs } from "./inputs";
import { whyNumberStays } from "./keep";
import { planPhoneNumber } from "./plan";
import { deskOf } from "./purchase-desk";
import { release } from "./release";
import {
  type Declared,
  declaredBy,
  inputsNow,
  type PhoneNumberState,
  sameDeclaration,
  stateOf,
  toKept,
  toUnconfirmed,
} from "./state";
import { neverBought, stillNotShown, UnconfirmedPurchase } from "./unconfirmed";

const KIND = "PhoneNumber";

// Loaded with the first inputs to validate, for which it needs zod: a refresh begins with reading.
const validation = () => require("./inputs") as typeof import("./inputs");

/** What the engine calls for every `PhoneNumber` resource. */
export const phoneNumber = (session: Session): Lifecycle => new PhoneNumberLifecycle(session);

class PhoneNumberLifecycle implements Lifecycle {
  readonly inputsOnly = ["match", "maxSetupCost", "maxMonthlyCost", "purchase", "onDelete"];
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    // Also where nothing is bought, it has something to say at the end.
    deskOf(session);
  }

  async check({ urn, formerUrns, before = {}, inputs: given }: Parameters<Lifecycle["check"]>[0]) {
    const { declarations } = this.#session;
    const { values, unknown, failures } = validation().validatePhoneNumber(given);
    const { number, alias } = values;
    const inputs = {
      ...given,
      ...(number === undefined ? {} : { number: toInput(number) }),
      ...(alias === undefined ? {} : { alias }),
    };
    failures.push(...settingsFailures(this.#session));
    if (failures.length > 0) return { inputs, failures };
    declarations.checked(urn);
    if (number !== undefined) {
      const other = declarations.declare(KIND, number, { urn, by: "id" });
      if (other) return { inputs, failures: [{ property: "", reason: twice(number, other, { urn, by: "id" }) }] };
    } else if (urn !== undefined) this.#session.command.noteSafely({ what: "checked", urn });
    this.#reportIgnoredMatch(before, values);
    // A resource that the state has by number or match needs no plan: its number is not chosen again.
    const isNew =
      number === undefined
        ? !("match" in before || "number" in before)
        : !("match" in before) && before.number !== inputs.number;
    if (isNew) failures.push(...(await planPhoneNumber(this.#session, values, unknown, { urn, formerUrns })));
    return { inputs, failures };
  }

  async diff({ urn, id, before, inputs }: Parameters<Lifecycle["diff"]>[0]) {
    const { declarations } = this.#session;
    const { values, unknown } = validation().validatePhoneNumber(inputs);
    // An unknown number is most often the same one again. To announce a replacement for it would make the engine delete
    // this resource, and release its number, before anybody knows.
    const replaced = values.number !== undefined && values.number !== id;
    deskOf(this.#session).settle(id);
    if (unknown.has("number")) declarations.declare(KIND, id, { urn, by: "id" });
    else if (values.number === undefined) {
      const standing: Standing = { urn, by: "match" };
      const other = declarations.has(urn) ? declarations.declare(KIND, id, standing) : undefined;
      if (other) throw new Error(twice(id, other, standing));
    } else if (replaced && deleteRule(this.#session, values.onDelete, "release") === "retain")
      declarations.retain(KIND, id);
    const state = stateOf(before.outputs);
    const changes =
      replaced ||
      [...unknown].some((property) => property !== "match") ||
      Object.keys(changeOf(state, values)).length > 0 ||
      !sameDeclaration(before.declared ?? {}, values) ||
      state.purchaseUnconfirmed !== undefined;
    return { changes, replaces: replaced ? ["number"] : [] };
  }

  async create({ inputs: checked, ...subject }: Parameters<Lifecycle["create"]>[0]) {
    const { values: inputs } = validation().validatePhoneNumber(checked);
    const { declarations } = this.#session;
    const acquired = await this.#acquire(inputs, subject);
    const { number } = acquired.details;
    declarations.declare(KIND, number, { urn: subject.urn, by: inputs.number === undefined ? "match" : "id" });
    // By number it needs no purchase any more, whichever command began one.
    if (inputs.number !== undefined) deskOf(this.#session).settle(number);
    // Half done, it is in the state as well.
    const kept = await bringInLine(this.#session, acquired, inputs, declaredBy(inputs, subject.urn)).finally(() =>
      deskOf(this.#session).journal.answer(number, [subject.urn, ...(subject.formerUrns ?? [])]),
    );
    return { id: number, ...kept };
  }

  async read({ id, before }: Parameters<Lifecycle["read"]>[0]) {
    const number = numberOf(id, before?.outputs.number);
    const declared = before?.declared as Declared | undefined;
    const state = stateOf(before?.outputs ?? {});
    if (declared) this.#settle(number, declared);
    const details = await findOrGone(this.#session, number);
    if (!details) {
      if (!before) throw absent(number);
      this.#leave(number, state, declared);
      return undefined;
    }
    const { keysId } = this.#session.client;
    // Without a declaration it is a `.get`, which has no inputs. What a program reads, no other resource may release.
    if (!declared) {
      this.#session.declarations.read(KIND, number);
      return { id: number, ...toKept(details, undefined, keysId, state) };
    }
    const drifted = Object.keys(changeOf(details, declared));
    for (const property of drifted) {
      const now = inShort(JSON.stringify(details[property as keyof NumberChange] ?? ""));
      this.#session.say(`${number}: ${property} is ${now} on the account, which is not what was declared`);
    }
    const kept = { id: number, ...toKept(details, declared, keysId, state) };
    // Where neither the account nor the state differs from the program, the engine's inputs are right and stay.
    const inputsStay = drifted.length === 0 && Object.keys(changeOf(state, declared)).length === 0;
    return inputsStay ? kept : { ...kept, inputs: { ...inputsNow(details, declared) } };
  }

  /** A number is not bought again by its declaration, should it leave the account one day. */
  async import({ id }: Parameters<Lifecycle["import"]>[0]) {
    const details = await findForImport(this.#session, id);
    const { number } = details;
    const settings = compact({ purchase: "forbid" as const, alias: aliasToDeclare(details) });
    const kept = toKept(details, { number, ...settings }, this.#session.client.keysId);
    return { id: number, ...kept, inputs: { number: toInput(number), ...settings } };
  }

  async update({ urn, id, before, inputs: checked }: Parameters<Lifecycle["update"]>[0]): Promise<Kept> {
    const { values: inputs } = validation().validatePhoneNumber(checked);
    deskOf(this.#session).settle(id);
    const state = stateOf(before.outputs);
    const { buyer = urn } = (before.declared ?? {}) as Declared;
    const declared = declaredBy(inputs, buyer);
    const unconfirmed = state.purchaseUnconfirmed;
    const details = await (unconfirmed ? askPatiently(this.#session, id) : this.#session.account.find(id));
    if (details) return bringInLine(this.#session, { details }, inputs, declared, state);
    if (unconfirmed === undefined) throw new Error(gone(id));
    if (unconfirmed === "bought") throw new Error(stillNotShown(id));
    const acquired = await this.#acquire({ ...inputs, number: id }, { urn }, declared, state).catch((error: Error) => {
      throw error instanceof HalfDone ? error : new Error(neverBought(id, error), { cause: error });
    });
    return bringInLine(this.#session, acquired, inputs, declared);
  }

  async delete({ id, before }: Parameters<Lifecycle["delete"]>[0]): Promise<void> {
    const declared = (before.declared ?? {}) as Declared;
    this.#settle(id, declared);
    const reason = whyNumberStays(this.#session, { ...stateOf(before.outputs), number: id }, declared);
    if (reason !== undefined) return this.#session.say(reason);
    reportStackRule(this.#session, declared.onDelete);
    await release(this.#session, id);
  }

  /** The number is in a state: whatever purchase of it was noted is done with. */
  #settle(number: string, { buyer }: Declared): void {
    // Some hosts know no URN here, and what a number was bought for may have been in another stack.
    if (this.#session.stackUrns === undefined) this.#session.meet(buyer);
    deskOf(this.#session).settle(number);
  }

  /** A number that left the account leaves the state, and the program's reader should know what follows. */
  #leave(number: string, state: PhoneNumberState, declared: Declared | undefined): void {
    if (state.purchaseUnconfirmed === "bought") throw new Error(stillNotShown(number));
    if (state.seenBy !== undefined && state.seenBy !== this.#session.client.keysId) throw new Error(otherKeys(number));
    const next = declared?.match ? "; the next `pulumi up` chooses and buys another for its match" : "";
    if (declared) this.#session.say(`${number} is not on this account any more and leaves the state${next}`);
  }

  async #acquire(
    inputs: PhoneNumberInputs,
    subject: Subject,
    declared = declaredBy(inputs, subject.urn),
    told?: Prices,
  ): Promise<Acquired> {
    try {
      return inputs.number === undefined
        ? await acquireMatch(this.#session, inputs, subject)
        : await acquireExact(this.#session, inputs.number, inputs, told);
    } catch (error) {
      if (!(error instanceof UnconfirmedPurchase)) throw error;
      throw new HalfDone(error.offer.number, toUnconfirmed(error, declared, this.#session.client.keysId), error);
    }
  }

  #reportIgnoredMatch({ match }: Properties, inputs: PhoneNumberInputs): void {
    const before = validation().validatePhoneNumber({ match }).values.match;
    if (!before || !inputs.match || describe(before) === describe(inputs.match)) return;
    this.#session.say(
      `match was changed from ${describe(before)} to ${describe(inputs.match)}, which changes nothing: the number chosen ` +
        "when the resource was created stays. For another number, declare another resource",
    );
  }
}

function twice(number: string, ...standings: [Standing, Standing]): string {
  const chosen = standings.find(({ by }) => by === "match");
  const ofOneKind = standings.every(({ urn }) => (kindOf(urn) ?? KIND) === KIND);
  if (!chosen || !ofOneKind) return declaredTwice(KIND, "number", number, ...standings.map(({ urn }) => urn));
  const name = nameOf(chosen.urn ?? "");
  return (
    `Two PhoneNumber resources stand for ${number}: "${name}", whose match chose it, and one that declares it by number. ` +
    `Keep one of them: give "${name}" number: "${number}" in place of its match and remove the other, or declare another number there.`
  );
}

function gone(number: string): string {
  return (
    `${notOnAccount(number)} ` +
    "Nothing was changed. If it is gone for good, run `pulumi refresh`, which takes it out of the state; " +
    "the next `pulumi up` then buys it again if it is for sale and purchases are allowed."
  );
}

function otherKeys(number: string): string {
  return (
    `${number} is not on the account of these keys, and these are not the keys it was last seen by. It stays in the state: without ` +
    "it the next `pulumi up` would buy another for its match. If the keys are another account's, set the right ones; if the " +
    "number was released, take it out of the state with `pulumi state delete`."
  );
}
