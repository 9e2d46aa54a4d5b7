import type { Session } from "./session";

/**
 * What deleting a resource does: what the resource declares, else what the stack says, in the resource's own word for it.
 */
export function deleteRule<Removal extends string>(
  session: Session,
  declared: string | undefined,
  removal: Removal,
): "retain" | Removal {
  const rule = declared === undefined && session.stack.onDelete === "remove" ? removal : declared;
  // Whatever else an edited state says, only the one word takes something away.
  return rule === removal ? removal : "retain";
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
 * of dynamic resources the configuration of the last `up`, whatever it says by now.
 */
export function reportStackRule(session: Session, declared: string | undefined): void {
  if (declared !== undefined || session.declarations.hasProgram) return;
  const since = session.areSettingsOfNow ? "" : "as of the last `pulumi up`, ";
  session.say(`${since}flowroute:onDelete is remove: what deleted resources stand for is taken away`);
}
