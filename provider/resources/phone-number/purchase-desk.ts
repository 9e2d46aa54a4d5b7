import pLimit from "p-limit";
import type { AvailableNumber } from "../../client";
import { price } from "../../lifecycle/prices";
import type { Session } from "../../lifecycle/session";
import { nameOf } from "../../lifecycle/urn";
import { type BegunPurchase, PurchaseJournal } from "./journal";

/** What the PhoneNumbers of one provider process share when they buy: the journal, the plans, and what was spent. */
export class PurchaseDesk {
  readonly journal: PurchaseJournal;
  /** Numbers for sale that plans have named, each for one resource, at these prices; a forecast, not a reservation. */
  readonly planned = new Map<string, AvailableNumber>();
  /** Purchases, with the choice of what to buy, happen one after the other. */
  readonly inTurn = pLimit(1);
  /** Why no other purchase of this command is tried: a refusal that would meet all, or a purchase that only a person can clear up. */
  stopped: Error | undefined;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.journal = new PurchaseJournal((line) => session.say(line), session.journalFolder);
    session.atEnd(() => this.#reportUnclaimed());
    session.whenFinished(() => this.journal.finish());
  }

  /** The number is in a state: whatever purchase of it was noted is done with. */
  settle(number: string): void {
    this.journal.settle(number, this.#session.stackUrns);
  }

  /** Commits to so many US dollars; a negative amount takes a commitment back. */
  spend(dollars: number): void {
    this.#session.command.noteSafely({ what: "spent", dollars });
  }

  /**
   * US dollars that all processes of this command have committed to: set-up plus first month of everything they bought or
   * may have bought.
   * @throws Error when it cannot be told what the others did.
   */
  get spent(): number {
    return this.#session.command.known().reduce((sum, note) => sum + (note.what === "spent" ? note.dollars : 0), 0);
  }

  /** A number was bought, or taken over, for a `match` that says this. */
  matched(criteria: string): void {
    this.#session.command.noteSafely({ what: "matched", criteria });
  }

  #reportUnclaimed(): void {
    const { command, declarations, stackUrns } = this.#session;
    if (stackUrns === undefined) return;
    const inProgram = new Set(command.knownSafely().map((note) => (note.what === "wanted" ? note.urn : undefined)));
    const known = declarations.ids("PhoneNumber");
    for (const begun of this.journal.unclaimed(stackUrns))
      if (!inProgram.has(begun.buyer) && !known.has(begun.number)) this.#session.say(unclaimed(begun, this.journal));
  }
}

const desks = new WeakMap<Session, PurchaseDesk>();

/** The desk of a session. */
export function deskOf(session: Session): PurchaseDesk {
  const desk = desks.get(session) ?? new PurchaseDesk(session);
  desks.set(session, desk);
  return desk;
}

/** What a command reports of a purchase that an earlier one of its stack began for a resource that no program has any more. */
function unclaimed({ number, buyer, ...offer }: BegunPurchase, journal: PurchaseJournal): string {
  return (
    `warning: an earlier command that did not finish bought ${number}, or was about to, at ${price(offer)}, for the PhoneNumber ` +
    `"${nameOf(buyer)}", which this command does not know. If your program has it, run \`pulumi up\`, which takes the number over. ` +
    `Otherwise, if the account has the number, declare it by number, or release it in Flowroute's portal: it is paid for. Then remove the note ${journal.fileOf({ number, buyer })}`
  );
}
