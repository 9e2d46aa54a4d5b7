import type { dynamic } from "@pulumi/pulumi";
import { type FlowrouteError, inShort, NotFoundError, type NumberChange, type OwnedNumber } from "../../client";
import { deleteRule } from "../delete-rule";
import type { Properties } from "../judge";
import type { Prices } from "../money";
import { PartialFailure } from "../partial-failure";
import { askPatiently, findOrGone } from "../presence";
import { describe } from "../search";
import { type Session, settingsFailures } from "../session";
import { numberOf, toInput } from "../spelling";
import { type Acquired, acquireExact, acquireMatch } from "./acquire";
import type { PhoneNumberInputs } from "./inputs";
import { reasonToKeep } from "./keep";
import { planPhoneNumber } from "./plan";
import {
  changeOf,
  inputsNow,
  type PhoneNumberState,
  sameDeclaration,
  stateOf,
  toState,
  toUnconfirmedState,
} from "./state";
import { neverBought, stillNotShown, UnconfirmedPurchase } from "./unconfirmed";

// Loaded with the first inputs to judge, for which it needs zod: a refresh begins with reading.
const judging = () => require("./inputs") as typeof import("./inputs");

/** What the engine calls for every `PhoneNumber` resource (design section 5). */
export class PhoneNumberLifecycle implements dynamic.ResourceProvider<Properties, Properties> {
  constructor(private readonly session: Session) {}

