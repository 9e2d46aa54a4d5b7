import { Gateway } from "../support/gateway";

/**
 * What a provider inside this process has instead of a process's life: it reaches its account through a wire of its own,
 * and dies, as a process does, when that is cut.
 */
export class Lifeline {
  #wire: Gateway | undefined;
  #die: (error: Error) => void = () => {};
  readonly #death = new Promise<never>((_, reject) => {
    this.#die = reject;
  });

  constructor() {
    this.#death.catch(() => {});
  }

  /** Where the provider finds its account. */
  async reach(url: string): Promise<string> {
    this.#wire = await Gateway.before({ url });
    return this.#wire.url;
  }

  /** The answer, unless the provider dies before. */
  live<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#death]);
  }

  /** Nothing of what the provider does from now on gets anywhere. */
  async cut(): Promise<void> {
    this.#die(new Error("the provider was killed"));
    await this.hangUp();
  }

  async hangUp(): Promise<void> {
    const wire = this.#wire;
    this.#wire = undefined;
    await wire?.[Symbol.asyncDispose]();
  }
}
