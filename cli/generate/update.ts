import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inShort, printable } from "../../provider/client";
import { plain } from "../../provider/functions/plain-cell";
import { spell } from "../../provider/lifecycle/spelling";
import { UsageError } from "../exit";
import { TABLE } from "./table-layout";

/** What the files of a program name. */
export interface Program {
  /** Phone numbers, in Flowroute's form. */
  readonly numbers: ReadonlySet<string>;
  /** All texts between quotes, also in comments: aliases and ids of routes, names of resources. */
  readonly texts: ReadonlySet<string>;
  /** Groups of the file of numbers that it reads: `readNumbers("numbers.csv", { group: "site" })`. */
  readonly groups: ReadonlySet<string>;
  /** Whether its numbers are in a file that says which group each is in. */
  readonly tabled: boolean;
}

const SOURCE = /\.(ts|mts|cts|js|mjs|cjs|csv)$/;
/** Comments and texts; a template is taken whole, because its end would pass for the beginning of another. */
const TOKENS =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<group>\bgroup\s*:\s*)?(?<quoted>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)/g;
const QUOTED = /"(?:[^"\\\n]|\\.)*"/g;

/**
 * What the program in a folder names. It is read, not run: a number counts as declared wherever it stands as a text outside of comments, or
 * in a cell of a CSV file.
 * @throws UsageError when there is no program
 */
export async function readProgram(dir: string): Promise<Program> {
  if (!existsSync(join(dir, "Pulumi.yaml")))
    throw new UsageError(
      `There is no Pulumi.yaml in ${dir}, so there is no program to update. Write one without --update.`,
    );
  const files = await sourcesIn(dir);
  const read = await Promise.all(files.map(textsIn));
  const texts = read.flatMap((it) => it.texts);
  return {
    numbers: new Set(texts.flatMap(asNumber)),
    texts: new Set([...texts, ...read.flatMap((it) => it.inComments)]),
    groups: new Set(read.flatMap((it) => it.groups)),
    tabled: files.includes(join(dir, TABLE)),
  };
}

interface Texts {
  readonly texts: readonly string[];
  readonly inComments: readonly string[];
  readonly groups: readonly string[];
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

async function textsIn(file: string): Promise<Texts> {
  const text = await readFile(file, "utf8");
  if (file.endsWith(".csv")) return { texts: cellsIn(text, file), inComments: [], groups: [] };
  const tokens = [...text.matchAll(TOKENS)].map(({ groups = {} }) => groups);
  const quoted = tokens.filter((it) => it.quoted !== undefined && !/^`.*\$\{/s.test(it.quoted));
  const comments = tokens.flatMap(({ comment }) => comment ?? []);
  return {
    texts: quoted.map((it) => unquoted(it.quoted ?? "")),
    inComments: comments.flatMap((comment) => [...comment.matchAll(QUOTED)].map(([it]) => unquoted(it))),
    groups: quoted.filter(({ group }) => group !== undefined).map((it) => unquoted(it.quoted ?? "")),
  };
}

function cellsIn(text: string, file: string): string[] {
  const { parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
  try {
    const rows = parse(text, { relax_column_count: true, bom: true, trim: true }) as string[][];
    return rows.flat().map(plain);
  } catch (error) {
    throw new UsageError(`${printable(file)} cannot be read: ${inShort((error as Error).message)}`);
  }
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
  if (text.length > 30 || !/^\+?[\d(][\d ()./-]{6,}$/.test(text)) return [];
  try {
    return [spell(text).number];
  } catch {
    return [];
  }
}
