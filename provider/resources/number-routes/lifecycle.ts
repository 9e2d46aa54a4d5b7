import { isDeepStrictEqual } from "node:util";
import type { OwnedNumber } from "../../client";
import { type Failure, HalfDone, type Kept, type Lifecycle, type Properties } from "../../lifecycle/lifecycle";
import { absent, findOrGone } from "../../lifecycle/presence";
import { deleteRule, tellStackRule } from "../../lifecycle/retention";
import { type Session, settingsFailures } from "../../lifecycle/session";
import { numberOf, toE164, toInput } from "../../lifecycle/spelling";
import { nameOf } from "../../lifecycle/urn";
import { detach } from "./detach";
import type { NumberRoutesInputs } from "./inputs";
import { planNumberRoutes, planUnknown } from "./plan";
import { nameRoutes, type RouteReference, resolve, UnclearRoute } from "./route-reference";
import { ROUTES, type Routing, RoutingHalfDone, reroute, routingOf, sameRouting, type WantedRouting } from "./routing";

const KIND = "NumberRoutes";

/** What the program said, which the account may have drifted from; detaching takes away no other routes. */
type Declared = WantedRouting & Pick<NumberRoutesInputs, "onDelete">;

// Loaded with the first inputs to judge, for which it needs zod: a refresh begins with reading.
const judging = () => require("./inputs") as typeof import("./inputs");

/** What the engine calls for every `NumberRoutes` resource. */
export class NumberRoutesLifecycle implements Lifecycle {
  constructor(private readonly session: Session) {}

  /** Turns aliases into ids, so that a plan shows, and the state keeps, the very route calls will take. */
  async check({ urn, before = {}, inputs: given }: Parameters<Lifecycle["check"]>[0]) {
    const { session } = this;
    const { values, unknown, failures } = judging().judgeNumberRoutes(given);
    const { number } = values;
    failures.push(...settingsFailures(session));
    const inputs = number === undefined ? given : { ...given, number: toInput(number) };
    if (failures.length > 0) return { inputs, failures };
    session.declarations.checked(urn);
    if (number !== undefined) {
      const other = session.declarations.declare(KIND, number, { urn, by: "id" });
      if (other) return { inputs, failures: [{ property: "", reason: twice(number, other.urn, urn) }] };
    }
    const routes: Properties = {};
    for (const property of ROUTES) {
      const reference = values[property];
      // An id that the state has already was looked up when it came there.
      if (reference === undefined || reference === before[property]) continue;
      const found = await this.#lookUp(property, reference, number);
      if (typeof found === "string") routes[property] = found;
      else failures.push(...found);
    }
    if (failures.length === 0) {
      planUnknown(session, urn, values, unknown);
      const wanted = { ...values, ...routes };
      const changes = (property: keyof Routing) => !unknown.has(property) && wanted[property] !== before[property];
      if (number !== undefined && (inputs.number !== before.number || ROUTES.some(changes)))
        failures.push(...(await planNumberRoutes(session, number, wanted, unknown)));
    }
    return { inputs: { ...inputs, ...routes }, failures };
  }

  async diff({ id, before, inputs }: Parameters<Lifecycle["diff"]>[0]) {
    const { declarations, lookUps } = this.session;
    const { values, unknown } = judging().judgeNumberRoutes(inputs);
    if (values.number !== undefined && values.number !== id) {
      if (deleteRule(this.session, values.onDelete, "detach") === "retain") declarations.retain(KIND, id);
      return { changes: true, replaces: ["number"] };
    }
    // An unknown number is most often the same one, of a PhoneNumber that this very plan changes: no replacement is announced for it.
    if (unknown.size > 0) return { changes: true, replaces: [] };
    // A reference still by alias is one that `check` could not look up; if it cannot be now, `update` will say why.
    const wanted = await lookUps.within(() => this.#wanted(values, id)).catch(() => undefined);
    const same =
      wanted !== undefined &&
      sameRouting(before.outputs as Routing, wanted) &&
      isDeepStrictEqual(before.declared, { ...wanted, ...onDeleteOf(values) });
    return { changes: !same, replaces: [] };
  }

  async create({ urn, inputs }: Parameters<Lifecycle["create"]>[0]) {
    const { values } = judging().judgeNumberRoutes(inputs);
    const number = values.number as string;
    const remedy =
      "Declare it with PhoneNumber and pass that resource's number here, or check its digits and whose account the keys are of.";
    const kept = await this.#apply(
      number,
      values,
      `${number} is not on this account, so its calls cannot be routed. ${remedy}`,
    );
    this.session.declarations.declare(KIND, number, { urn, by: "id" });
    return { id: number, ...kept };
  }

