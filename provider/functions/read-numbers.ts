import { readFileSync } from "node:fs";
import { nearest } from "../lifecycle/nearest";
import { spell } from "../lifecycle/spelling";
import { plain } from "./spreadsheet-cell";

/** A line of a file of numbers, as an entry of a `NumberGroup`. */
export interface ReadNumber {
  /** The number as the file has it. */
  number: string;
  /** Friendly name; of an empty cell nothing is managed. */
  alias?: string;
  /** Id of a route, or its alias. */
  primaryRoute?: string | { alias: string };
  /** Id of a route, or its alias. */
  failoverRoute?: string | { alias: string };
  /** Whether callers' names are looked up. */
  cnamLookupsEnabled?: boolean;
  /** Whether SMS and MMS are on. */
  messagingEnabled?: boolean;
}

const route = (cell: string) => (/^\d+$/.test(cell) ? cell : { alias: plain(cell) });

/** Says which lines of a file to take. */
export interface ReadNumbersOptions {
  /** Only lines whose column `group` says this. Default: all lines. */
  group?: string;
}

/** A column of the file that is no property of a number. */
const GROUP = "group";

const columns: { readonly [Name in keyof Required<ReadNumber>]: (cell: string) => unknown } = {
  number: (cell) => spell(plain(cell)) && plain(cell),
  alias: plain,
  primaryRoute: route,
  failoverRoute: route,
  cnamLookupsEnabled: yesOrNo,
  messagingEnabled: yesOrNo,
};

/**
 * Numbers from a CSV file, for the `numbers` of a `NumberGroup`. The first line names the columns: `number`, and any of `alias`,
 * `primaryRoute`, `failoverRoute` (a route's id, or its alias), `cnamLookupsEnabled` and `messagingEnabled` (`true` or `false`). A cell
 * that is empty says nothing: then what the group's numbers share counts. A column `group` divides one file among several groups.
 *
 * An apostrophe before `=`, `+`, `-` or `@` at the beginning of a cell is taken off: it keeps spreadsheets from running the cell.
 *
 * @param file path of the file, in UTF-8
 * @param options which lines to take
 * @throws Error naming file, line and column when the file cannot be read or says something that cannot be
 * @example
 * ```ts
 * import { NumberGroup, readNumbers } from "pulumi-flowroute";
 *
 * new NumberGroup("support", { numbers: readNumbers("numbers.csv"), primaryRoute: { alias: "site" } });
 * ```
 */
export function readNumbers(file: string, { group }: ReadNumbersOptions = {}): ReadNumber[] {
  // Loaded with the first file: most programs read none.
  const { parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
  const options = {
    columns: header(file),
    info: true,
    skip_empty_lines: true,
    // Spreadsheets end a file with lines of commas.
    skip_records_with_empty_values: true,
    trim: true,
  } as const;
  const text = textOf(file);
  if (text.trim() === "") throw new Error(`${file}: the file is empty; its first line names the columns`);
  const lines = inFile(file, () => parse(text, options) as unknown as Line[]);
  return lines
    .filter(({ record }) => group === undefined || plain(record[GROUP] ?? "") === group)
    .map(({ record, info }) => entryOf(record, `${file}, line ${info.lines}`));
}

function textOf(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
  try {
    // It takes a byte order mark off.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(`${file} is not in UTF-8; save it in that encoding`, { cause: error });
  }
}

/** Names the file, and the line where the reader says one. */
function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { message, lines } = error as Error & { lines?: number };
    if (lines === undefined) throw error;
    throw new Error(`${file}, line ${lines}: ${message}`, { cause: error });
  }
}

interface Line {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

const header = (file: string) => (names: string[]) => {
  const known = [...Object.keys(columns), GROUP];
  for (const name of names) {
    if (known.includes(name)) continue;
    const [meant] = nearest(name, known);
    const hint =
      meant === undefined || name.includes(";") ? `the columns are ${known.join(", ")}` : `did you mean ${meant}?`;
    throw new Error(`${file}: there is no column "${name}"; ${hint}`);
  }
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new Error(`${file}: the column "${twice}" is there twice`);
  if (!names.includes("number")) throw new Error(`${file}: the first line names no column "number"`);
  return names;
};

function entryOf(record: Record<string, string>, place: string): ReadNumber {
  const cells = Object.entries(record).filter(([name, cell]) => name !== GROUP && (cell !== "" || name === "number"));
  const read = ([name, cell]: [string, string]) => {
    try {
      return [name, columns[name as keyof ReadNumber](cell)];
    } catch (error) {
      throw new Error(`${place}: ${name} ${(error as Error).message}`);
    }
  };
  return Object.fromEntries(cells.map(read)) as unknown as ReadNumber;
}

function yesOrNo(cell: string): boolean {
  if (cell === "true" || cell === "false") return cell === "true";
  throw new Error(`is "${cell}", and must be true or false`);
}
