import { amount } from "../../lifecycle/counted";
import type { Session } from "../../lifecycle/session";

/** Milliseconds between two lines. */
const EVERY = 2_000;

/** Says how far a long piece of work is, not more than every two seconds. */
export class Progress {
  #done = 0;
  #last = Date.now();
  readonly #session: Session;
  readonly #name: string;
  readonly #total: number;

  constructor(session: Session, name: string, total: number) {
    this.#session = session;
    this.#name = name;
    this.#total = total;
  }

  /** One more is done. */
  done(): void {
    this.#done += 1;
    const now = Date.now();
    if (now - this.#last < EVERY) return;
    this.#last = now;
    this.#session.say(`${this.#name}: ${amount(this.#done)} of ${amount(this.#total)} done`);
  }
}
