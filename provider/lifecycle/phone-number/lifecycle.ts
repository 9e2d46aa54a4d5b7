import type { dynamic } from "@pulumi/pulumi";
import { FlowrouteError, NotFoundError, type NumberChange, type OwnedNumber } from "../../client";
import type { Properties } from "../judge";
import { dollars } from "../money";
import { PartialFailure } from "../partial-failure";
import { describe } from "../search";
import { type Session, settingsFailures } from "../session";
import { spell, toInput } from "../spelling";
import { type Acquired, acquireExact, acquireMatch } from "./acquire";
import { judgePhoneNumber, type PhoneNumberInputs } from "./inputs";
import { planPhoneNumber } from "./plan";
import { UnconfirmedPurchase } from "./purchase";
import {
  changeOf,
  inputsNow,
  type PhoneNumberState,
  sameDeclaration,
  stateOf,
  toState,
  toUnconfirmedState,
} from "./state";

/** What the engine calls for every `PhoneNumber` resource (design section 5). */
export class PhoneNumberLifecycle implements dynamic.ResourceProvider<Properties, Properties> {
  constructor(private readonly session: Session) {}

  async configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.session.configure(config);
  }

  async check(olds: Properties, news: Properties): Promise<dynamic.CheckResult<Properties>> {
    const { values, unknown, failures } = judgePhoneNumber(news);
    const inputs = values.number === undefined ? news : { ...news, number: toInput(values.number) };
    failures.push(...settingsFailures(this.session));
    if (failures.length > 0) return { inputs, failures };
    if (values.number !== undefined) this.session.declaredNumbers.add(values.number);
    this.#tellIgnoredMatch(olds, values);
    // A resource that the state has by number or match needs no plan: its number is not chosen again.
    const isNew =
      values.number === undefined
        ? !("match" in olds || "number" in olds)
        : !("match" in olds) && olds.number !== inputs.number;
    if (isNew && !["number", "match"].some((property) => unknown.has(property))) {
      failures.push(...(await planPhoneNumber(this.session, values)));
    }
    return { inputs, failures };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    const { values, unknown } = judgePhoneNumber(news);
    // An unknown number may turn out to be another one. A plan that might lose a number says so.
    const replaced = unknown.has("number") || (values.number ?? id) !== id;
    if (!replaced) this.session.declaredNumbers.add(id);
    const state = stateOf(olds);
    const changes =
      replaced ||
      [...unknown].some((property) => property !== "match") ||
      Object.keys(changeOf(state, values)).length > 0 ||
      !sameDeclaration(state.declared ?? {}, values) ||
      state.purchaseUnconfirmed === true;
    return { changes, replaces: replaced ? ["number"] : [] };
  }

  async create(news: Properties): Promise<dynamic.CreateResult<Properties>> {
    const { values: inputs } = judgePhoneNumber(news);
    const acquired = await this.#acquire(inputs, news);
    const { number } = acquired.details;
    this.session.declaredNumbers.add(number);
    return { id: number, outs: await this.#bringInLine(acquired, inputs, news) };
  }

  async read(id: string, properties: Properties = {}): Promise<dynamic.ReadResult<Properties>> {
    // What the state calls the number is Flowroute's own form; a `.get` may be in any spelling.
    const number = id === properties.number ? id : spell(id).number;
    const details = await this.session.onAccount(number);
    if (!details) return {};
    const before = stateOf(properties);
    for (const [property, declared] of Object.entries(changeOf(details, before.declared ?? {}))) {
      const now = JSON.stringify(details[property as keyof NumberChange] ?? "");
      this.session.say(
        `${number}: ${property} is ${now} on the account, but was declared as ${JSON.stringify(declared)}`,
      );
    }
    const result = { id: number, props: { ...toState(details, before.declared, before) } };
    // Without a declaration it is a `.get`, which has no inputs.
    return before.declared ? { ...result, inputs: inputsNow(details, before.declared) } : result;
  }

  async update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult<Properties>> {
    const { values: inputs } = judgePhoneNumber(news);
    const state = stateOf(olds);
    const details = await this.session.onAccount(id);
    if (details) return { outs: await this.#bringInLine({ details }, inputs, news, state) };
    if (state.purchaseUnconfirmed !== true) throw new Error(gone(id));
    const acquired = await this.#acquire({ ...inputs, number: id }, news).catch((error: Error) => {
      throw error instanceof PartialFailure ? error : new Error(neverBought(id, error), { cause: error });
    });
    return { outs: await this.#bringInLine(acquired, inputs, news) };
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const state = stateOf(properties);
    const rule = state.declared?.onDelete ?? (this.session.stack.onDelete === "remove" ? "release" : "retain");
    if (this.session.declaredNumbers.has(id)) {
      this.session.say(`${id} stays on the account: another resource of the program has it now`);
    } else if (rule === "release" && this.session.declaredRoutes.has(id)) {
      this.session.say(`${id} stays on the account: a NumberRoutes of the program still says where its calls go`);
    } else if (rule === "retain") {
      const cost = state.monthlyCost === undefined ? "its monthly cost" : `${dollars(state.monthlyCost)} a month`;
      const chosen = state.declared?.match === undefined ? "" : ` (match would choose and buy another)`;
      this.session.say(
        `${id} stays on the account, at ${cost}. To manage it again, declare number: "${id}"${chosen}. To give it up, ` +
          'release it in Flowroute\'s portal, or declare it with onDelete: "release" and then delete it',
      );
    } else await this.#release(id);
  }

  async #acquire(inputs: PhoneNumberInputs, news: Properties): Promise<Acquired> {
    try {
      return inputs.number === undefined
        ? await acquireMatch(this.session, inputs)
        : await acquireExact(this.session, inputs.number, inputs);
    } catch (error) {
      if (!(error instanceof UnconfirmedPurchase)) throw error;
      throw partial(toUnconfirmedState(error.offer, inputs), news, error);
    }
  }

  /** Writes what differs from the program, and nothing else; whatever fails, the number stays in the state. */
  async #bringInLine(
    { details, bought }: Acquired,
    inputs: PhoneNumberInputs,
    news: Properties,
    before?: PhoneNumberState,
  ): Promise<Properties> {
    const prices = bought ?? before ?? {};
    const change = changeOf(details, inputs);
    if (Object.keys(change).length === 0) return { ...toState(details, inputs, prices) };
    try {
      const { warning } = await this.session.client
        .update(details.number, change)
        .finally(() => this.session.forget(details.number));
      if (warning !== undefined) this.session.say(`warning: ${details.number}: ${warning}`);
      const after = await this.session.details(details.number);
      this.#tellUnseen(after, change);
      // Flowroute accepted the change; where it does not show yet (provisioning, U-45) a refresh will tell.
      return { ...toState({ ...after, ...change } as OwnedNumber, inputs, prices) };
    } catch (error) {
      throw partial(toState(details, inputs, prices), news, error);
    }
  }

  #tellUnseen(after: OwnedNumber, change: NumberChange): void {
    for (const property of Object.keys(changeOf(after, change))) {
      this.session.say(`${after.number}: Flowroute accepted ${property} but does not show it yet`);
    }
  }

  #tellIgnoredMatch(olds: Properties, inputs: PhoneNumberInputs): void {
    const before = judgePhoneNumber({ match: olds.match }).values.match;
    if (!before || !inputs.match || describe(before) === describe(inputs.match)) return;
    this.session.say(
      `match was changed from ${describe(before)} to ${describe(inputs.match)}, which changes nothing: the number chosen ` +
        "when the resource was created stays. For another number, declare another resource",
    );
  }

  async #release(id: string): Promise<void> {
    try {
      await this.session.client.release(id).finally(() => this.session.forget(id));
    } catch (error) {
      if (!(error instanceof FlowrouteError)) throw error;
      const released =
        error instanceof NotFoundError || (error.outcome === "unknown" && !(await this.session.onAccount(id)));
      if (!released) throw error;
    }
    this.session.say(`${id} was released: it costs nothing any more, and anybody can buy it now`);
  }
}

function partial(state: PhoneNumberState, news: Properties, cause: unknown): PartialFailure {
  return new PartialFailure(state.number, { ...state, __provider: news.__provider }, cause);
}

function neverBought(number: string, cause: Error): string {
  return (
    `${cause.message} Its purchase was never confirmed, and the account does not have it. To take ${number} out of the ` +
    "state, run `pulumi refresh`; the next `pulumi up` then begins anew."
  );
}

function gone(number: string): string {
  return (
    `${number} is in the stack's state but not on this account: somebody released it, or the keys are those of another account. ` +
    "Nothing was changed. If it is gone for good, run `pulumi refresh`, which takes it out of the state; " +
    "the next `pulumi up` then buys it again if it is for sale and purchases are allowed."
  );
}
