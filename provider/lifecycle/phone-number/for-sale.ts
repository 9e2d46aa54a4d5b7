import type { AvailableNumber } from "../../client";
import { dollars, price } from "../money";
import { nearest } from "../nearest";
import { type Criteria, describe, SCAN_LIMIT, satisfies, toQuery, withPrefixAndSuffix } from "../search";
import type { Session } from "../session";
import { affordable, type Ceilings } from "./ceilings";

/** Numbers looked at between two choices: one page, so that choosing the cheapest costs no request of its own. */
const WINDOW = 200;

/** This very number with its price, if it is for sale. */
export async function findForSale(session: Session, number: string): Promise<AvailableNumber | undefined> {
  const query = { ...withPrefixAndSuffix(number), limit: SCAN_LIMIT };
  for await (const offer of session.client.availableNumbers(query)) if (offer.number === number) return offer;
  return undefined;
}

/** Numbers worth buying, best first, and what was seen while looking for them. */
export class Search {
  /** Numbers that satisfy the criteria, whatever they cost. */
  #matching = 0;
  #cheapest: AvailableNumber | undefined;
  #affordable = 0;
  #seen = 0;

  constructor(
    private readonly session: Session,
    private readonly criteria: Criteria,
    private readonly ceilings: Ceilings,
  ) {}

  /** Candidates: of each page the cheapest first, then by number, so that the same inventory gives the same choice. */
  async *candidates(): AsyncGenerator<AvailableNumber> {
    let window: AvailableNumber[] = [];
    for await (const offer of this.session.client.availableNumbers({ ...toQuery(this.criteria), limit: SCAN_LIMIT })) {
      this.#seen += 1;
      if (this.#accepts(offer)) window.push(offer);
      if (this.#seen % WINDOW === 0) {
        yield* window.sort(cheapestFirst);
        window = [];
      }
    }
    yield* window.sort(cheapestFirst);
  }

  #accepts(offer: AvailableNumber): boolean {
    if (!satisfies(offer, this.criteria) || this.session.declaredNumbers.has(offer.number)) return false;
    this.#matching += 1;
    if (!this.#cheapest || cheapestFirst(offer, this.#cheapest) < 0) this.#cheapest = offer;
    if (!affordable(offer, this.ceilings)) return false;
    this.#affordable += 1;
    return true;
  }

  /** Why there was no candidate, or none left. */
  async nothingFound(): Promise<string> {
    const wanted =
      `no number for sale matches ${describe(this.criteria)} at up to ${dollars(this.ceilings.maxSetupCost)} to set up ` +
      `and ${dollars(this.ceilings.maxMonthlyCost)} a month`;
    const dear = this.#cheapest ? `; ${this.#matching} would match, the cheapest at ${price(this.#cheapest)}` : "";
    // Candidates there were: snatched, or meant for other resources of the program.
    const instead = this.#affordable > 0 ? `; the ${this.#affordable} that did are taken` : dear;
    const early =
      this.#seen >= SCAN_LIMIT ? `. Only the first ${SCAN_LIMIT} results were looked at: narrow the search` : "";
    return `${wanted}${instead}${early}${await this.#unknownTier()}`;
  }

  /** A tier that Flowroute does not have is most often one that is misspelt. */
  async #unknownTier(): Promise<string> {
    const { tier } = this.criteria;
    if (tier === undefined || this.#matching > 0) return "";
    const tiers = await this.session.account.tiers().catch((): string[] => []);
    if (tiers.length === 0 || tiers.includes(tier)) return "";
    const near = nearest(tier, tiers).slice(0, 3);
    const names = near.length > 0 ? `near to it: ${near.join(", ")}` : `it has ${tiers.slice(0, 10).join(", ")}`;
    return `. Flowroute has no tier of this name (${names})`;
  }
}

function cheapestFirst(a: AvailableNumber, b: AvailableNumber): number {
  return a.setupCost - b.setupCost || a.monthlyCost - b.monthlyCost || a.number.localeCompare(b.number);
}
