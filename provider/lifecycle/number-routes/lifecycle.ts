import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import { deleteRule } from "../delete-rule";
import type { Failure, Properties } from "../judge";
import { lookUpFailed } from "../look-up";
import { PartialFailure } from "../partial-failure";
import { findOrGone } from "../presence";
import { type Session, settingsFailures } from "../session";
import { numberOf, toE164, toInput } from "../spelling";
import { detach } from "./detach";
import type { NumberRoutesInputs } from "./inputs";
import { planNumberRoutes } from "./plan";
import { nameRoutes, type RouteReference, resolve, UnknownRoute } from "./route-reference";
import { ROUTES, type Routing, RoutingHalfDone, reroute, routingOf, sameRouting, type WantedRouting } from "./routing";

/** A NumberRoutes' outputs as the state keeps them: the routes by id, as the account has them. */
interface NumberRoutesState extends Routing {
  readonly number: string;
  readonly e164: string;
  /** What the program said, which the account may have drifted from; detaching takes away no other routes. */
  readonly declared?: Declared;
}

type Declared = WantedRouting & Pick<NumberRoutesInputs, "onDelete">;

// Loaded with the first inputs to judge, for which it needs zod: a refresh begins with reading.
const judging = () => require("./inputs") as typeof import("./inputs");

/** What the engine calls for every `NumberRoutes` resource (design section 5). */
export class NumberRoutesLifecycle implements dynamic.ResourceProvider<Properties, Properties> {
  constructor(private readonly session: Session) {}

