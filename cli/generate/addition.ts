import { existsSync } from "node:fs";
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Route } from "../../provider/client";
import { aliasOf, routesOfAlias } from "../../provider/lifecycle/route-alias";
import { fromInput } from "../../provider/lifecycle/spelling";
import type { Snapshot } from "../account";
import { toCsv } from "../csv";
import type { Declarations } from "./declarations";
import { type Layout, moduleOf } from "./program";
import { COLUMNS, rowsOf, TABLE, tablesOf } from "./table-layout";
import { comment, literal, object, References } from "./text";
import type { Program } from "./update";
import { writeFiles } from "./write";

/** How a program and an account compare. */
export interface Comparison {
  readonly both: readonly string[];
  readonly onlyInProgram: readonly string[];
  readonly onlyOnAccount: readonly string[];
  /** Aliases of routes that the program does not name. */
  readonly newRoutes: readonly string[];
}

/** What of the account a program lacks. */
export function lacking(account: Snapshot, { numbers, texts }: Program): Snapshot {
  return {
    numbers: account.numbers.filter(({ number }) => !numbers.has(number)),
    routes: account.routes.filter((route) => route.id !== "0" && !texts.has(aliasOf(route)) && !texts.has(route.id)),
  };
}

export function compare(account: Snapshot, program: Program): Comparison {
  const owned = new Set(account.numbers.map(({ number }) => number));
  // A route to a number outside names that number in the program.
  const targets = new Set(account.routes.flatMap(({ value }) => (value === undefined ? [] : [fromInput(value)])));
  const missing = lacking(account, program);
  return {
    both: [...owned].filter((number) => program.numbers.has(number)),
    onlyInProgram: [...program.numbers].filter((number) => !owned.has(number) && !targets.has(number)).sort(),
    onlyOnAccount: missing.numbers.map(({ number }) => number),
    newRoutes: missing.routes.map(aliasOf),
  };
}

/**
 * Adds to a program what it lacks: a file of its own that the program imports, and lines to the file of numbers where there is one.
 * @returns the files that are new or grew
 */
export async function addTo(
  dir: string,
  program: Program,
  declarations: Declarations,
  everyRoute: readonly Route[],
  layout: Layout,
): Promise<string[]> {
  const { routes, numbers } = declarations;
  const references = new References(declarations, declaredElsewhere(everyRoute, program));
  const tables = layout === "table" ? tablesOf(declarations) : [];
  if (tables.length > 0) await addRows(dir, rowsOf(tables));
  const grown = tables.length > 0 ? [TABLE] : [];
  // A group that the program has already reads its new lines by itself.
  const read = tables.filter(({ name }) => program.texts.has(name)).flatMap((it) => it.numbers);
  const unread = numbers.filter((it) => !read.includes(it));
  if (unread.length === 0 && routes.length === 0) return grown;
  const text = await moduleOf({ ...declarations, numbers: unread }, layout, references, HEAD);
  return [...grown, ...(await addModule(dir, text))];
}

const HEAD = comment("What the account had, and the program had not, when `pulumi-flowroute generate --update` ran.");

/** Routes that the program names already: by their alias, where only one has it. */
function declaredElsewhere(routes: readonly Route[], { texts }: Program): Map<string, string> {
  const named = routes.filter((route) => texts.has(aliasOf(route)) && routesOfAlias(routes, route.alias).length === 1);
  return new Map(named.map((route) => [route.id, object({ alias: literal(aliasOf(route)) })]));
}

/** A file of its own, because nothing in a person's file is changed but for one line at its end. */
async function addModule(dir: string, text: string): Promise<string[]> {
  let count = 1;
  while (existsSync(join(dir, `added-${count}.ts`))) count += 1;
  const name = `added-${count}`;
  await writeFiles(dir, [{ path: `${name}.ts`, text }]);
  await appendLine(join(dir, "index.ts"), `import ${literal(`./${name}`)};\n`);
  return [`${name}.ts`, "index.ts"];
}

/** Lines at the end of the file of numbers, in the order of its own columns. */
async function addRows(dir: string, rows: readonly string[][]): Promise<void> {
  const { parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
  const file = join(dir, TABLE);
  const [header = []] = parse(await readFile(file, "utf8"), { to: 1, bom: true, trim: true }) as string[][];
  const place = header.map((name) => COLUMNS.indexOf(name as (typeof COLUMNS)[number]));
  await appendLine(file, toCsv(rows.map((row) => place.map((column) => row[column] ?? ""))));
}

async function appendLine(file: string, text: string): Promise<void> {
  const before = existsSync(file) ? await readFile(file, "utf8") : "";
  await appendFile(file, (before === "" || before.endsWith("\n") ? "" : "\n") + text);
}
