import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { inShort, printable } from "../../provider/client";
import { spell } from "../../provider/lifecycle/spelling";
import { decoded } from "../decoded";
import { UsageError } from "../exit";

/**
 * The numbers of `--numbers`, in Flowroute's form: a list with commas, or a file with a number on each line, alone or as the first
 * cell of a row, or in the column that its first row calls `number`.
 * @throws UsageError naming the first that is no number, or the first row without one, and its line
 */
export function readNumbers(given: string, cwd: string): string[] {
  const file = fileText(resolve(cwd, given));
  const cells = file === undefined ? listed(given) : inColumn(rowsOf(file, given), given);
  const numbers = cells.map(({ text, place }) => {
    try {
      return spell(text).number;
    } catch (error) {
      const where = file === undefined ? "--numbers" : `--numbers ${printable(given)}, ${place}`;
      const hint = file === undefined ? ` There is no file of the name ${inShort(given, 80)} either.` : "";
      throw new UsageError(`${where}: ${printable((error as Error).message)}.${hint}`);
    }
  });
  if (numbers.length === 0) throw new UsageError(`--numbers ${printable(given)} names no number.`);
  return [...new Set(numbers)];
}

interface Cell {
  readonly text: string;
  /** `line 3`. */
  readonly place: string;
}

function listed(given: string): Cell[] {
  const texts = given.split(",").filter((text) => text.trim() !== "");
  return texts.map((text) => ({ text, place: "" }));
}

function inColumn(rows: readonly (readonly Cell[])[], given: string): Cell[] {
  const headings = rows[0]?.map(({ text }) => text.toLowerCase()) ?? [];
  const named = headings.indexOf("number");
  const own = named === -1 ? rows : rows.slice(1);
  return own.map((row) => {
    const cell = row[Math.max(0, named)];
    if (cell?.text) return cell;
    // Left out, its calls would stay where they are while people believe that all have moved.
    throw new UsageError(
      `--numbers ${printable(given)}, ${row[0]?.place}: the row has no number. Add it, or leave the row out.`,
    );
  });
}

function rowsOf(text: string, given: string): Cell[][] {
  // Loaded with the first file.
  const { parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
  try {
    const options = {
      bom: true,
      comment: "#",
      // Else `Desk #4,12065550100` would end before its number.
      comment_no_infix: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    };
    const rows = parse(text, { ...options, info: true }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => record.map((text) => ({ text, place: `line ${info.lines}` })));
  } catch (error) {
    throw new UsageError(`--numbers ${printable(given)}: ${inShort((error as Error).message)}`);
  }
}

function fileText(path: string): string | undefined {
  try {
    return decoded(readFileSync(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENAMETOOLONG") return undefined;
    throw new UsageError(`--numbers: ${printable(message)}`);
  }
}