  async configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.session.configure(config);
  }

  /** Turns aliases into ids, so that a plan shows, and the state keeps, the very route calls will take. */
  async check(olds: Properties, news: Properties): Promise<dynamic.CheckResult<Properties>> {
    const { values, failures } = judging().judgeNumberRoutes(news);
    failures.push(...settingsFailures(this.session));
    const inputs = values.number === undefined ? news : { ...news, number: toInput(values.number) };
    if (failures.length > 0) return { inputs, failures };
    if (values.number !== undefined) this.session.declaredRoutes.add(values.number);
    const routes: Properties = {};
    for (const property of ROUTES) {
      const reference = values[property];
      // An id that the state has already was looked up when it came there.
      if (reference === undefined || reference === olds[property]) continue;
      const found = await this.#lookUp(property, reference);
      if (typeof found === "string") routes[property] = found;
      else failures.push(...found);
    }
    const isNew = olds.number === undefined;
    if (isNew && values.number !== undefined && failures.length === 0) {
      failures.push(...(await planNumberRoutes(this.session, values.number, { ...values, ...routes })));
    }
    return { inputs: { ...inputs, ...routes }, failures };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    const { values, unknown } = judging().judgeNumberRoutes(news);
    if (values.number !== undefined && values.number !== id) {
      if (deleteRule(values.onDelete, "detach", this.session.stack) === "retain") this.session.retainedRoutes.add(id);
      return { changes: true, replaces: ["number"] };
    }
    // An unknown number is most often the same one, of a PhoneNumber that this very plan changes: no replacement is announced for it.
    if (unknown.size > 0) return { changes: true };
    this.session.declaredRoutes.add(id);
    // A reference still by alias is one that `check` could not look up; if it cannot be now, `update` will say why.
    const wanted = await this.#wanted(values).catch(() => undefined);
    const state = olds as unknown as NumberRoutesState;
    const same =
      wanted !== undefined &&
      sameRouting(state, wanted) &&
      isDeepStrictEqual(state.declared, { ...wanted, ...onDeleteOf(values) });
    return { changes: !same };
  }

  async create(news: Properties): Promise<dynamic.CreateResult<Properties>> {
    const { values } = judging().judgeNumberRoutes(news);
    const number = values.number as string;
    const remedy =
      "Declare it with PhoneNumber and pass that resource's number here, or check its digits and whose account the keys are of.";
    const outs = await this.#apply(
      number,
      values,
      news,
      `${number} is not on this account, so its calls cannot be routed. ${remedy}`,
    );
    this.session.declaredRoutes.add(number);
    return { id: number, outs };
  }

  async read(id: string, properties: Properties = {}): Promise<dynamic.ReadResult<Properties>> {
    const number = numberOf(id, properties.number);
    const state = properties as Partial<NumberRoutesState>;
    const { declared } = state;
    const details = await findOrGone(this.session, number);
    if (!details) return {};
    // Without a declaration it is a `.get`, which has no inputs. What a program reads, no other resource may detach.
    if (!declared) this.session.declaredRoutes.add(number);
    const routing = routingOf(details);
    for (const property of ROUTES) {
      if (!declared || routing[property] === declared[property]) continue;
      const [now, before] = await nameRoutes(this.session, [routing[property], declared[property]], details);
      this.session.say(`${number}: ${property} is ${now} on the account, but was declared as ${before}`);
    }
    const result = { id: number, props: { ...toState(number, routing, declared) } };
    // Where neither the account nor the state differs from the program, the engine's inputs are right and stay.
    if (!declared || (sameRouting(routing, declared) && sameRouting(state, declared))) return result;
    // A primary is required of inputs, so where the account has none it stays as declared; the output shows the drift.
    const inputs = {
      ...onDeleteOf(declared),
      number: toInput(number),
      primaryRoute: declared.primaryRoute,
      ...routing,
    };
    return { ...result, inputs };
  }

  async update(id: string, _olds: Properties, news: Properties): Promise<dynamic.UpdateResult<Properties>> {
    const { values } = judging().judgeNumberRoutes(news);
    const remedy = "Nothing was changed. Run `pulumi refresh`, which takes its routes out of the state.";
    const outs = await this.#apply(
      id,
      values,
      news,
      `${id} is in the stack's state but not on this account: somebody released it, or the keys are those of another account. ${remedy}`,
    );
    return { outs };
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const state = properties as unknown as NumberRoutesState;
    if (this.session.declaredRoutes.has(id)) {
      this.session.say(`${id} keeps its routes: the program still declares them`);
    } else if (this.session.retainedRoutes.has(id)) {
      this.session.say(`${id} keeps its routes: the program says onDelete: "retain" now`);
    } else if (deleteRule(state.declared?.onDelete, "detach", this.session.stack) === "retain") {
      this.session.say(
        `${id} keeps its routes, primary ${state.primaryRoute ?? "none"}, failover ${state.failoverRoute ?? "none"}: calls go where they went. ` +
          'To take them away with the resource, give it onDelete: "detach" first',
      );
    } else await detach(this.session, id, state.declared ?? {});
  }

  /** Writes what differs from the program, and nothing else; what a failure leaves behind is what the state gets. */
  async #apply(number: string, values: NumberRoutesInputs, news: Properties, missing: string): Promise<Properties> {
    const details = await this.session.account.find(number);
    if (!details) throw new Error(missing);
    const wanted = await this.#wanted(values);
    const declared = { ...wanted, ...onDeleteOf(values) };
    try {
      await reroute(this.session, number, routingOf(details), wanted);
      return { ...toState(number, wanted, declared) };
    } catch (error) {
      if (!(error instanceof RoutingHalfDone)) throw error;
      throw new PartialFailure(
        number,
        { ...toState(number, error.routing, declared), __provider: news.__provider },
        error,
      );
    }
  }

  async #lookUp(property: string, reference: RouteReference): Promise<string | Failure[]> {
    try {
      return await resolve(this.session, reference);
    } catch (error) {
      if (error instanceof UnknownRoute) return [{ property, reason: error.message }];
      return lookUpFailed(this.session, error, `whether the route ${JSON.stringify(reference)} exists`);
    }
  }

  async #wanted({ primaryRoute, failoverRoute }: NumberRoutesInputs): Promise<WantedRouting> {
    const primary = { primaryRoute: await this.#idOf(primaryRoute as RouteReference) };
    return failoverRoute === undefined ? primary : { ...primary, failoverRoute: await this.#idOf(failoverRoute) };
  }

  /** `check` has resolved references already, unless Flowroute could not be reached then. */
  async #idOf(reference: RouteReference): Promise<string> {
    return typeof reference === "string" ? reference : await resolve(this.session, reference);
  }
}

function toState(number: string, routing: Routing, declared: Declared | undefined): NumberRoutesState {
  const state = { number, e164: toE164(number), ...routing };
  return declared ? { ...state, declared } : state;
}

function onDeleteOf({ onDelete }: Pick<NumberRoutesInputs, "onDelete">): Pick<NumberRoutesInputs, "onDelete"> {
  return onDelete === undefined ? {} : { onDelete };
}
