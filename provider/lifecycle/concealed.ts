/** Shorter values are met in texts by chance. */
const SHORTEST = 3;

/** Values that are secrets of the program, and what stands for them in lines and errors. */
export class Concealed {
  readonly #names = new Map<string, string>();
  #pattern: RegExp | undefined;

  /** From now on a value shows as `name` (`the number of front-desk`). */
  add(value: string, name: string): void {
    if (value.length < SHORTEST || this.#names.has(value.toLowerCase())) return;
    this.#names.set(value.toLowerCase(), name);
    this.#pattern = undefined;
  }

  /** The text without those values. */
  in(text: string): string {
    if (this.#names.size === 0) return text;
    this.#pattern ??= this.#compile();
    const nameOf = (found: string) => this.#names.get(found.toLowerCase());
    return text.replace(this.#pattern, (found) => nameOf(found) ?? nameOf(found.slice(1)) ?? found);
  }

  /** When there is a text: a group may have thousands of secret numbers. */
  #compile(): RegExp {
    const longestFirst = [...this.#names.keys()].sort((a, b) => b.length - a.length);
    // A value that is part of a longer word or number is not that value.
    const values = longestFirst.map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    return new RegExp(`(?<![\\p{L}\\p{N}])\\+?(?:${values})(?![\\p{L}\\p{N}])`, "giu");
  }
}
