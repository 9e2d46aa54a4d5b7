// Writes schema.json, the Pulumi package schema of the plugin, from the public classes and functions: their types and their TSDoc.
// `npm run schema`, after a change of these; with --check it only says whether the file is current.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { functionsOf } from "./schema/functions";
import { packageOf } from "./schema/package";
import { configOf, providerOf } from "./schema/provider";
import { resourcesOf } from "./schema/resources";
import { openSource, root } from "./schema/source";
import { SchemaTypes } from "./schema/types";

const file = join(root, "schema.json");

async function schemaText(): Promise<string> {
  const source = openSource();
  const types = new SchemaTypes(source);
  const { language, ...about } = packageOf();
  const provider = providerOf(source, types);
  const resources = resourcesOf(source, types);
  const functions = functionsOf(source, types);
  const schema = {
    ...about,
    config: configOf(provider),
    types: types.defined,
    provider,
    resources,
    functions,
    language,
  };
  // As the lint step formats it.
  return format(JSON.stringify(schema), { parser: "json", printWidth: 120 });
}

async function main(): Promise<void> {
  const text = await schemaText();
  if (!process.argv.includes("--check")) return writeFileSync(file, text);
  if (readFileSync(file, "utf8") === text) return;
  console.error("schema.json is not what the classes and functions say: run `npm run schema`.");
  process.exitCode = 1;
}

void main();
