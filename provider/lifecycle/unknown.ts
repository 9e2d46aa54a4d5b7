/**
 * What the engine sends in a preview for a value it cannot know yet (Pulumi's wire format; the SDK exports it
 * only from its internals, and lifecycle loads no SDK).
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is unknown, or holds an unknown at any depth. */
export function hasUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === UNKNOWN;
  return Object.values(value).some(hasUnknown);
}

/** A copy without the unknown values, and the paths they stood at (`match.areaCode`). */
export function splitUnknown(value: Record<string, unknown>): {
  known: Record<string, unknown>;
  unknownPaths: string[];
} {
  const unknownPaths: string[] = [];
  const copy = (from: Record<string, unknown>, prefix: string): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(from).flatMap(([key, item]) => {
        const path = prefix + key;
        if (item === UNKNOWN) {
          unknownPaths.push(path);
          return [];
        }
        const isRecord = typeof item === "object" && item !== null && !Array.isArray(item);
        return [[key, isRecord ? copy(item as Record<string, unknown>, `${path}.`) : item]];
      }),
    );
  return { known: copy(value, ""), unknownPaths };
}
