import { isDeepStrictEqual } from "node:util";
import { type FlowrouteClient, InvalidError, type NumberSummary, type OwnedNumber } from "../client";

/** Most numbers in one batch: as many as a page of the list has. */
const BATCH = 200;
/** What is tried when those are refused: how many the API takes is not published (U-17). */
const SMALL_BATCH = 50;
/** Requests that a round may cost: a page of the account's list, and a batch. */
const ROUND = 2;

/** A single read to compare the first batch with. */
interface Sample {
  readonly number: string;
  readonly details: Promise<OwnedNumber>;
}

/**
 * Reads an account's numbers many at a time, for those who want one each. A round is a page of the account's list, then
 * one batch with the details of the numbers on it and of all that are waited for.
 *
 * It cannot be known how many numbers will be wanted, nor how many the account has: whether to rent skis or to buy them. So
 * a round is made only when more reads were wanted than rounds have cost requests, and a single read in its place only
 * while rounds have cost hardly less. With that, reading costs less than twice one request for each number, and no more
 * than twice a sweep of the whole account and two (docs/performance.md has the argument).
 *
 * Batches are undocumented in parts (U-17). The first is compared with a single read, of a number that has a primary route,
 * since nothing is like nothing; on any doubt there are no more. A batch whose connection breaks is doubt enough.
 */
export class Sweep {
  readonly #waiting = new Map<string, (found: OwnedNumber | undefined) => void>();
  #numbers: AsyncIterator<Pick<NumberSummary, "number">> | undefined;
  /** On the list, and not read so far. */
  readonly #unread = new Set<string>();
  readonly #read = new Set<string>();
  #listEnded = false;
  #batchSize = BATCH;
  #wanted = 0;
  #spent = 0;
  #running = false;
  #over = false;
  #trusted = false;
  #sample: Sample | undefined;
  /** What is forgotten since the batch under way was sent: it may tell what was before a write. */
  readonly #forgotten = new Set<string>();
  readonly #client: FlowrouteClient;
  readonly #onRead: (details: OwnedNumber) => void;
  readonly #list: () => AsyncIterator<Pick<NumberSummary, "number">>;

  /**
   * @param onRead gets every number that a batch told of, wanted or not.
   * @param list the account's numbers, as they are known already or as they are read.
   */
  constructor(
    client: FlowrouteClient,
    onRead: (details: OwnedNumber) => void,
    list: () => AsyncIterator<Pick<NumberSummary, "number">> = () => client.numbers.list({ atAGlance: true }),
  ) {
    this.#client = client;
    this.#onRead = onRead;
    this.#list = list;
  }

  /**
   * A number's details, as they are now or were when somebody last waited for a batch.
   * @throws NotFoundError when it is not on the account.
   */
  async read(number: string): Promise<OwnedNumber> {
    this.#wanted += 1;
    const joining = this.#running || this.#isWorthwhile;
    return (joining && (await this.#join(number))) || this.#readAlone(number);
  }

  /** What was read of a number so far is stale, and so is what is being read: who waits for it reads alone. */
  forget(number: string): void {
    this.#forgotten.add(number);
    // It is on the account all the same: those who want many again after a write share requests as before.
    if (this.#read.delete(number)) this.#unread.add(number);
    if (this.#sample?.number === number) this.#sample = undefined;
    this.#answer(number, undefined);
  }

  get #isWorthwhile(): boolean {
    const nothingLeft = this.#listEnded && this.#unread.size === 0;
    return !this.#over && !nothingLeft && this.#wanted > this.#spent + ROUND;
  }

  #readAlone(number: string): Promise<OwnedNumber> {
    const details = this.#client.numbers.get(number);
    const sample = { number, details };
    this.#sample ??= sample;
    const unfit = () => {
      if (this.#sample === sample) this.#sample = undefined;
    };
    details.then(({ primaryRouteId }) => {
      this.#read.add(number);
      if (primaryRouteId === undefined) unfit();
    }, unfit);
    return details;
  }

  #join(number: string): Promise<OwnedNumber | undefined> {
    const told = new Promise<OwnedNumber | undefined>((resolve) => this.#waiting.set(number, resolve));
    if (!this.#running) void this.#makeRounds();
    return told;
  }

  /** Rounds as long as somebody waits and they are worthwhile; those that still wait then read alone. */
  async #makeRounds(): Promise<void> {
    this.#running = true;
    try {
      while (this.#waiting.size > 0 && this.#isWorthwhile) {
        // While the sample may still be on its way.
        if (this.#unread.size < this.#batchSize) await this.#readPage();
        if (!(await this.#canBeJudged())) break;
        await this.#readBatch();
      }
    } catch {
      // Whatever is wrong with lists and batches, single reads do without them, and tell if it is more than that.
      this.#over = true;
    }
    this.#running = false;
    for (const number of this.#waiting.keys()) this.#answer(number, undefined);
  }

  /** Whether there is something to compare a first batch with. */
  async #canBeJudged(): Promise<boolean> {
    await this.#sample?.details.catch(() => undefined);
    return this.#trusted || this.#sample !== undefined;
  }

  async #readBatch(): Promise<void> {
    const sample = this.#trusted ? undefined : this.#sample;
    const wanted = [...(sample ? [sample.number] : []), ...this.#waiting.keys(), ...this.#unread];
    const batch = [...new Set(wanted)].slice(0, this.#batchSize);
    this.#forgotten.clear();
    this.#spent += 1;
    try {
      await this.#take(batch, await this.#client.numbers.getMany(batch), sample);
    } catch (error) {
      if (!(error instanceof InvalidError) || batch.length <= SMALL_BATCH) throw error;
      this.#batchSize = SMALL_BATCH;
    }
  }

  async #readPage(): Promise<void> {
    if (this.#listEnded) return;
    this.#spent += 1;
    this.#numbers ??= this.#list();
    for (let count = 0; count < BATCH; count++) {
      const { done, value } = await this.#numbers.next();
      if (done) {
        this.#listEnded = true;
        return;
      }
      if (!this.#read.has(value.number)) this.#unread.add(value.number);
    }
  }

  async #take(batch: readonly string[], answer: readonly OwnedNumber[], sample: Sample | undefined): Promise<void> {
    if (sample) {
      const batched = answer.find(({ number }) => number === sample.number);
      const alone = await sample.details;
      // Forgotten meanwhile: another batch may be compared with another read.
      if (this.#sample !== sample) return;
      if (!sameButRoutes(batched, alone)) throw new Error(`The batch says of ${sample.number} what it is not.`);
      this.#trusted = true;
    }
    const found = new Map(answer.filter(({ number }) => !this.#forgotten.has(number)).map((it) => [it.number, it]));
    for (const details of found.values()) this.#onRead(details);
    for (const number of batch) {
      this.#unread.delete(number);
      this.#read.add(number);
      this.#answer(number, found.get(number));
    }
  }

  #answer(number: string, details: OwnedNumber | undefined): void {
    this.#waiting.get(number)?.(details);
    this.#waiting.delete(number);
  }
}

/** Batches do not include the routes themselves. */
function sameButRoutes(batched: OwnedNumber | undefined, alone: OwnedNumber): boolean {
  return isDeepStrictEqual({ ...batched, routes: [] }, { ...alone, routes: [] });
}
