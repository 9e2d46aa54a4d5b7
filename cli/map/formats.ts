import { extname } from "node:path";
import { printable } from "../../provider/client";
import { UsageError } from "../exit";
import { mermaidOf } from "./mermaid";
import type { AccountMap } from "./model";
import { textOf } from "./text";

interface Format {
  /** What names of files in it end in. */
  readonly end: string;
  /** Whether a person reads it as it is. */
  readonly readable: boolean;
  readonly make: (map: AccountMap) => string;
}

/** The forms of the map. A page and a picture load what they are made with only when they are asked for. */
export const FORMATS = {
  text: { end: ".txt", readable: true, make: (map) => textOf(map, { style: (_, text) => text, all: true }) },
  mermaid: { end: ".mmd", readable: true, make: mermaidOf },
  svg: { end: ".svg", readable: false, make: (map) => (require("./svg") as typeof import("./svg")).svgOf(map) },
  html: {
    end: ".html",
    readable: false,
    make: (map) => (require("./html") as typeof import("./html")).pageOf(map, new Date()),
  },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

/**
 * The form that was asked for, or that the file's name says.
 * @throws UsageError when the name says none
 */
export function formatOf(asked: FormatName | undefined, out: string | undefined): FormatName {
  if (asked !== undefined) return asked;
  if (out === undefined) return "text";
  const named = FORMAT_NAMES.find((name) => FORMATS[name].end === extname(out).toLowerCase());
  if (named !== undefined) return named;
  const ends = FORMAT_NAMES.map((name) => FORMATS[name].end).join(", ");
  throw new UsageError(`The name ${printable(out)} does not say the format: it ends in none of ${ends}. Add --format.`);
}
