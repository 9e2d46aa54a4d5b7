import { createHash } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { stateFolder } from "../../lifecycle/state-folder";

/** How an entry is kept; zod is loaded where there is one to read. */
function entry() {
  const { z } = require("zod") as typeof import("zod");
  return z.object({
    number: z.string(),
    buyer: z.string(),
    setupCost: z.number(),
    monthlyCost: z.number(),
    time: z.string(),
    contested: z.boolean().optional(),
    answered: z.boolean().optional(),
    finished: z.boolean().optional(),
  });
}

/**
 * A purchase for a `match` that was begun: for which resource (its URN), at which costs in US dollars, when (ISO 8601).
 * Contested: it was refused, and yet the account has the number. Answered: the engine was given the number, and most likely
 * has it in its state. Finished: the command came to its end after that, so the state has the number unless it could not be written.
 */
export type BegunPurchase = z.output<ReturnType<typeof entry>>;

/**
 * Purchases for a `match` that may be in no state yet. The engine writes its state after the answer; if the process dies
 * before, only what was noted here keeps the next command from buying another number. One small file for each, on this
 * machine.
 */
export class PurchaseJournal {
  #ofEarlierCommands: BegunPurchase[] | undefined;
  /** The purchase under way: they are made one at a time. */
  #begun: Omit<BegunPurchase, "time"> | undefined;
  /** Purchases that this command noted, by number. */
  readonly #begunHere = new Map<string, Omit<BegunPurchase, "time">>();
  /** What the engine was given by this command. */
  readonly #answered: BegunPurchase[] = [];
  /** URNs of resources that this command knows to be in the program, or to have been. */
  readonly #claimed = new Set<string>();
  readonly #say: (line: string) => void;
  readonly #folder: string;

  /** @param folder where the files are; it is made with the first of them. */
  constructor(say: (line: string) => void, folder: string | undefined) {
    this.#say = say;
    this.#folder = folder ?? join(stateFolder(), "purchases");
  }

  /** What an earlier command began to buy for this resource, and no command has found in a state since; by all its URNs. */
  begunFor(urns: readonly string[]): BegunPurchase | undefined {
    for (const urn of urns) this.#claimed.add(urn);
    return this.#earlier.find(({ buyer }) => urns.includes(buyer));
  }

  /**
   * What earlier commands began to buy for resources that this command has not met, and whose numbers it has not found in a
   * state.
   * @param stack the beginning of the stack's URNs
   */
  unclaimed(stack: string): BegunPurchase[] {
    return this.#earlier.filter((it) => !it.answered && it.buyer.startsWith(stack) && !this.#claimed.has(it.buyer));
  }

  /**
   * Notes a purchase that is made now; what was noted before for its resource, or for its number, came to nothing.
   * @param formerUrns other URNs that the resource had
   */
  begin(purchase: Omit<BegunPurchase, "time" | "contested">, formerUrns: readonly string[] = []): void {
    const { number, buyer } = purchase;
    const urns = [buyer, ...formerUrns];
    const before = this.#earlier.filter((it) => it.number === number || urns.includes(it.buyer));
    this.#attempt(() => this.#write({ ...purchase, time: new Date().toISOString() }));
    this.#begun = purchase;
    this.#begunHere.set(number, purchase);
    this.#ofEarlierCommands = this.#earlier.filter((it) => !before.includes(it));
    for (const it of before) if (nameOfFile(it) !== nameOfFile(purchase)) this.strike(it);
  }

  /** The purchase under way was refused, and yet the account has the number: it stays noted, for a person to clear up. */
  contest(): string | undefined {
    const begun = this.#begun;
    if (begun === undefined) return undefined;
    this.#attempt(() => this.#write({ ...begun, time: new Date().toISOString(), contested: true }));
    return this.fileOf(begun);
  }

  /**
   * The engine is given the number, which this command bought or took over. Later commands that do not come to its resource, because
   * their program fails before, do not report it then.
   */
  answer(number: string, urns: readonly (string | undefined)[]): void {
    const begun =
      this.#begunHere.get(number) ?? this.#earlier.find((it) => it.number === number && urns.includes(it.buyer));
    if (begun === undefined) return;
    const answered = { ...begun, time: new Date().toISOString(), answered: true };
    this.#answered.push(answered);
    this.#attempt(() => this.#write(answered));
  }

  /**
   * The command came to its end. Should a later one make the resource anew, most likely it was moved to another stack or taken out of the
   * state, and only a person can tell whose the number is. If this is lost with the machine, nothing is worse than before.
   */
  finish(): void {
    for (const it of this.#answered) this.#attempt(() => this.#write({ ...it, finished: true }, "soon"));
  }

  /** The file of a note. */
  fileOf(purchase: Pick<BegunPurchase, "number" | "buyer">): string {
    return join(this.#folder, nameOfFile(purchase));
  }

  /** The purchase was certainly refused. */
  strike(purchase: Pick<BegunPurchase, "number" | "buyer">): void {
    this.#attempt(() => rmSync(this.fileOf(purchase), { force: true }));
  }

  /**
   * The number is in a state. Purchases of this very command stay: that a resource was made does not mean that the
   * engine has written it down. So do finished ones of another stack, from which the resource was moved: its program may still have it,
   * and would buy another number.
   * @param stack the beginning of the stack's URNs
   */
  settle(number: string, stack = ""): void {
    const isDone = (it: BegunPurchase) => it.number === number && (!it.finished || it.buyer.startsWith(stack));
    const settled = this.#earlier.filter(isDone);
    this.#ofEarlierCommands = this.#earlier.filter((it) => !settled.includes(it));
    for (const it of settled) this.strike(it);
  }

  /** Read once, and before this command notes anything itself. */
  get #earlier(): BegunPurchase[] {
    this.#ofEarlierCommands ??= this.#attempt(() => this.#read()) ?? [];
    return this.#ofEarlierCommands;
  }

  #read(): BegunPurchase[] {
    const files = namesIn(this.#folder).filter((name) => name.endsWith(".json"));
    return files.flatMap((file) => this.#attempt(() => entry().parse(readJson(join(this.#folder, file)))) ?? []);
  }

  /** On disk when it returns, unless soon is enough: the purchase that follows may be the last thing this machine does. */
  #write(purchase: BegunPurchase, when: "now" | "soon" = "now"): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.fileOf(purchase);
    writeFileSync(`${path}.tmp`, JSON.stringify(purchase), { mode: 0o600, flush: when === "now" });
    renameSync(`${path}.tmp`, path);
    // Windows has no handles of folders, and writes renames down by itself.
    if (when === "soon" || process.platform === "win32") return;
    const folder = openSync(this.#folder, "r");
    fsyncSync(folder);
    closeSync(folder);
  }

  /** A journal that cannot be kept is no reason to buy nothing: it only guards against the death of the process. */
  #attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      const where = this.#folder ?? "pulumi-flowroute/purchases in $XDG_STATE_HOME, or in ~/.local/state";
      this.#say(
        `warning: the journal of purchases (${where}) cannot be kept: ${(error as Error).message}. Should this command be ` +
          "killed while it buys a number for a match, the next one would buy another",
      );
      return undefined;
    }
  }
}

/** Named by the number, for people; and by the resource, so that two stacks that want one number keep a file each. */
function nameOfFile({ number, buyer }: Pick<BegunPurchase, "number" | "buyer">): string {
  return `${encodeURIComponent(number)}-${createHash("sha256").update(buyer).digest("hex").slice(0, 16)}.json`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
