import type { Session } from "./session";

/**
 * What deleting a resource does: what the resource declares, else what the stack says, in the resource's own word for it.
 */
export function deleteRule<Removal extends string>(
  session: Session,
  declared: "retain" | Removal | undefined,
  removal: Removal,
): "retain" | Removal {
  return declared ?? (session.stack.onDelete === "remove" ? removal : "retain");
}

/**
 * Says that a removal is the stack's wish, before the first of a command that runs no program: the engine gives a destroy
 * the configuration of the last `up`, whatever it says by now.
 */
export function tellStackRule(session: Session, declared: string | undefined): void {
  if (declared !== undefined || session.declarations.anyChecked) return;
  session.say(
    "as of the last `pulumi up`, this stack says flowroute:onDelete remove: its numbers are released and its routes detached",
  );
}