  async configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.session.configure(config);
  }

  async check(olds: Properties, news: Properties): Promise<dynamic.CheckResult<Properties>> {
    const { values, unknown, failures } = judging().judgePhoneNumber(news);
    const inputs = values.number === undefined ? news : { ...news, number: toInput(values.number) };
    failures.push(...settingsFailures(this.session));
    if (failures.length > 0) return { inputs, failures };
    if (values.number === undefined) this.session.claims.seek(values.buyer);
    else {
      this.session.declaredNumbers.add(values.number);
      const twice = this.session.claims.declare(values.number);
      if (twice !== undefined) return { inputs, failures: [{ property: "", reason: twice }] };
    }
    this.#tellIgnoredMatch(olds, values);
    // A resource that the state has by number or match needs no plan: its number is not chosen again.
    const isNew =
      values.number === undefined
        ? !("match" in olds || "number" in olds)
        : !("match" in olds) && olds.number !== inputs.number;
    if (isNew) failures.push(...(await planPhoneNumber(this.session, values, unknown)));
    return { inputs, failures };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    const { values, unknown } = judging().judgePhoneNumber(news);
    // An unknown number is most often the same one again. To announce a replacement for it would make the engine delete
    // this resource, and release its number, before anybody knows.
    const replaced = values.number !== undefined && values.number !== id;
    this.session.journal.settle(id);
    const twice = values.number === undefined ? this.session.claims.choose(id, values.buyer) : undefined;
    if (twice !== undefined) throw new Error(twice);
    if (!replaced) this.session.declaredNumbers.add(id);
    else if (deleteRule(values.onDelete, "release", this.session.stack) === "retain")
      this.session.retainedNumbers.add(id);
    const state = stateOf(olds);
    const changes =
      replaced ||
      [...unknown].some((property) => property !== "match") ||
      Object.keys(changeOf(state, values)).length > 0 ||
      !sameDeclaration(state.declared ?? {}, values) ||
      state.purchaseUnconfirmed !== undefined;
    return { changes, replaces: replaced ? ["number"] : [] };
  }

  async create(news: Properties): Promise<dynamic.CreateResult<Properties>> {
    const { values: inputs } = judging().judgePhoneNumber(news);
    const acquired = await this.#acquire(inputs, news);
    const { number } = acquired.details;
    this.session.declaredNumbers.add(number);
    // By number it needs no purchase any more, whoever began one.
    if (inputs.number !== undefined) this.session.journal.settle(number);
    return { id: number, outs: await this.#bringInLine(acquired, inputs, news) };
  }

  async read(id: string, properties: Properties = {}): Promise<dynamic.ReadResult<Properties>> {
    const number = numberOf(id, properties.number);
    const before = stateOf(properties);
    if (before.declared) this.session.journal.settle(number);
    const details = await findOrGone(this.session, number);
    if (!details) return this.#gone(number, before);
    // Without a declaration it is a `.get`, which has no inputs. What a program reads, no other resource may release.
    if (!before.declared) this.session.declaredNumbers.add(number);
    const { declared = {} } = before;
    const drifted = Object.keys(changeOf(details, declared));
    for (const property of drifted) {
      const now = inShort(JSON.stringify(details[property as keyof NumberChange] ?? ""));
      this.session.say(`${number}: ${property} is ${now} on the account, which is not what was declared`);
    }
    const result = { id: number, props: { ...toState(details, before.declared, this.session.client.keysId, before) } };
    // Where neither the account nor the state differs from the program, the engine's inputs are right and stay.
    const inputsStay = drifted.length === 0 && Object.keys(changeOf(before, declared)).length === 0;
    return inputsStay ? result : { ...result, inputs: inputsNow(details, declared) };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult<Properties>> {
    const { values: inputs } = judging().judgePhoneNumber(news);
    this.session.journal.settle(id);
    const state = stateOf(olds);
    const unconfirmed = state.purchaseUnconfirmed;
    const details = await (unconfirmed ? askPatiently(this.session, id) : this.session.account.find(id));
    if (details) return { outs: await this.#bringInLine({ details }, inputs, news, state) };
    if (unconfirmed === undefined) throw new Error(gone(id));
    if (unconfirmed === "bought") throw new Error(stillNotShown(id));
    const acquired = await this.#acquire({ ...inputs, number: id }, news, state).catch((error: Error) => {
      throw error instanceof PartialFailure ? error : new Error(neverBought(id, error), { cause: error });
    });
    return { outs: await this.#bringInLine(acquired, inputs, news) };
  }

  async delete(id: string, properties: Properties): Promise<void> {
    this.session.journal.settle(id);
    const reason = reasonToKeep(this.session, { ...stateOf(properties), number: id });
    if (reason !== undefined) this.session.say(reason);
    else await this.#release(id);
  }

  /** A number that left the account leaves the state, and the program's reader should know what follows. */
  #gone(number: string, before: PhoneNumberState): dynamic.ReadResult<Properties> {
    if (before.purchaseUnconfirmed === "bought") throw new Error(stillNotShown(number));
    if (before.seenBy !== undefined && before.seenBy !== this.session.client.keysId) throw new Error(otherKeys(number));
    const next = before.declared?.match ? "; the next `pulumi up` chooses and buys another for its match" : "";
    if (before.declared) this.session.say(`${number} is not on this account any more and leaves the state${next}`);
    return {};
  }

  async #acquire(inputs: PhoneNumberInputs, news: Properties, told?: Prices): Promise<Acquired> {
    try {
      return inputs.number === undefined
        ? await acquireMatch(this.session, inputs)
        : await acquireExact(this.session, inputs.number, inputs, told);
    } catch (error) {
      if (!(error instanceof UnconfirmedPurchase)) throw error;
      throw partial(toUnconfirmedState(error, inputs, this.session.client.keysId), news, error);
    }
  }

  /** Writes what differs from the program, and nothing else; whatever fails, the number stays in the state. */
  async #bringInLine(
    { details, sold }: Acquired,
    inputs: PhoneNumberInputs,
    news: Properties,
    before?: PhoneNumberState,
  ): Promise<Properties> {
    const { keysId } = this.session.client;
    const prices = sold ?? before ?? {};
    const change = changeOf(details, inputs);
    if (Object.keys(change).length === 0) return { ...toState(details, inputs, keysId, prices) };
    try {
      const { warning } = await this.session.client
        .update(details.number, change)
        .finally(() => this.session.account.forget(details.number));
      if (warning !== undefined) this.session.say(`warning: ${details.number}: ${warning}`);
      const after = await this.session.account.freshDetails(details.number);
      this.#tellUnseen(after, change);
      // Flowroute accepted the change; where it does not show yet (provisioning, U-45) a refresh will tell. Only whether
      // messaging can be turned off this way is not known (U-20), so the account is believed there.
      const accepted =
        change.messagingEnabled === false ? { ...change, messagingEnabled: after.messagingEnabled } : change;
      return { ...toState({ ...after, ...accepted } as OwnedNumber, inputs, keysId, prices) };
    } catch (error) {
      throw partial(toState(details, inputs, keysId, prices), news, error);
    }
  }

  #tellUnseen(after: OwnedNumber, change: NumberChange): void {
    for (const property of Object.keys(changeOf(after, change))) {
      this.session.say(`${after.number}: Flowroute accepted ${property} but does not show it yet`);
    }
  }

  #tellIgnoredMatch(olds: Properties, inputs: PhoneNumberInputs): void {
    const before = judging().judgePhoneNumber({ match: olds.match }).values.match;
    if (!before || !inputs.match || describe(before) === describe(inputs.match)) return;
    this.session.say(
      `match was changed from ${describe(before)} to ${describe(inputs.match)}, which changes nothing: the number chosen ` +
        "when the resource was created stays. For another number, declare another resource",
    );
  }

  async #release(id: string): Promise<void> {
    const lost = await this.session.client
      .release(id)
      .then(() => undefined)
      .catch((error: FlowrouteError) => error)
      .finally(() => this.session.account.forget(id));
    if (lost) {
      const mayBeGone = lost instanceof NotFoundError || lost.outcome === "unknown";
      if (!mayBeGone || (await findOrGone(this.session, id))) throw lost;
    }
    this.session.say(
      lost instanceof NotFoundError
        ? `${id} was not on the account of these keys any more, so nothing was released`
        : `${id} was released: it costs nothing any more, and anybody can buy it now`,
    );
  }
}

function partial(state: PhoneNumberState, news: Properties, cause: unknown): PartialFailure {
  return new PartialFailure(state.number, { ...state, __provider: news.__provider }, cause);
}

function gone(number: string): string {
  return (
    `${number} is in the stack's state but not on this account: somebody released it, or the keys are those of another account. ` +
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
