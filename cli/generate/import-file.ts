import { TYPES } from "../../provider/lifecycle/urn";
import type { Declarations } from "./declarations";
import type { Part } from "./parts";

/** The declarations without what an import leaves out: declared, it would be a change of the first `pulumi up`. */
export function asImported(declarations: Declarations): Declarations {
  const numbers = declarations.numbers.map((it) => ({ ...it, cnamLookupsEnabled: false, messagingEnabled: false }));
  return { ...declarations, numbers };
}

/** A resource as `pulumi import --file` takes it. */
interface Import {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** Each resource of the program, by the name that it has there. */
export function importsOf(parts: readonly Part[]): Import[] {
  const resources = parts.flatMap((part) => part.resources);
  return resources.map(({ kind, name, id }) => ({ type: `${TYPES.plugin}${kind}`, name, id }));
}

/** What `pulumi import --file` reads. */
export function importFileOf(resources: readonly Import[]): string {
  return `${JSON.stringify({ resources }, undefined, 2)}\n`;
}
