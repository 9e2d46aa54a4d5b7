import { randomUUID } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { stateFolder } from "./state-folder";

/** Something that one process of a command knows and others must know too. */
export type Note =
  /** The program has a resource of this kind that stands for this number, route or record. */
  | { readonly what: "declared"; readonly kind: string; readonly id: string; readonly urn?: string | undefined }
  /** It does not any more: what a `match` was about to buy was sold to somebody else. */
  | { readonly what: "dropped"; readonly kind: string; readonly id: string }
  /** The program reads it, by a `.get` or a function. */
  | { readonly what: "read"; readonly kind: string; readonly id: string }
  /** The program replaces the resource that stood for this, and says to retain it. */
  | { readonly what: "retained"; readonly kind: string; readonly id: string }
  /** The program has a resource that wants a number for a `match` that says this. */
  | { readonly what: "wanted"; readonly criteria: string; readonly urn: string }
  /** The engine asked about that resource: the command was not told to leave it out. */
  | { readonly what: "checked"; readonly urn: string }
  /** A number was bought, or taken over, for a `match` that says this. */
  | { readonly what: "matched"; readonly criteria: string }
  /** This number is released or detached now, or was. */
  | { readonly what: "given up"; readonly how: "released" | "detached"; readonly number: string }
  /** That was refused, and nothing was taken away. */
  | { readonly what: "not given up"; readonly how: "released" | "detached"; readonly number: string }
  /** US dollars committed to; negative for a purchase that certainly was not made. */
  | { readonly what: "spent"; readonly dollars: number };

/** Milliseconds after which a folder without a provider that runs belongs to no command any more. */
const LEFT_BEHIND = 24 * 60 * 60 * 1000;

/** So many folders are looked at by each process that begins one: where thousands of commands run, looking at all took a second. */
const AT_ONCE = 100;

/**
 * What the processes of one command let each other know. The engine runs the program in one process, and a provider process
 * for each provider instance; all of them are given the engine's address. So a folder named by it holds a file for each
 * process, which it appends to and the others read. Without this, a resource that is renamed and moved to another
 * provider instance looks abandoned to the old one, which would release its number.
 *
 * What an earlier command left behind can be met again by a later one whose engine listens at the same address. The program
 * removes it; a command that runs none keeps something that could have been given up: the safe side.
 */
export class Command {
  readonly #name: string;
  #file: number | undefined;
  readonly #own: Note[] = [];
  /** So many of them the others can read. */
  #written = 0;
  readonly #others = new Map<string, { readonly size: number; readonly notes: readonly Note[] }>();
  #folder: string | undefined;

  /**
   * @param folder the command's own; left out where this process is all there is.
   * @param role the program ends before its providers, which still have to know what it said.
   */
  constructor(folder?: string, role: "provider" | "program" = "provider") {
    this.#folder = folder;
    this.#name = `${role}-${process.pid}-${randomUUID()}.jsonl`;
  }

  /** The command that the engine at this address (`127.0.0.1:40123`) runs. */
  static ofEngine(address: string | undefined, home = stateFolder(), role?: "program"): Command {
    return new Command(address ? join(home, "commands", address.replace(/[^\w.-]+/g, "_")) : undefined, role);
  }

