import { type EdgeStrategy, type FlowrouteClient, NotFoundError, type OwnedNumber, type Route } from "../client";
import { Contradiction } from "./contradiction";
import { Sweep } from "./sweep";

/** Numbers that a route is the primary of, and those that it is the failover of. */
export interface NumbersOnRoute {
  readonly primary: readonly string[];
  readonly failover: readonly string[];
}

/**
 * What is known of the account in this command. Everything is asked for once, when somebody first wants it, and shared
 * until a write makes it stale; nothing is kept from one command to the next.
 */
export class Account {
  readonly #details = new Map<string, Promise<OwnedNumber>>();
  readonly #sweep: Sweep;
  /** All inbound routes of the account. */
  readonly routes: Shared<Route[]>;
  /** Regions that calls can be sent from. */
  readonly edgeStrategies: Shared<EdgeStrategy[]>;
  /** Price tiers of the inventory, by name. */
  readonly tiers: Shared<string[]>;
  /** All numbers of the account. */
  readonly numbers: Shared<string[]>;
  readonly #owned = new Map<string, Promise<boolean>>();
  readonly #client: FlowrouteClient;

  constructor(client: FlowrouteClient) {
    this.#client = client;
    this.numbers = once(() => Array.fromAsync(client.numbers.list(), ({ number }) => number));
    this.edgeStrategies = once(() => client.routes.edgeStrategies());
    this.routes = once(() => routesOf(client));
    this.tiers = once(() => Array.fromAsync(client.inventory.availableTiers(), ({ name }) => name));
    const keep = (details: OwnedNumber) => {
      if (!this.#details.has(details.number)) this.#details.set(details.number, Promise.resolve(details));
    };
    this.#sweep = new Sweep(client, keep, () => listOnce(this.numbers.known, client));
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
    return this.#share(number, this.#client.numbers.get(number));
  }

  /** Every write calls this: what was read before it is stale. */
  forget(number: string): void {
    this.#details.delete(number);
    this.#sweep.forget(number);
    this.numbers.forget();
    this.#owned.delete(number);
  }

  /** Whether this number is on the account. */
  owns(number: string): Promise<boolean> {
    const asked = this.#owned.get(number) ?? this.find(number).then((details) => details !== undefined);
    this.#owned.set(number, asked);
    asked.catch(() => this.#owned.delete(number));
    return asked;
  }

  /**
   * Numbers whose calls take this route. Reads every number of the account, once in a command.
   * @param each how each read is made
   */
  async numbersOn(routeId: string, each = <T>(ask: () => Promise<T>) => ask()): Promise<NumbersOnRoute> {
    const numbers = await each(() => this.numbers());
    const found = await Promise.all(numbers.map((number) => each(() => this.find(number))));
    const all = found.filter((it) => it !== undefined);
    const those = (property: "primaryRouteId" | "failoverRouteId") =>
      all.filter((details) => details[property] === routeId).map(({ number }) => number);
    return { primary: those("primaryRouteId"), failover: those("failoverRouteId") };
  }

  #share(number: string, asked: Promise<OwnedNumber>): Promise<OwnedNumber> {
    this.#details.set(number, asked);
    // A failure is not shared: the next question gets an answer of its own.
    asked.catch(() => {
      if (this.#details.get(number) === asked) this.#details.delete(number);
    });
    return asked;
  }
}

/** The account's numbers: those of a list that was read already, else as much of a new one as is wanted. */
async function* listOnce(
  known: Promise<string[]> | undefined,
  client: FlowrouteClient,
): AsyncGenerator<{ number: string }> {
  if (known === undefined) return yield* client.numbers.list({ atAGlance: true });
  for (const number of await known) yield { number };
}

/** @throws Contradiction when the list is empty: a route that is there would be made again, or would pass for deleted. */
async function routesOf(client: FlowrouteClient): Promise<Route[]> {
  const routes = await Array.fromAsync(client.routes.list());
  if (routes.length > 0) return routes;
  throw new Contradiction(
    "Flowroute lists no routes, and every account has route 0 at least. Nothing was changed; try again in a while.",
  );
}

async function orNothing(asked: Promise<OwnedNumber>): Promise<OwnedNumber | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** An answer that is asked for when it is first wanted, and again after a failure, or when it was forgotten. */
export interface Shared<T> {
  (): Promise<T>;
  /** The answer, where it was asked for. */
  readonly known: Promise<T> | undefined;
  /** Something was written: what was read before is stale. */
  forget(): void;
}

function once<T>(ask: () => Promise<T>): Shared<T> {
  let asked: Promise<T> | undefined;
  const forget = () => {
    asked = undefined;
  };
  const shared = () => {
    if (asked) return asked;
    const asking = ask();
    asked = asking;
    asking.catch(() => {
      if (asked === asking) forget();
    });
    return asking;
  };
  return Object.defineProperty(Object.assign(shared, { forget }), "known", { get: () => asked }) as Shared<T>;
}
