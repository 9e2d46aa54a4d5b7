import { TYPES } from "../../lifecycle/urn";
import type { ResourceKind } from "../../resources/list";
import { packageFile } from "./package-files";

/** Of Pulumi's package schema, what the plugin itself reads. */
interface Schema {
  readonly resources: Readonly<Record<string, { readonly properties?: object }>>;
}

let text: string | undefined;
let parsed: Schema | undefined;

/** The package's schema, which has the documentation of the classes. */
export function schemaText(): string {
  text ??= packageFile("schema.json");
  return text;
}

/** Names of a kind's outputs. */
export function outputsOf(kind: ResourceKind): string[] {
  parsed ??= JSON.parse(schemaText()) as Schema;
  return Object.keys(parsed.resources[`${TYPES.plugin}${kind}`]?.properties ?? {});
}