  /**
   * Lets the other processes know.
   * @throws Error when it cannot be written down; then they cannot be trusted to know.
   */
  note(notes: Note | readonly Note[]): void {
    for (const note of [notes].flat()) this.#own.push(note);
    if (this.#own.length === this.#written) return;
    if (this.#folder === undefined) return;
    this.#file ??= this.#begin(this.#folder);
    // With those that could not be written before: what is lost for good may be what keeps a number.
    writeSync(this.#file, linesOf(this.#own.slice(this.#written)));
    this.#written = this.#own.length;
  }

  /** The same where nothing hangs on it: those who read cannot write there either, and take care. */
  noteSafely(notes: Note | readonly Note[]): void {
    try {
      this.note(notes);
    } catch {
      // See `heard`.
    }
  }

  /**
   * What the other processes of the command have let know so far.
   * @throws Error when that cannot be read.
   */
  heard(): Note[] {
    return this.#heardFrom(() => true);
  }

  /** What the other providers of this command say that still run. Nothing of it was left behind by an earlier command. */
  heardFromRunning(): Note[] {
    try {
      return this.#heardFrom((name) => name.startsWith("provider-") && isRunning(name));
    } catch {
      return [];
    }
  }

  #heardFrom(which: (name: string) => boolean): Note[] {
    if (this.#folder === undefined) return [];
    // To be trusted, a folder must be one that can be written to: others might have had something to say and failed.
    this.#file ??= this.#begin(this.#folder);
    return readdirSync(this.#folder)
      .filter((name) => name !== this.#name && which(name))
      .flatMap((name) => this.#read(join(this.#folder as string, name)));
  }

  /**
   * What all processes of the command, this one among them, know so far.
   * @throws Error as `heard` does.
   */
  known(): Note[] {
    return [...this.#own, ...this.heard()];
  }

  /** The same where nothing hangs on it: what this process knows when the others cannot be heard. */
  knownSafely(): readonly Note[] {
    try {
      return this.known();
    } catch {
      return this.#own;
    }
  }

  /**
   * The command is over for this provider. What the program said stays: the engine also ends the provider of an account that a
   * program takes out, while others still have to delete, and these must know what the program reads. So does what was given up, which
   * counts to the end of the command.
   */
  end(): void {
    const folder = this.#folder;
    this.#folder = undefined;
    if (folder === undefined || this.#file === undefined) return;
    try {
      closeSync(this.#file);
      const path = join(folder, this.#name);
      const givenUp = this.#own.filter(({ what }) => what === "given up" || what === "not given up");
      if (givenUp.length > 0) replaceWith(path, givenUp);
      else rmSync(path, { force: true });
      rmdirSync(folder);
    } catch {
      // Others have said something too. A later command tidies up.
    }
  }

  #begin(folder: string): number {
    const commands = join(folder, "..");
    mkdirSync(commands, { recursive: true, mode: 0o700 });
    // Before this command's own folder is used: an old one of the same address would be removed with the first note in it.
    tidy(commands);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (this.#name.startsWith("program-")) forgetEarlier(folder);
    return openSync(join(folder, this.#name), "a", 0o600);
  }

  /** Anew only where something was added: a command that deletes thousands asks as often. */
  #read(path: string): readonly Note[] {
    try {
      const { size } = statSync(path);
      const known = this.#others.get(path);
      if (known?.size === size) return known.notes;
      // What follows the last line's end is still being written.
      const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
      const notes = lines.map((line) => JSON.parse(line) as Note);
      this.#others.set(path, { size, notes });
      return notes;
    } catch (error) {
      // Its process has ended since the folder was listed.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }
}

/** In one step, because others may be reading. */
function replaceWith(path: string, notes: readonly Note[]): void {
  writeFileSync(`${path}.new`, linesOf(notes), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function linesOf(notes: readonly Note[]): string {
  return notes.map((note) => `${JSON.stringify(note)}\n`).join("");
}

/** Whether the process that writes a file of this name still runs. Where that cannot be told, it does. */
function isRunning(name: string): boolean {
  try {
    return process.kill(Number(name.split("-")[1]), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Removes what an earlier command left in this folder. While a command's program runs, so does all else that has said something. */
function forgetEarlier(folder: string): void {
  for (const name of readdirSync(folder)) if (!isRunning(name)) rmSync(join(folder, name), { force: true });
}

/** Removes what programs and killed processes left behind; each process does its share of it. */
function tidy(commands: string): void {
  const names = readdirSync(commands);
  const first = Math.floor(Math.random() * Math.max(1, names.length - AT_ONCE + 1));
  for (const name of names.slice(first, first + AT_ONCE)) {
    const path = join(commands, name);
    try {
      const isOld = Date.now() - statSync(path).mtimeMs > LEFT_BEHIND;
      if (isOld && !readdirSync(path).some((file) => file.startsWith("provider-") && isRunning(file)))
        rmSync(path, { recursive: true, force: true });
    } catch {
      // Somebody else is tidying up.
    }
  }
}
