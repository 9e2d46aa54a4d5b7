import { firstTen } from "./first-ten";
import type { Session } from "./session";

/**
 * What deleting a resource does: what the resource declares, else what the stack says, in the resource's own word for it.
 */
export function deleteRule<Removal extends string>(
  session: Session,
  declared: string | undefined,
  removal: Removal,
): "retain" | Removal {
  const rule = declared ?? (session.stack.onDelete === "remove" ? removal : "retain");
  return rule === "retain" ? "retain" : removal;
}

/** What is deleted, and what was said of its deletion. */
interface Deleted {
  readonly kind: string;
  readonly id: string;
  /** `onDelete` as it was last declared. */
  readonly declared: string | undefined;
  readonly removal: string;
  /** Whether it is something that the number of this id has. */
  readonly ofNumber?: boolean;
}

/**
 * Why something stays although its resource is deleted; nothing when it is taken away. One order for all kinds: what
 * the program still has, then the rule, then what speaks against the rule.
 */
export function reasonToKeep(
  session: Session,
  { kind, id, declared, removal, ofNumber = false }: Deleted,
): "by rule" | string | undefined {
  const { declarations } = session;
  const still = declarations.whyKept(kind, id);
  if (still !== undefined) return still;
  if (deleteRule(session, declared, removal) === "retain") return "by rule";
  if (ofNumber && declarations.isRead("PhoneNumber", id)) return "the program still reads the number";
  const kinds = ofNumber ? [kind, "PhoneNumber"] : [kind];
  if (kinds.some((it) => declarations.isRetained(it, id))) return 'the program says onDelete: "retain" now';
  if (!ofNumber || declarations.whyKept("PhoneNumber", id) !== undefined) return undefined;
  // Which number an abandoned match had chosen, only its own deletion shows, and that comes after that of what the number has.
  if (session.command.knownSafely().some(({ what }) => what === "matched"))
    return "this command bought a number for a match, which may be that of a renamed resource whose number this was. A number that is kept keeps what it has";
  if (leftOut(session).length > 0)
    return "this command was told to leave out a resource with a match, which may be a renamed one whose number this was. A number that is kept keeps what it has";
  return undefined;
}

/** What those resources of the program look for that the command was told to leave out (`--target`, `--exclude`). */
export function leftOut({ command, declarations }: Session): string[] {
  const known = command.knownSafely();
  const checked = new Set(known.map((note) => (note.what === "checked" ? note.urn : undefined)));
  return known.flatMap((note) =>
    note.what === "wanted" && !checked.has(note.urn) && !declarations.has(note.urn) ? [note.criteria] : [],
  );
}

/**
 * Says that a removal is the stack's wish, before the first of a command that runs no program: the engine gives a destroy
 * the configuration of the last `up`, whatever it says by now.
 */
export function reportStackRule(session: Session, declared: string | undefined): void {
  if (declared !== undefined || session.declarations.hasProgram) return;
  session.say(
    "as of the last `pulumi up`, flowroute:onDelete is remove: what deleted resources stand for is taken away",
  );
}

/**
 * Counts a number that this command is about to release, in whichever of its processes.
 * @throws Error when it has released as many as `flowroute:maxReleases` allows, or when that cannot be told.
 */
export function countRelease(session: Session, number: string): void {
  const { maxReleases } = session.stack;
  note(session, number);
  const released = releasedBy(session, number);
  if (released.size <= maxReleases) return;
  uncountRelease(session, number);
  released.delete(number);
  throw new Error(
    `${number} was not released and stays on the account: flowroute:maxReleases is ${maxReleases}, and this command has released ` +
      `${released.size === 0 ? "none" : `${released.size} (${firstTen([...released])})`}. To release more at a time, run ` +
      `\`pulumi config set flowroute:maxReleases <count>\` and then \`pulumi up\`, because a destroy uses the settings of the last up. ` +
      "To keep the number, declare it again.",
  );
}

function note({ command }: Session, number: string): void {
  try {
    command.note({ what: "released", number });
  } catch (error) {
    throw cannotCount(number, error);
  }
}

/** The number was not released after all. */
export function uncountRelease(session: Session, number: string): void {
  session.command.noteSafely({ what: "not released", number });
}

function releasedBy({ command }: Session, number: string): Set<string> {
  const released = new Set<string>();
  try {
    for (const note of command.known()) {
      if (note.what === "released") released.add(note.number);
      if (note.what === "not released") released.delete(note.number);
    }
  } catch (error) {
    throw cannotCount(number, error);
  }
  return released;
}

function cannotCount(number: string, error: unknown): Error {
  return new Error(
    `${number} was not released: whether flowroute:maxReleases allows it cannot be told, because what other processes of this ` +
      `command have released cannot be read (${(error as Error).message}).`,
  );
}
