import { createHash } from "node:crypto";
import type { AvailableNumber } from "../../client";
import { type Criteria, describe, SCAN_LIMIT, satisfies, toQuery, withPrefixAndSuffix } from "../../lifecycle/criteria";
import { nearest } from "../../lifecycle/nearest";
import { affordable, type Ceilings, dollars, price } from "../../lifecycle/prices";
import type { Session } from "../../lifecycle/session";
import { onAnyHost } from "../../lifecycle/urn";

/** Numbers looked at between two choices: one page, so that choosing the cheapest costs no request of its own. */
const WINDOW = 200;

/** This very number with its price, if it is for sale. */
export async function findForSale(session: Session, number: string): Promise<AvailableNumber | undefined> {
  const query = { ...withPrefixAndSuffix(number), limit: SCAN_LIMIT };
  for await (const offer of session.client.inventory.availableNumbers(query)) if (offer.number === number) return offer;
  return undefined;
}

/** Numbers worth buying, best first, and what was seen while looking for them. */
export class Search {
  /** Numbers that satisfy the criteria, whatever they cost. */
  #matching = 0;
  #cheapest: AvailableNumber | undefined;
  #affordable = 0;
  #seen = 0;

  /** Numbers that other resources of the program stand for. */
  readonly #taken: ReadonlySet<string>;
  readonly #session: Session;
  readonly #criteria: Criteria;
  readonly #ceilings: Ceilings;
  readonly #urn: string | undefined;

  /** @param urn the resource that a number is looked for; of numbers at one price, each resource prefers others. */
  constructor(session: Session, criteria: Criteria, ceilings: Ceilings, urn: string | undefined) {
    this.#session = session;
    this.#criteria = criteria;
    this.#ceilings = ceilings;
    this.#urn = urn && onAnyHost(urn);
    this.#taken = session.declarations.ids("PhoneNumber");
  }

  /**
   * Candidates: of each page the cheapest first. Numbers at one price are in an order of the resource's own, always the
   * same: two programs with one match, which buy at the same time, then hardly ever meet at one number.
   */
  async *candidates(): AsyncGenerator<AvailableNumber> {
    const ranked: Ranked[] = [];
    const query = { ...toQuery(this.#criteria), limit: SCAN_LIMIT };
    for await (const offer of this.#session.client.inventory.availableNumbers(query)) {
      this.#seen += 1;
      if (this.#accepts(offer)) ranked.push({ offer, rank: this.#rankOf(offer) });
      if (this.#seen % WINDOW === 0) yield* inOrder(ranked.splice(0));
    }
    yield* inOrder(ranked);
  }

  #rankOf({ number }: AvailableNumber): string {
    return this.#urn === undefined ? number : createHash("sha256").update(`${this.#urn} ${number}`).digest("hex");
  }

  #accepts(offer: AvailableNumber): boolean {
    if (!satisfies(offer, this.#criteria) || this.#taken.has(offer.number)) return false;
    this.#matching += 1;
    if (!this.#cheapest || byPrice(offer, this.#cheapest) < 0) this.#cheapest = offer;
    if (!affordable(offer, this.#ceilings)) return false;
    this.#affordable += 1;
    return true;
  }

  /** Why there was no candidate, or none left. */
  async nothingFound(): Promise<string> {
    const wanted =
      `no number for sale matches ${describe(this.#criteria)} at up to ${dollars(this.#ceilings.maxSetupCost)} to set up ` +
      `and ${dollars(this.#ceilings.maxMonthlyCost)} a month`;
    const tooExpensive = this.#cheapest
      ? `; ${this.#matching} would match, the cheapest at ${price(this.#cheapest)}`
      : "";
    // There were candidates: others bought them, or they are meant for other resources of the program.
    const instead = this.#affordable > 0 ? `; the ${this.#affordable} that did are taken` : tooExpensive;
    const early =
      this.#seen >= SCAN_LIMIT ? `. Only the first ${SCAN_LIMIT} results were looked at: narrow the search` : "";
    return `${wanted}${instead}${early}${await this.#unknownTier()}`;
  }

  /** A tier that Flowroute does not have is most often one that is misspelt. */
  async #unknownTier(): Promise<string> {
    const { tier } = this.#criteria;
    if (tier === undefined || this.#matching > 0) return "";
    const tiers = await this.#session.account.tiers().catch((): string[] => []);
    if (tiers.length === 0 || tiers.includes(tier)) return "";
    const near = nearest(tier, tiers).slice(0, 3);
    const names = near.length > 0 ? `near to it: ${near.join(", ")}` : `it has ${tiers.slice(0, 10).join(", ")}`;
    return `. Flowroute has no tier of this name (${names})`;
  }
}

interface Ranked {
  readonly offer: AvailableNumber;
  readonly rank: string;
}

function inOrder(ranked: Ranked[]): AvailableNumber[] {
  return ranked.sort((a, b) => byPrice(a.offer, b.offer) || (a.rank < b.rank ? -1 : 1)).map(({ offer }) => offer);
}

function byPrice(a: AvailableNumber, b: AvailableNumber): number {
  return a.setupCost - b.setupCost || a.monthlyCost - b.monthlyCost;
}
