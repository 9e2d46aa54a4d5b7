import type { Command, Note } from "./command";

/** Kinds of resources, by name: `PhoneNumber`. */
type Kind = string;

/** The resource of the program that stands for something, and whether it says so by its id or chose it by a `match`. */
export interface Standing {
  readonly urn: string | undefined;
  readonly by: "id" | "match";
}

/**
 * What the program of this command declares or reads, by kind and id. Numbers, routes and records that it declares are
 * not taken away by the deletion of another resource, and two resources for one of them are an error.
 */
export class Declarations {
  readonly #standing = new Map<string, Standing>();
  readonly #read = new Set<string>();
  /** URNs that were checked: those the program has. A refresh compares others too. */
  readonly #checked = new Set<string>();
  readonly #command: Command;

  constructor(command: Command) {
    this.#command = command;
  }

  /** The program has this resource. */
  checked(urn = ""): void {
    this.#checked.add(urn);
  }

  /** Whether the program has this resource, as far as URNs are known. */
  has(urn: string | undefined): boolean {
    return urn !== undefined && this.#checked.has(urn);
  }

  /**
   * A resource of the program stands for this.
   * @returns the other resource that does too, if there is one.
   */
  declare(kind: Kind, id: string, standing: Standing): Standing | undefined {
    return this.declareAll(kind, [id], standing).get(id);
  }

  /**
   * The same for thousands: what the other processes know is read once for all of them.
   * @returns the other resource for each id that has one.
   */
  declareAll(kind: Kind, ids: readonly string[], standing: Standing): Map<string, Standing> {
    const others = new Map<string, Standing>();
    const news: Note[] = [];
    const isNew = (id: string) => !this.#standing.has(entryOf(kind, id));
    const elsewhere = ids.some(isNew) ? this.#standingElsewhere(kind, standing) : new Map<string, Standing>();
    for (const id of ids) {
      const key = entryOf(kind, id);
      const other = this.#standing.get(key) ?? elsewhere.get(id);
      if (other && isAnother(other, standing)) {
        others.set(id, other);
        continue;
      }
      this.#standing.set(key, standing);
      if (!other) news.push({ what: "declared", kind, id, urn: standing.urn });
    }
    this.#command.noteSafely(news);
    return others;
  }

  /** What resources of another provider instance stand for. Duplicates that a transform makes are seen here alone. */
  #standingElsewhere(kind: Kind, { urn }: Standing): Map<string, Standing> {
    const others = new Map<string, Standing>();
    if (urn === undefined) return others;
    for (const note of this.#command.heardFromRunning()) {
      if (!("kind" in note) || note.kind !== kind) continue;
      if (note.what === "dropped") others.delete(note.id);
      else if (note.what === "declared" && note.urn !== undefined && note.urn !== urn)
        others.set(note.id, { urn: note.urn, by: "id" });
    }
    return others;
  }

  /** A number that this command tried to buy was sold to somebody else. */
  drop(kind: Kind, id: string): void {
    if (this.#standing.delete(entryOf(kind, id))) this.#command.noteSafely({ what: "dropped", kind, id });
  }

  /** The program reads this. */
  read(kind: Kind, id: string): void {
    this.#read.add(entryOf(kind, id));
    this.#command.noteSafely({ what: "read", kind, id });
  }

  /** The program replaces the resource that stood for this, and says to retain it now. */
  retain(kind: Kind, id: string): void {
    this.#command.noteSafely({ what: "retained", kind, id });
  }

  isRetained(kind: Kind, id: string): boolean {
    return this.#command.knownSafely().some((note) => note.what === "retained" && note.kind === kind && note.id === id);
  }

  /** Whether the program reads this, in whichever process. */
  isRead(kind: Kind, id: string): boolean {
    return this.#read.has(entryOf(kind, id)) || this.#command.knownSafely().some(isReadOf(kind, id));
  }

  /** Whether a program runs in this command, and has said anything yet: a refresh or a destroy runs none. */
  get hasProgram(): boolean {
    return this.#checked.size > 0 || this.#command.knownSafely().some(({ what }) => saidByPrograms.has(what));
  }

  /** Why what a deleted resource stood for stays: the program still has it, or that cannot be ruled out. */
  whyKept(kind: Kind, id: string): string | undefined {
    const key = entryOf(kind, id);
    if (this.#standing.has(key)) return stillDeclared;
    if (this.#read.has(key)) return stillRead;
    try {
      const elsewhere = this.#elsewhere(kind).get(id);
      return elsewhere && (elsewhere === "read" ? stillRead : stillDeclared);
    } catch (error) {
      return `what other processes of this command declare cannot be read (${(error as Error).message})`;
    }
  }

  /** Ids of this kind that the program declares or reads, as far as that can be told now. */
  ids(kind: Kind): ReadonlySet<string> {
    const here = [...this.#standing.keys(), ...this.#read].filter((key) => key.startsWith(`${kind} `));
    const own = here.map((key) => key.slice(kind.length + 1));
    try {
      return new Set([...own, ...this.#elsewhere(kind).keys()]);
    } catch {
      return new Set(own);
    }
  }

  #elsewhere(kind: Kind): Map<string, "declared" | "read"> {
    const ids = new Map<string, "declared" | "read">();
    for (const note of this.#command.heard()) {
      if (!("kind" in note) || note.kind !== kind || note.what === "retained") continue;
      if (note.what === "dropped") ids.delete(note.id);
      else if (ids.get(note.id) !== "declared") ids.set(note.id, note.what);
    }
    return ids;
  }
}

/** Notes that come from a program, or from the check of a resource that it has. */
const saidByPrograms: ReadonlySet<Note["what"]> = new Set(["declared", "wanted", "checked"]);

const isReadOf = (kind: Kind, id: string) => (note: Note) =>
  note.what === "read" && note.kind === kind && note.id === id;

const stillDeclared = "the program still declares it";
const stillRead = "the program still reads it";

/** By URN as far as both are known; and no resource both declares a number and chose it by a match. */
function isAnother(one: Standing, other: Standing): boolean {
  if (one.urn === undefined || other.urn === undefined) return one.by !== other.by;
  return one.urn !== other.urn;
}

function entryOf(kind: Kind, id: string): string {
  return `${kind} ${id}`;
}

/** What stands for a record whose id is not known yet, beside those that are known by id: `alias pbx-main`. */
export function keyOf(identity: string, value: string): string {
  return `${identity} ${value.trim()}`;
}
