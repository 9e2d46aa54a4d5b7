import type { StackSettings } from "./stack-settings";

/** What deleting a resource does: what the resource declares, else what the stack says, in the resource's own word for it. */
export function deleteRule<Removal extends string>(
  declared: "retain" | Removal | undefined,
  removal: Removal,
  stack: StackSettings,
): "retain" | Removal {
  return declared ?? (stack.onDelete === "remove" ? removal : "retain");
}
