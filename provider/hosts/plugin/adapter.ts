import {
  type Failure,
  HalfDone,
  type Kept,
  type Lifecycle,
  type Properties,
  type Subject,
} from "../../lifecycle/lifecycle";
import type { Session } from "../../lifecycle/session";
import { nameOf } from "../../lifecycle/urn";
import { type ResourceKind, resources } from "../../resources/list";
import { repeatedOutputs } from "../../resources/repeated-outputs";
import { conceal, concealed, hideIn } from "../concealment";
import { isAsBefore, pack, packAsBefore } from "../declared";
import { explained } from "../mistakes";
import { formerUrns, urnsIn } from "../other-host";
import { keptIn, keptToDelete, own, ownBefore } from "../own";
import { PartialFailure } from "./failure";
import type { Marked } from "./values";

/** A kind of resource as the engine calls it. */
export class PluginResource {
  readonly #kind: ResourceKind;
  readonly #session: Session;
  readonly #lifecycle: Lifecycle;

  constructor(kind: ResourceKind, session: Session) {
    this.#kind = kind;
    this.#session = session;
    this.#lifecycle = resources[kind](session);
  }

  async check(request: { urn: string; olds: Marked; news: Marked }): Promise<{ inputs: Marked; failures: Failure[] }> {
    return this.#hiding(async () => {
      const { urn, olds, news } = request;
      // A plan says what changes from what: the old secret must not show either.
      this.#conceal(urn, olds);
      const subject = this.#subject(urn, news);
      const { inputs, failures } = await this.#lifecycle.check({
        ...subject,
        before: ownBefore(olds.values),
        inputs: own(news.values),
      });
      this.#conceal(urn, { values: inputs, secrets: news.secrets });
      return {
        inputs: { values: { ...inputs, ...formerlyIn(news.values) }, secrets: news.secrets },
        failures: concealed(this.#session, failures, secretsOf(urn, news)),
      };
    });
  }

  async diff(request: { urn: string; id: string; olds: Marked; news: Marked }) {
    return this.#hiding(async () => {
      const { urn, id, olds, news } = request;
      this.#conceal(urn, olds);
      return this.#lifecycle.diff({
        ...this.#subject(urn, news),
        id,
        before: this.#keptIn(olds),
        inputs: own(news.values),
      });
    });
  }

  async create({ urn, news }: { urn: string; news: Marked }): Promise<{ id: string; outputs: Marked }> {
    return this.#hiding(async () => {
      const { id, ...kept } = await this.#lifecycle
        .create({ ...this.#subject(urn, news), inputs: own(news.values) })
        .catch((error) => this.#halfDone(error, news));
      return { id, outputs: this.#outputs(kept, news.secrets) };
    });
  }

  /** The id that a new resource will have, as far as a plan knows it. */
  expectedId(inputs: Marked): Promise<string | undefined> {
    return this.#hiding(async () => this.#lifecycle.expectedId?.(own(inputs.values)));
  }

  /** What is managed, or, where the engine has nothing of it, what a program reads. */
  async read(request: { urn: string; id: string; outputs: Marked; inputs: Marked }) {
    return this.#hiding(async () => {
      const { urn, id, outputs, inputs } = request;
      const secrets = [...new Set([...inputs.secrets, ...outputs.secrets])];
      this.#conceal(urn, { values: outputs.values, secrets });
      const before = ownBefore(outputs.values) && this.#keptIn(outputs);
      const found = await this.#lifecycle.read({ id, before });
      if (!found) return undefined;
      const { id: foundId, inputs: drifted, ...kept } = found;
      return {
        id: foundId,
        outputs: isDynamic(outputs) ? this.#asItIs(kept, outputs) : this.#outputs(kept, secrets),
        inputs: drifted && { values: { ...drifted, ...formerlyIn(inputs.values) }, secrets: inputs.secrets },
      };
    });
  }

  async import({ urn, id }: { urn: string; id: string }): Promise<{ id: string; outputs: Marked; inputs: Marked }> {
    return this.#hiding(async () => {
      const { id: foundId, inputs, ...kept } = await this.#lifecycle.import({ urn, id });
      return { id: foundId, outputs: this.#outputs(kept, []), inputs: { values: inputs, secrets: [] } };
    });
  }

  async update(request: { urn: string; id: string; olds: Marked; news: Marked }): Promise<Marked> {
    return this.#hiding(async () => {
      const { urn, id, olds, news } = request;
      this.#conceal(urn, olds);
      const kept = await this.#lifecycle
        .update({ ...this.#subject(urn, news), id, before: this.#keptIn(olds), inputs: own(news.values) })
        .catch((error) => this.#halfDone(error, news));
      return this.#outputs(kept, news.secrets);
    });
  }

  async delete({ urn, id, outputs }: { urn: string; id: string; outputs: Marked }): Promise<void> {
    return this.#hiding(async () => {
      this.#conceal(urn, outputs);
      await this.#lifecycle.delete({ id, before: keptToDelete(id, outputs.values, this.#inputsOnly) });
    });
  }

  #subject(urn: string, inputs: Marked): Subject {
    this.#conceal(urn, inputs);
    return { urn, formerUrns: formerUrns(urn, inputs.values.__formerly) };
  }

  #conceal(urn: string, properties: Marked): void {
    conceal(this.#session, own(properties.values), secretsOf(urn, properties));
  }

  async #hiding<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw hideIn(explained(error), (text) => this.#session.concealed.in(text));
    }
  }

  #keptIn({ values }: Marked): Kept {
    return keptIn(values, this.#inputsOnly);
  }

  /** What the state keeps, and programs see. */
  #outputs(kept: Kept, secrets: readonly string[]): Marked {
    const shown = (kept.declared && this.#lifecycle.shown?.(kept.declared)) ?? {};
    const inputsOnly = this.#inputsOnly.filter((name) => !(name in shown));
    return this.#marked(pack({ ...kept, outputs: { ...kept.outputs, ...shown } }, inputsOnly), secrets);
  }

  /** A state that the dynamic host wrote keeps its form until an update: another form would pass for something that changed by hand. */
  #asItIs(kept: Kept, { values, secrets }: Marked): Marked {
    const packed = isAsBefore(values) ? packAsBefore(kept) : pack(kept, this.#inputsOnly);
    const { __provider, __secret } = values;
    const { e164, ...others } = packed;
    const whole = "e164" in values ? packed : others;
    return { values: { ...whole, __provider, __secret }, secrets: [...secrets, "declared"] };
  }

  /** Outputs are secret that repeat a secret input, and always what was declared: its names do not show which of it is one. */
  #marked(values: Properties, secrets: readonly string[]): Marked {
    const repeated = { e164: ["number"], ...repeatedOutputs[this.#kind] };
    const names = Object.keys(values).filter(
      (name) =>
        name === "declared" ||
        secrets.includes(name) ||
        (repeated as Record<string, readonly string[]>)[name]?.some((input) => secrets.includes(input)),
    );
    return { values, secrets: names };
  }

  get #inputsOnly(): readonly string[] {
    return this.#lifecycle.inputsOnly ?? [];
  }

  #halfDone(error: unknown, { secrets }: Marked): never {
    if (!(error instanceof HalfDone)) throw error;
    throw new PartialFailure(error.id, this.#outputs(error.kept, secrets), error);
  }
}

/** The input that goes back to the engine as it came. */
function formerlyIn({ __formerly }: Properties): { __formerly?: string[] } {
  return Array.isArray(__formerly) ? { __formerly: urnsIn(__formerly) } : {};
}

function secretsOf(urn: string, { secrets }: Marked): { of: string; properties: readonly string[] } {
  // What was declared is always one, whatever of it is.
  return { of: nameOf(urn), properties: secrets.filter((name) => name !== "declared") };
}

function isDynamic({ values }: Marked): boolean {
  return "__provider" in values;
}
