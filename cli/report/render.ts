import { inShort } from "../../provider/client";
import { amount } from "../../provider/lifecycle/counted";
import { code, codeBlock, markdownTable } from "../markdown";
import { headline } from "./headline";
import type { Lists, Report } from "./schema";
import { type Section, sections } from "./sections";
import { count } from "./words";

/** GitHub refuses a comment of more than 65,536 characters; the rest is for what a workflow adds. */
const ROOM = 60_000;

/** How many items of a list are shown, tried one after the other until all fits. */
const LENGTHS = [60, 30, 15, 7, 3, 1];

/** The report as one text for a pull request, no longer than a comment may be. */
export function toMarkdown(report: Report): string {
  const texts = LENGTHS.map((most) => whole(report, most));
  return texts.find((text) => text.length <= ROOM) ?? (texts.at(-1) as string);
}

/** A comment that does not show, by which the one comment of a pull request is found again and edited. */
export function markerOf({ project, stack }: Pick<Report, "project" | "stack">): string {
  const place = [project, stack].flatMap((it) => (it === undefined ? [] : [encodeURIComponent(it)])).join("/");
  return `<!-- pulumi-flowroute report${place && ` ${place}`} -->`;
}

function whole(report: Report, most: number): string {
  const { stack, succeeded } = report;
  const of = stack === undefined ? "" : ` of ${code(stack)}`;
  const found = headline(report);
  const blocks = [
    markerOf(report),
    `### Flowroute: ${succeeded ? `preview${of}` : `the preview${of} failed`}`,
    ...(succeeded ? [] : errors(report, most)),
    ...(succeeded || found.length === 0 ? [] : ["Until then it had found this, which may be only a part:"]),
    ...(succeeded && found.length === 0 ? ["Nothing of the account changes."] : found),
    ...(Object.keys(sections) as (keyof Lists)[]).flatMap((name) => section(report, name, most)),
    ...footer(report),
  ];
  return blocks.join("\n\n");
}

function errors({ errors: all }: Report, most: number): string[] {
  const shown = all.slice(0, most).map(({ resource, message }) => {
    const block = codeBlock(message, 1_500);
    return resource === undefined ? block : `${code(inShort(resource, 200))}:\n\n${block}`;
  });
  return [...shown, ...more(all.length - most)];
}

function section<Name extends keyof Lists>(report: Report, name: Name, most: number): string[] {
  const items: readonly Lists[Name][number][] = report[name];
  const { title, note, head, row }: Section<Lists[Name][number]> = sections[name];
  if (items.length === 0) return [];
  const rows = items.slice(0, most).map(row);
  const list = head.length === 0 ? rows.flat().join("\n") : markdownTable(head, rows);
  return [`#### ${title}`, ...(note === undefined ? [] : [note]), list, ...more(items.length - most)];
}

function more(many: number): string[] {
  return many > 0 ? [`and ${amount(many)} more`] : [];
}

function footer({ unchanged, others }: Report): string[] {
  const stay = count(unchanged, "resource of the stack stays as it is.", "resources of the stack stay as they are.");
  const steps = Object.entries(others).map(([op, many]) => `${amount(many)} ${code(op)}`);
  const ofOthers = steps.length > 0 ? [`Resources that are not Flowroute's: ${steps.join(", ")}.`] : [];
  const sentences = [...stay, ...ofOthers];
  return sentences.length > 0 ? [sentences.join(" ")] : [];
}