  async read({ id, before }: Parameters<Lifecycle["read"]>[0]) {
    const { session } = this;
    const number = numberOf(id, before?.outputs.number);
    const details = await findOrGone(session, number);
    if (!details) {
      if (!before) throw absent(number);
      return undefined;
    }
    const declared = before?.declared as Declared | undefined;
    // Without a declaration it is a `.get`, which has no inputs. What a program reads, no other resource may detach.
    if (!before || !declared) {
      session.declarations.read(KIND, number);
      return { id: number, outputs: toOutputs(number, routingOf(details)) };
    }
    const routing = routingOf(details);
    for (const property of ROUTES) {
      if (routing[property] === declared[property]) continue;
      const [now, then] = await nameRoutes(session, [routing[property], declared[property]], details.routes);
      session.say(`${number}: ${property} is ${now} on the account, but was declared as ${then}`);
    }
    const kept = { id: number, outputs: toOutputs(number, routing), declared: { ...declared } };
    // Where neither the account nor the state differs from the program, the engine's inputs are right and stay.
    if (sameRouting(routing, declared) && sameRouting(before.outputs as Routing, declared)) return kept;
    // A primary is required of inputs, so where the account has none it stays as declared; the output shows the drift.
    const inputs = {
      ...onDeleteOf(declared),
      number: toInput(number),
      primaryRoute: declared.primaryRoute,
      ...routing,
    };
    return { ...kept, inputs };
  }

