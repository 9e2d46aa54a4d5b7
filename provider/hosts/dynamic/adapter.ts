import type { dynamic } from "@pulumi/pulumi";
import { reasonIn } from "../../lifecycle/input-failure";
import { HalfDone, type Kept, type Lifecycle, type Properties, type Subject } from "../../lifecycle/lifecycle";
import type { Session } from "../../lifecycle/session";
import { UNKNOWN } from "../../lifecycle/unknown";
import { conceal, concealed, hideIn, type Secrets } from "../concealment";
import { isAsBefore, pack, packAsBefore } from "../declared";
import { explained } from "../mistakes";
import { formerUrns } from "../other-host";
import { keptIn, keptToDelete, own, ownBefore } from "../own";
import { forEngine } from "./reported";

/** A lifecycle as the SDK's provider process calls it. */
export type DynamicProvider = Required<dynamic.ResourceProvider<Properties, Properties>>;

/**
 * Inputs that the resource classes add for the provider process, which is given neither URNs nor secretness. Names that
 * begin with two underscores show in no plan.
 */
interface HiddenInputs {
  /** The resource's URN. */
  readonly __urn?: unknown;
  /** Other URNs that it may have had. */
  readonly __formerly?: unknown;
  /** Why the provider instance cannot be used: its keys are no secrets. */
  readonly __refused?: unknown;
  /** Which inputs are secrets of the program. Kept among the outputs too, for commands that run no program. */
  readonly __secret?: unknown;
  /** The URN of a resource with a `match`, in states of version 0.1.0-dev. */
  readonly buyer?: unknown;
}

/** Fits a lifecycle to the SDK: what was declared is among the outputs, and errors are what its provider process expects. */
export function dynamicProvider(lifecycle: Lifecycle, session: Session): DynamicProvider {
  const { inputsOnly = [] } = lifecycle;
  const keptOf = (properties: Properties) => keptIn(properties, inputsOnly);
  const toProps = (kept: Kept, hiddenInputs: HiddenInputs) => visible(pack(kept, inputsOnly), hiddenInputs);
  const hide = (text: string) => session.concealed.in(text);
  const asking = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      throw hideIn(explained(error), hide);
    }
  };
  const unprinted = <T>(ask: () => Promise<T>): Promise<T> =>
    asking(ask).catch((error) => {
      throw forEngine(error);
    });
  const hear = (inputs: Properties): Subject => {
    const subject = subjectOf(inputs);
    session.meet(subject.urn);
    conceal(session, inputs, secretsOf(inputs));
    return subject;
  };
  return {
    async configure({ config }) {
      session.configure((name) => config.get(`flowroute:${name}`));
    },

    check: (olds, news) =>
      unprinted(async () => {
        // A plan says what changes from what: the old secret must not show either.
        conceal(session, own(olds), secretsOf(olds));
        const subject = hear(news);
        const request = { ...subject, before: ownBefore(olds), inputs: own(news) };
        const refused = reasonIn(news.__refused);
        if (refused !== undefined) return { inputs: news, failures: [{ property: "", reason: refused }] };
        const { inputs, failures } = await lifecycle.check(request);
        const secrets = secretsOf(news);
        conceal(session, inputs, secrets);
        return {
          inputs: { ...inputs, ...hidden(news) },
          failures: concealed(session, failures, secrets),
        };
      }),

    diff: (id, olds, news) =>
      unprinted(async () => {
        conceal(session, own(olds), secretsOf(olds));
        const result = await lifecycle.diff({ ...hear(news), id, before: keptOf(olds), inputs: own(news) });
        // A state that a plugin wrote has no code to run: an update puts it there, or no refresh or destroy could.
        const lacksCode = "__provider" in news && !("__provider" in olds);
        return { ...result, changes: result.changes || lacksCode };
      }),

    create: (news) =>
      asking(async () => {
        const { id, ...kept } = await lifecycle
          .create({ ...hear(news), inputs: own(news) })
          .catch((error) => halfDone(error, news, toProps));
        return { id, outs: toProps(kept, news) };
      }),

    read: (id, props = {}) =>
      unprinted(async () => {
        const before = ownBefore(props);
        conceal(session, before ?? {}, secretsOf(props));
        const answer = await lifecycle.read({ id, before: before && keptOf(props) });
        if (!answer) return {};
        const { id: foundId, inputs, ...kept } = answer;
        const found = isAsBefore(props) ? visible(packAsBefore(kept), props) : toProps(kept, props);
        return { id: foundId, props: found, ...(inputs && { inputs }) };
      }),

    update: (id, olds, news) =>
      asking(async () => {
        conceal(session, own(olds), secretsOf(olds));
        const kept = await lifecycle
          .update({ ...hear(news), id, before: keptOf(olds), inputs: own(news) })
          .catch((error) => halfDone(error, news, toProps));
        return { outs: toProps(kept, news) };
      }),

    delete: (id, props) =>
      unprinted(async () => {
        conceal(session, own(props), secretsOf(props));
        await lifecycle.delete({ id, before: keptToDelete(id, props, inputsOnly) });
      }),
  };
}

/** What is ours alone; the SDK sees to `__provider` by itself. */
function hidden({ __urn, __formerly, __secret }: HiddenInputs): Properties {
  return {
    ...(__urn === undefined ? {} : { __urn }),
    ...(__formerly === undefined ? {} : { __formerly }),
    ...(__secret === undefined ? {} : { __secret }),
  };
}

/** What a program, or a state, gets to see. */
function visible(properties: Properties, hiddenInputs: HiddenInputs): Properties {
  const { __secret } = hiddenInputs;
  const { e164, ...others } = properties;
  // The engine keeps only those outputs secret that are named like a secret input.
  const isSecret = secretsOf(hiddenInputs)?.properties.includes("number");
  return { ...(isSecret ? others : properties), ...(__secret === undefined ? {} : { __secret }) };
}

function subjectOf({ __urn, __formerly, buyer }: HiddenInputs): Subject {
  const given = __urn ?? buyer;
  const urn = typeof given === "string" && given !== UNKNOWN ? given : undefined;
  return { urn, formerUrns: formerUrns(urn, __formerly) };
}

function secretsOf({ __secret }: HiddenInputs): Secrets | undefined {
  return typeof __secret === "object" && __secret !== null ? (__secret as Secrets) : undefined;
}

/** What the SDK's provider process looks for in the error of a create or update that came half way. */
function halfDone(
  error: unknown,
  news: Properties,
  toProps: (kept: Kept, hiddenInputs: HiddenInputs) => Properties,
): never {
  if (!(error instanceof HalfDone)) throw error;
  const { id, kept, message } = error;
  const properties = { ...toProps(kept, news), __provider: news.__provider };
  throw Object.assign(new Error(message, { cause: error }), {
    name: "PartialFailure",
    id,
    properties,
    reasons: [message],
  });
}
