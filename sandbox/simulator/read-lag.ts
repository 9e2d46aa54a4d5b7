import type { Account } from "./account";

/** Keeps writes from the reads that come too soon after them (U-45), counted in reads so that runs repeat exactly. */
export class ReadLag {
  #hidden: { before: Account; reads: number }[] = [];

  /** To be called before a write; the next `reads` reads will not see it. */
  hide(account: Account, reads: number): void {
    if (reads > 0) this.#hidden.push({ before: structuredClone(account), reads });
  }

  /** The account as one read sees it. */
  read(account: Account): Account {
    const seen = this.#hidden[0]?.before ?? account;
    for (const write of this.#hidden) write.reads -= 1;
    this.#hidden = this.#hidden.filter((write) => write.reads > 0);
    return seen;
  }

  clear(): void {
    this.#hidden = [];
  }
}