  async update({ id, inputs }: Parameters<Lifecycle["update"]>[0]): Promise<Kept> {
    const { values } = judging().judgeNumberRoutes(inputs);
    const remedy = "Nothing was changed. Run `pulumi refresh`, which takes its routes out of the state.";
    return this.#apply(
      id,
      values,
      `${id} is in the stack's state but not on this account: somebody released it, or the keys are those of another account. ${remedy}`,
    );
  }

  async delete({ id, before }: Parameters<Lifecycle["delete"]>[0]): Promise<void> {
    const { session } = this;
    const reason = this.#reasonToKeep(id, before);
    if (reason !== undefined) return session.say(`${id} keeps its routes${reason}`);
    const declared = (before.declared ?? {}) as Partial<Declared>;
    tellStackRule(session, declared.onDelete);
    await detach(session, id, declared);
  }

  /** Why the routes stay although their resource is deleted; nothing when they are to be taken away. */
  #reasonToKeep(id: string, { outputs, declared = {} }: Kept): string | undefined {
    const { session } = this;
    const { declarations } = session;
    const { primaryRoute = "none", failoverRoute = "none" } = outputs as Routing;
    const { onDelete } = declared as Partial<Declared>;
    const still = declarations.whyKept(KIND, id);
    if (still !== undefined)
      return `: ${still.replace("declares it", "declares them").replace("reads it", "reads them")}`;
    if (deleteRule(session, onDelete, "detach") === "retain")
      return (
        `, primary ${primaryRoute}, failover ${failoverRoute}: calls go where they went. ` +
        'To take them away with the resource, give it onDelete: "detach" first'
      );
    // A number that is kept keeps its routes.
    if (declarations.isRetained(KIND, id) || declarations.isRetained("PhoneNumber", id))
      return ': the program says onDelete: "retain" now';
    // Which number an abandoned match had chosen, only its own deletion tells, and that comes after this one.
    const bought = session.command.knownSafely().some(({ what }) => what === "matched");
    if (bought && declarations.whyKept("PhoneNumber", id) === undefined)
      return (
        ": this command bought a number for a match, which may be that of a renamed resource whose number this was. " +
        "A number that is kept keeps its routes"
      );
    return undefined;
  }

  /** Writes what differs from the program, and nothing else; what a failure leaves behind is what the state gets. */
  async #apply(number: string, values: NumberRoutesInputs, missing: string): Promise<Kept> {
    const details = await this.session.account.find(number);
    if (!details) throw new Error(missing);
    const wanted = await this.#wanted(values, number);
    const declared = { ...wanted, ...onDeleteOf(values) };
    const current = routingOf(details);
    if (sameRouting(current, wanted)) return { outputs: toOutputs(number, wanted), declared };
    try {
      await reroute(this.session, number, current, wanted);
      return { outputs: toOutputs(number, await this.#shown(number, wanted)), declared };
    } catch (error) {
      if (!(error instanceof RoutingHalfDone)) throw error;
      throw new HalfDone(number, { outputs: toOutputs(number, error.routing), declared }, error);
    }
  }

  /** What the account shows of routes that it has accepted. It can take a moment (U-45); beyond that it is worth a warning. */
  async #shown(number: string, wanted: WantedRouting): Promise<Routing> {
    const { session } = this;
    const shows = (details: OwnedNumber | undefined) => details && sameRouting(routingOf(details), wanted);
    try {
      let details = await session.account.find(number);
      for (const pause of [500, 1500]) {
        if (shows(details)) return wanted;
        await session.pause(pause);
        details = await session.account.findNow(number);
      }
      if (shows(details) || !details) return wanted;
      const now = routingOf(details);
      for (const property of ROUTES) {
        if (now[property] === wanted[property]) continue;
        const [accepted, shown] = await nameRoutes(session, [wanted[property], now[property]], details.routes);
        session.say(
          `warning: ${number}: Flowroute accepted ${accepted} as ${property}, but still shows ${shown}. The next \`pulumi up\` looks again`,
        );
      }
      return now;
    } catch {
      // It was accepted; that it cannot be read back now is for the next refresh.
      return wanted;
    }
  }

  async #lookUp(property: string, reference: RouteReference, number: string | undefined): Promise<string | Failure[]> {
    const { lookUps } = this.session;
    try {
      return await lookUps.within(() => this.#idOf(property, reference, number));
    } catch (error) {
      if (error instanceof UnclearRoute) return [{ property, reason: error.message }];
      return lookUps.failed(error, `whether the route ${JSON.stringify(reference)} exists`);
    }
  }

  async #wanted({ primaryRoute, failoverRoute }: NumberRoutesInputs, number: string): Promise<WantedRouting> {
    const idOf = async (property: keyof Routing, reference: RouteReference) =>
      // `check` has resolved references already, unless Flowroute could not be reached then.
      typeof reference === "string" ? reference : this.#idOf(property, reference, number);
    const primary = { primaryRoute: await idOf("primaryRoute", primaryRoute as RouteReference) };
    return failoverRoute === undefined
      ? primary
      : { ...primary, failoverRoute: await idOf("failoverRoute", failoverRoute) };
  }

  async #idOf(property: string, reference: RouteReference, number: string | undefined): Promise<string> {
    return resolve(this.session, reference, async () => {
      const details = number === undefined ? undefined : await this.session.account.find(number);
      return details && routingOf(details)[property as keyof Routing];
    });
  }
}

function toOutputs(number: string, routing: Routing): Properties {
  return { number, e164: toE164(number), ...routing };
}

function onDeleteOf({ onDelete }: Pick<NumberRoutesInputs, "onDelete">): Pick<NumberRoutesInputs, "onDelete"> {
  return onDelete === undefined ? {} : { onDelete };
}

function twice(number: string, ...urns: (string | undefined)[]): string {
  const [one, other] = urns.map((urn) => `"${nameOf(urn ?? "")}"`);
  return `Two NumberRoutes resources, ${one} and ${other}, declare the number ${number}. Keep one of them.`;
}
