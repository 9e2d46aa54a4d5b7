import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "../..");

/** A Markdown file of the repository. */
export interface Document {
  /** Path from the root, such as `docs/simulator.md`. */
  file: string;
  text: string;
  fences: Fence[];
}

/** A fenced block. */
export interface Fence {
  /** What is written after the opening fence: `ts`, `sh`. */
  language: string;
  /** Line of the opening fence, from 1. */
  line: number;
  code: string;
}

/** Everything people read: the documents at the root, those in `docs/`, and the examples' own. */
export function documents(): Document[] {
  const examples = readdirSync(join(root, "examples")).map((example) => `examples/${example}/`);
  return ["", "docs/", ...examples].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => read(folder + name)),
  );
}

/** One of them, by its path from the root. */
export function read(file: string): Document {
  const text = readFileSync(join(root, file), "utf8");
  return { file, text, fences: fencesOf(text) };
}

/** The cells of every table row below a heading, the header row left out. */
export function tableBelow({ text }: Document, heading: string): string[][] {
  const [, after = ""] = text.split(`\n## ${heading}\n`);
  const [section = ""] = after.split("\n## ");
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  if (rows.length < 3) throw new Error(`There is no table below the heading ${heading}.`);
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

/** The fences below a heading, before the next one of its kind; for `undefined` those above all such headings. */
export function fencesBelow({ text, fences, file }: Document, heading: string | undefined): Fence[] {
  const lines = text.split("\n");
  const headings = lines.flatMap((line, index) => (line.startsWith("## ") ? [{ line, index }] : []));
  const from = heading === undefined ? -1 : headings.findIndex(({ line }) => line === `## ${heading}`);
  if (heading !== undefined && from < 0) throw new Error(`${file} has no heading ${heading}.`);
  const [first = 0, end = lines.length] = [headings[from]?.index, headings[from + 1]?.index];
  return fences.filter(({ line }) => line > first && line <= end);
}

/** What stands in backticks. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

/** The lines of this package in what a command printed, each once, sorted, since steps run in parallel. */
export function saidIn(output: string): string[] {
  const lines = output.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line.startsWith("flowroute: ")))].sort();
}

function fencesOf(text: string): Fence[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ 1: language = "", 2: code = "", index }) => ({
    language,
    line: text.slice(0, index).split("\n").length,
    code,
  }));
}
