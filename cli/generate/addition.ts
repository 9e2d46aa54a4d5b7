import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Route } from "../../provider/client";
import { REGISTRATION_ROUTE } from "../../provider/lifecycle/registration-route";
import { aliasOf, routesOfAlias } from "../../provider/lifecycle/route-alias";
import { fromInput } from "../../provider/lifecycle/spelling";
import type { Snapshot } from "../account";
import { toCsv } from "../csv";
import { UsageError } from "../exit";
import { addModule, appendLine } from "./added-module";
import { type Declarations, obstacleToNumber } from "./declarations";
import { moduleOf } from "./program";
import type { Layout } from "./style";
import { COLUMNS, rowsOf, TABLE, tablesOf } from "./table-layout";
import { comment, literal, NATIVE, object, References } from "./text";
import type { Program } from "./update";

/** How a program and an account compare. */
export interface Comparison {
  readonly both: readonly string[];
  readonly onlyInProgram: readonly string[];
  readonly onlyOnAccount: readonly string[];
  /** Aliases of routes that the program does not name. */
  readonly newRoutes: readonly string[];
}

/** What of the account a program lacks. */
export function lacking(account: Snapshot, { numbers, routes, texts }: Program): Snapshot {
  // One that cannot be declared stands in a comment, as routes do.
  const inComment = (number: string) => texts.has(number) && obstacleToNumber(number) !== undefined;
  return {
    numbers: account.numbers.filter(({ number }) => !numbers.has(number) && !inComment(number)),
    routes: account.routes.filter(
      (route) => route.id !== REGISTRATION_ROUTE && !routes.has(aliasOf(route)) && !routes.has(route.id),
    ),
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
  if (program.texts.has(NATIVE)) references.entry = NATIVE;
  const tables = layout === "table" ? tablesOf(declarations) : [];
  const rows = tables.length > 0 ? await rowsFor(dir, rowsOf(tables)) : undefined;
  // A group that the program has already reads its new lines by itself.
  const read = tables.filter(({ name }) => program.groups.has(name)).flatMap((it) => it.numbers);
  const unread = numbers.filter((it) => !read.includes(it));
  const isMore = unread.length > 0 || routes.length > 0;
  const text = isMore && (await moduleOf({ ...declarations, numbers: unread }, layout, references, HEAD));
  if (text !== false && !existsSync(join(dir, "index.ts")))
    throw new UsageError(
      `There is no index.ts in ${dir} that could import what the program lacks. Write it with --out into a folder of its own, and move ` +
        "it from there.",
    );
  // The file of numbers last: lines that nothing reads would pass for declared the next time.
  const grown = text === false ? [] : await addModule(dir, text);
  if (rows === undefined) return grown;
  await appendLine(join(dir, TABLE), rows);
  return [TABLE, ...grown];
}

const HEAD = comment("What the account had, and the program had not, when `pulumi-flowroute generate --update` ran.");

/** Routes that the program names already: by their alias, where only one has it. */
function declaredElsewhere(routes: readonly Route[], program: Program): Map<string, string> {
  const named = routes.filter(
    (route) => program.routes.has(aliasOf(route)) && routesOfAlias(routes, route.alias).length === 1,
  );
  return new Map(named.map((route) => [route.id, object({ alias: literal(aliasOf(route)) })]));
}

/**
 * Lines for the end of the file of numbers, in the order of its own columns; one file of numbers for all where there was none.
 * @throws UsageError when the file lacks a column without which the program would not see them
 */
async function rowsFor(dir: string, rows: readonly string[][]): Promise<string> {
  const { parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
  const file = join(dir, TABLE);
  if (!existsSync(file)) return toCsv([[...COLUMNS], ...rows]);
  const text = await readFile(file, "utf8");
  const [header = []] = parse(text, { to: 1, bom: true, trim: true }) as string[][];
  for (const name of ["number", "group"])
    if (!header.includes(name))
      throw new UsageError(
        `${file}: its first line names no column "${name}", so no line can be added. Nothing was written.`,
      );
  const place = header.map((name) => COLUMNS.indexOf(name as (typeof COLUMNS)[number]));
  const lines = toCsv(rows.map((row) => place.map((column) => row[column] ?? "")));
  // As the file has them: a file with both kinds of line ends is read as a row too long.
  return text.includes("\r\n") ? lines.replaceAll("\n", "\r\n") : lines;
}
