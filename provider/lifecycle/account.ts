import { type FlowrouteClient, NotFoundError, type OwnedNumber, type Route } from "../client";
import { Sweep } from "./sweep";

/**
 * What is known of the account in this command. Everything is asked for once, when somebody first wants it, and shared
 * until a write makes it stale; nothing is kept from one command to the next.
 */
export class Account {
  readonly #details = new Map<string, Promise<OwnedNumber>>();
  readonly #sweep: Sweep;
  /** All inbound routes of the account. */
  readonly routes: () => Promise<Route[]>;
  /** Price tiers of the inventory, by name. */
  readonly tiers: () => Promise<string[]>;

  constructor(private readonly client: FlowrouteClient) {
    this.routes = once(() => Array.fromAsync(client.routes.list()));
    this.tiers = once(() => Array.fromAsync(client.inventory.availableTiers(), ({ name }) => name));
    this.#sweep = new Sweep(client, (details) => {
      if (!this.#details.has(details.number)) this.#details.set(details.number, Promise.resolve(details));
    });
  }

  /**
   * A number's details: PhoneNumber and NumberRoutes share the answer, and many reads at once share requests. `routes`
   * may be empty.
   * @throws NotFoundError when the number is not on the account.
   */
  details(number: string): Promise<OwnedNumber> {
    return this.#details.get(number) ?? this.#share(number, this.#sweep.read(number));
  }

  /** A number's details, or nothing when it is not on the account. */
  find(number: string): Promise<OwnedNumber | undefined> {
    return orNothing(this.details(number));
  }

  /** A number's details as they are now, or nothing when it is not on the account. */
  findNow(number: string): Promise<OwnedNumber | undefined> {
    return orNothing(this.freshDetails(number));
  }

  /**
   * A number's details as they are now, from a read of its own.
   * @throws NotFoundError when the number is not on the account.
   */
  freshDetails(number: string): Promise<OwnedNumber> {
    this.forget(number);
    return this.#share(number, this.client.numbers.get(number));
  }

  /** Every write calls this: what was read before it is stale. */
  forget(number: string): void {
    this.#details.delete(number);
    this.#sweep.forget(number);
  }

  #share(number: string, asked: Promise<OwnedNumber>): Promise<OwnedNumber> {
    this.#details.set(number, asked);
    // A failure is nobody's to share: the next who asks gets an answer of their own.
    asked.catch(() => {
      if (this.#details.get(number) === asked) this.#details.delete(number);
    });
    return asked;
  }
}

async function orNothing(asked: Promise<OwnedNumber>): Promise<OwnedNumber | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** Asks when it is first called, and again only after a failure. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    if (asked) return asked;
    const asking = ask();
    asked = asking;
    asking.catch(() => {
      asked = undefined;
    });
    return asking;
  };
}
