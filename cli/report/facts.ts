import { printable } from "../../provider/client";
import { CANNOT_TELL_NOW } from "../../provider/lifecycle/look-up";
import { isOnPlugin, typeIn } from "../../provider/lifecycle/urn";
import { deletionsIn } from "./deletions";
import { editsIn, withWanted } from "./edits";
import { givenUp } from "./given-up";
import { type Diagnostic, isError, kindIn, type Preview, placeIn, resourceOf } from "./preview";
import { readLine } from "./read-line";
import { type Found, type Lists, listsSchema, type Report } from "./schema";

const PREFIX = "flowroute: ";

/**
 * What a preview means for the account. The plan's own lines say what of the account changes, because only the provider asked it; the steps
 * say which resources there are, what is deleted, and which settings change. A line that is not understood is kept as it is.
 */
export function reportOf(preview: Preview): Report {
  const lines = [...new Set(preview.diagnostics.flatMap(linesIn))];
  const [warnings, others] = [lines.filter(isWarning), lines.filter((line) => !isWarning(line))];
  const groups = new Set(preview.steps.filter(({ urn }) => kindIn(urn, givenUp) === "NumberGroup").map(resourceOf));
  const read = others.map((line) => ({ line, told: readLine(line, groups) }));
  const told = withWanted(
    read.flatMap((it) => it.told ?? []),
    preview,
  );
  const messages = read.flatMap(({ line, told }) => (told ? [] : [line]));
  // Where Flowroute could not be asked, or the preview broke off, that nothing is said of a resource means nothing.
  const isComplete = preview.succeeded && !warnings.some((line) => line.startsWith(CANNOT_TELL_NOW));
  const lists = merged([
    ...told,
    ...deletionsIn(preview),
    ...editsIn(preview, told, isComplete),
    { warnings, messages },
  ]);
  return {
    ...placeIn(preview),
    succeeded: preview.succeeded,
    errors: preview.diagnostics.filter(isError).map(({ urn, message }) => ({
      ...(urn !== undefined && { resource: resourceOf({ urn }) }),
      message: message
        .replace(/^error: /, "")
        .split(/\r?\n/)
        .map(printable)
        .join("\n"),
    })),
    cost: {
      setup: sum(lists.bought.map(({ setupCost }) => setupCost)),
      monthly: sum(lists.bought.map(({ monthlyCost }) => monthlyCost)),
    },
    ...lists,
    unchanged: preview.unchanged,
    others: countOthers(preview),
  };
}

/**
 * The lines of this package. Those of the program and of others may say anything. The plugin says each under its resource, and whether it is
 * a warning by its severity.
 */
function linesIn(diagnostic: Diagnostic): string[] {
  if (isError(diagnostic)) return [];
  const { urn = "", severity, message } = diagnostic;
  const ours = isOnPlugin(typeIn(urn)) ? "" : PREFIX;
  const kind = ours === "" && severity === "warning" ? "warning: " : "";
  return message
    .split("\n")
    .flatMap((line) => (line.startsWith(ours) ? [kind + printable(line.slice(ours.length).trimEnd())] : []));
}

function isWarning(line: string): boolean {
  return line.startsWith("warning: ");
}

/** In one order, whichever resource was first: a comment that says the same must read the same. The largest come first. */
function merged(found: readonly Found[]): Lists {
  const names = Object.keys(listsSchema.shape) as (keyof Lists)[];
  const all = (name: keyof Lists) => found.flatMap((it): readonly Item[] => it[name] ?? []);
  return Object.fromEntries(names.map((name) => [name, largestFirst(all(name))])) as unknown as Lists;
}

type Item = Lists[keyof Lists][number];

function largestFirst(items: readonly Item[]): Item[] {
  const sized = items.map((item) => ({ item, size: sizeOf(item), text: JSON.stringify(item) }));
  return sized.sort((a, b) => b.size - a.size || (a.text < b.text ? -1 : 1)).map(({ item }) => item);
}

function sizeOf(item: Item): number {
  return typeof item === "object" && "numbers" in item ? (item.numbers ?? 0) : 0;
}

/** US dollars, to the cent's hundredth: floating point adds more. */
function sum(amounts: readonly number[]): number {
  return Math.round(amounts.reduce((total, amount) => total + amount, 0) * 10_000) / 10_000;
}

function countOthers({ steps }: Preview): Record<string, number> {
  const counts: Record<string, number> = Object.create(null);
  for (const { op, urn } of steps) {
    if (op === "same" || op === "refresh" || op === "read" || kindIn(urn, givenUp) || typeIn(urn).startsWith("pulumi:"))
      continue;
    counts[op] = (counts[op] ?? 0) + 1;
  }
  return { ...counts };
}
