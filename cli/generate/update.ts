import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inShort, printable } from "../../provider/client";
import { plain } from "../../provider/functions/spreadsheet-cell";
import { spell } from "../../provider/lifecycle/spelling";
import { UsageError } from "../exit";
import { callsOf, givenAs, resourceNameIn, tokensOf, unquoted, withoutComments } from "./calls";
import { TABLE } from "./table-layout";

/** What the files of a program name. */
export interface Program {
  /** Phone numbers, in Flowroute's form. */
  readonly numbers: ReadonlySet<string>;
  /** Aliases of the routes that it declares, and ids and aliases of those that it has in a comment. */
  readonly routes: ReadonlySet<string>;
  /** Names of its resources that are routes, and groups, as far as they are texts. */
  readonly routeNames: ReadonlySet<string>;
  readonly groupNames: ReadonlySet<string>;
  /** All texts between quotes, also in comments: names of resources among them. */
  readonly texts: ReadonlySet<string>;
  /** Groups of the file of numbers that it reads: `readNumbers("numbers.csv", { group: "site" })`. */
  readonly groups: ReadonlySet<string>;
  /** Whether its numbers are in a file that says which group each is in. */
  readonly tabled: boolean;
}

const SOURCE = /\.(ts|mts|cts|js|mjs|cjs|csv)$/;
const QUOTED = /"(?:[^"\\\n]|\\.)*"/g;
/** As `generate` writes it of a route that it does not declare. */
const ROUTE_REMARK = /\bRoute (\d+), ("(?:[^"\\\n]|\\.)*"), is not declared/g;
const GROUP_READ =
  /\breadNumbers\(\s*["']numbers\.csv["']\s*,\s*\{\s*group\s*:\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/g;

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
    numbers: new Set(read.flatMap((it) => it.ofNumbers).flatMap(asNumber)),
    texts: new Set([...texts, ...read.flatMap((it) => it.inComments)]),
    routes: new Set(read.flatMap((it) => it.routes)),
    groups: new Set(read.flatMap((it) => it.groups)),
    routeNames: new Set(read.flatMap((it) => it.routeNames)),
    groupNames: new Set(read.flatMap((it) => it.groupNames)),
    tabled: files.includes(join(dir, TABLE)),
  };
}

interface Texts {
  readonly texts: readonly string[];
  /** Those that are not in the arguments of a route. */
  readonly ofNumbers: readonly string[];
  readonly inComments: readonly string[];
  readonly routes: readonly string[];
  readonly groups: readonly string[];
  readonly routeNames: readonly string[];
  readonly groupNames: readonly string[];
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
  if (file.endsWith(".csv")) {
    const cells = cellsIn(text, file);
    return { texts: cells, ofNumbers: cells, inComments: [], routes: [], groups: [], routeNames: [], groupNames: [] };
  }
  const { quoted, comments } = tokensOf(text);
  // Where a route leads is no number that the program declares, and a number's alias is no route's.
  const code = withoutComments(text);
  const { calls, rest } = callsOf(code, "InboundRoute");
  const remarks = comments.flatMap((comment) => [...comment.matchAll(ROUTE_REMARK)]);
  return {
    texts: quoted,
    ofNumbers: tokensOf(rest).quoted,
    inComments: comments.flatMap((comment) => [...comment.matchAll(QUOTED)].map(([it]) => unquoted(it))),
    routes: [...calls.flatMap(aliasesIn), ...remarks.flatMap(([, id = "", alias = ""]) => [id, unquoted(alias)])],
    groups: [...code.matchAll(GROUP_READ)].map(([, group = ""]) => unquoted(group)),
    routeNames: namesIn(calls),
    groupNames: namesIn(callsOf(code, "NumberGroup").calls),
  };
}

/** The alias of a route. Where that is no text, it may be any of the call's: its name is most often the same. */
function aliasesIn(call: string): string[] {
  const aliases = givenAs("alias", call);
  return aliases.length > 0 ? aliases : tokensOf(call).quoted;
}

function namesIn(calls: readonly string[]): string[] {
  return calls.flatMap((call) => resourceNameIn(call) ?? []);
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

function asNumber(text: string): string[] {
  if (text.length > 30 || !/^\+?[\d(][\d ()./-]{6,}$/.test(text)) return [];
  try {
    return [spell(text).number];
  } catch {
    return [];
  }
}
