import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { spell } from "../../provider/lifecycle/spelling";
import { UsageError } from "../exit";
import { TABLE } from "./table-layout";

/** What the files of a program name. */
export interface Program {
  /** Phone numbers, in Flowroute's form. */
  readonly numbers: ReadonlySet<string>;
  /** All texts between quotes: aliases and ids of routes, names of resources. */
  readonly texts: ReadonlySet<string>;
  /** Whether its numbers are in a file that says which group each is in. */
  readonly tabled: boolean;
}

const SOURCE = /\.(ts|mts|cts|js|mjs|cjs|csv)$/;
const QUOTED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`/g;

/**
 * What the program in a folder names. It is read, not run: a number counts as declared wherever it stands as a text, or in a cell of
 * a CSV file.
 * @throws UsageError when there is no program
 */
export async function readProgram(dir: string): Promise<Program> {
  if (!existsSync(join(dir, "Pulumi.yaml")))
    throw new UsageError(
      `There is no Pulumi.yaml in ${dir}, so there is no program to update. Write one without --update.`,
    );
  const files = await sourcesIn(dir);
  const texts = new Set((await Promise.all(files.map(textsIn))).flat());
  return { numbers: new Set([...texts].flatMap(asNumber)), texts, tabled: files.includes(join(dir, TABLE)) };
}

/** Files that can name numbers. Those of packages are not the person's. */
async function sourcesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" || entry.name.startsWith(".") ? [] : sourcesIn(path);
    return SOURCE.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

async function textsIn(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8");
  if (file.endsWith(".csv")) {
    const { parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
    return (parse(text, { relax_column_count: true, bom: true, trim: true }) as string[][]).flat();
  }
  return [...text.matchAll(QUOTED)].map(([quoted]) => unquoted(quoted));
}

/** What a literal stands for, as far as that matters here. */
function unquoted(quoted: string): string {
  if (quoted.startsWith('"')) {
    try {
      return JSON.parse(quoted) as string;
    } catch {
      // JavaScript knows escapes that JSON does not.
    }
  }
  return quoted.slice(1, -1).replace(/\\(.)/g, "$1");
}

function asNumber(text: string): string[] {
  if (text.length > 30 || !/^\+?[\d(][\d ()./-]{8,}$/.test(text)) return [];
  try {
    return [spell(text).number];
  } catch {
    return [];
  }
}
