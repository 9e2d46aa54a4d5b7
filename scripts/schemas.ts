// Writes docs/schemas: a JSON Schema of what each command prints with --json. `npm run schemas`, after a change of a cli/*/schema.ts.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { z } from "zod";
import { auditSchema } from "../cli/audit/schema";
import { generateSchema } from "../cli/generate/schema";
import { mapSchema } from "../cli/map/schema";
import { reportSchema } from "../cli/report/schema";
import { rerouteSchema } from "../cli/reroute/schema";
import { searchSchema } from "../cli/search/schema";
import { whoamiSchema } from "../cli/whoami/schema";

/** Where they are. */
export const SCHEMAS = join(__dirname, "../docs/schemas");

/** What each command promises to programs, by its name. */
const promised = {
  generate: generateSchema,
  whoami: whoamiSchema,
  map: mapSchema,
  audit: auditSchema,
  report: reportSchema,
  search: searchSchema,
  reroute: rerouteSchema,
};

/** The text of each file, by the command's name. */
export async function schemaTexts(): Promise<Map<string, string>> {
  const texts = Object.entries(promised).map(async ([command, schema]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { override: withoutEnds });
    const whole = { $schema, title: `pulumi-flowroute ${command} --json`, ...rest };
    // As the lint step formats it.
    return [command, await format(JSON.stringify(whole), { parser: "json", printWidth: 120 })] as const;
  });
  return new Map(await Promise.all(texts));
}

/** Without the ends of JavaScript's whole numbers, which say nothing of an account. */
function withoutEnds({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

async function write(): Promise<void> {
  mkdirSync(SCHEMAS, { recursive: true });
  for (const [command, text] of await schemaTexts()) writeFileSync(join(SCHEMAS, `${command}.json`), text);
}

if (require.main === module) void write();
