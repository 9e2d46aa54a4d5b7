/**
 * Which numbers the program's resources with a `match` stand for, and which ones it declares by number: both for one
 * number would undo each other's work, and one could release what the other keeps. Two of the same kind are found before
 * (in the program), or cannot be (a search leaves out what others have).
 */
export class Claims {
  /** Resources with a `match` that the program has, by URN; a refresh compares others too. */
  readonly #matches = new Set<string>();
  readonly #chosen = new Map<string, string>();
  readonly #declared = new Set<string>();

  /** The program has this resource with a `match`. */
  seek(buyer: string | undefined): void {
    if (buyer !== undefined) this.#matches.add(buyer);
  }

  /**
   * A resource with a `match` stands for this number.
   * @returns what is wrong with that, if the program declares the number by another resource.
   */
  choose(number: string, buyer: string | undefined): string | undefined {
    if (buyer === undefined || !this.#matches.has(buyer)) return undefined;
    this.#chosen.set(number, buyer);
    return this.#declared.has(number) ? twice(number, buyer) : undefined;
  }

  /** It does not: somebody else was quicker to buy it. */
  drop(number: string): void {
    this.#chosen.delete(number);
  }

  /**
   * The program declares this very number.
   * @returns what is wrong with that, if a resource with a `match` stands for it.
   */
  declare(number: string): string | undefined {
    this.#declared.add(number);
    const buyer = this.#chosen.get(number);
    return buyer === undefined ? undefined : twice(number, buyer);
  }
}

function twice(number: string, buyer: string): string {
  const name = buyer.slice(buyer.lastIndexOf("::") + "::".length);
  return (
    `Two PhoneNumber resources stand for ${number}: "${name}", whose match chose it, and one that declares it by number. ` +
    `Keep one of them: give "${name}" number: "${number}" in place of its match and remove the other, or declare another number there.`
  );
}
