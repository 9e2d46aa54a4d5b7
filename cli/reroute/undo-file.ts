import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { z } from "zod";
import { inShort, printable } from "../../provider/client";
import { printableText } from "../../provider/lifecycle/validate";
import { decoded } from "../decoded";
import { UsageError } from "../exit";

const id = z.string().regex(/^\d+$/, "must be the id of a route");
const alias = printableText;
const value = printableText;
const target = z.strictObject({ routeType: z.enum(["host", "uri", "number"]), value });

/** Where a route was when the file was written, for people who read it and for the day when the route is gone. */
const route = z.strictObject({ id, alias, routeType: printableText, value: value.optional() });

const head = {
  version: z.literal(1, "was written by another version of pulumi-flowroute"),
  made: z.iso.datetime(),
  // Not the keys: a keyed hash, which reveals nothing of them.
  keysId: printableText,
  /** Nothing of it is left to do: another reroute writes another file. */
  finished: z.boolean(),
};

const move = z.strictObject({
  number: z.string().regex(/^\d{7,15}$/, "must be a number's digits"),
  before: id,
  after: id,
});

const moves = z
  .strictObject({ ...head, from: route, to: route, numbers: z.array(move) })
  // Edited by hand, it would move numbers to elsewhere than the question says, or one number twice.
  .refine(({ from, to, numbers }) => numbers.every((it) => it.before === from.id && it.after === to.id), {
    path: ["numbers"],
    error: "each must be moved from the route `from` to the route `to`",
  })
  .refine(({ numbers }) => new Set(numbers.map((it) => it.number)).size === numbers.length, {
    path: ["numbers"],
    error: "one is there twice",
  });

const edit = z.strictObject({ ...head, route: z.strictObject({ id, alias, before: target, after: target }) });

/** One number, and its primary route before and after. */
export type Move = z.output<typeof move>;
/** What is needed to put numbers back. */
export type MovesUndo = z.output<typeof moves>;
/** What is needed to have a route lead again to where it led. */
export type EditUndo = z.output<typeof edit>;
export type Undo = MovesUndo | EditUndo;

/** An undo file, and how people call it. */
export interface Kept<Content extends Undo = Undo> {
  readonly path: string;
  readonly name: string;
  readonly content: Content;
}

/**
 * Reads an undo file.
 * @throws UsageError when there is none, it is something else, or it is about another account
 */
export function readUndo(cwd: string, file: string, keysId: string): Kept {
  const path = resolve(cwd, file);
  const name = nameOf(cwd, path);
  let text: string;
  try {
    text = decoded(readFileSync(path));
  } catch (error) {
    throw new UsageError(`The undo file ${name} cannot be read: ${printable((error as Error).message)}.`);
  }
  const content = parse(text, name);
  if (content.keysId !== keysId)
    throw new UsageError(
      `${name} was written with other keys. Use the keys of its account. If these are new keys of the same account, the file says ` +
        "which numbers to move back by --from, --to and --numbers.",
    );
  return { path, name, content };
}

function parse(text: string, name: string): Undo {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`${name} is no undo file of reroute: it ${text === "" ? "is empty" : "is not JSON"}.`);
  }
  const schema = typeof json === "object" && json !== null && "route" in json ? edit : moves;
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") || "the whole";
  throw new UsageError(`${name} is no undo file of reroute: ${inShort(`${place}: ${issue?.message}`)}.`);
}

/** Milliseconds for which a command that was stopped is gone on with, unless its file is named. */
const RECENT = 24 * 60 * 60 * 1000;

/**
 * The file of a command that did not come to its end, in this folder; or the one that is named, if it is there. The same command goes
 * on with it, so that one file knows all that was moved. One of long ago is left alone, because what it has was meant for another day:
 * its numbers would move back with those of today. So is one of days to come, whose day a wrong clock said.
 * @param isSame whether a file is about the same work
 * @param say prints a line about files that are left alone
 * @throws UsageError when the named file is there and is about something else: it would be overwritten
 */
export function unfinished<Content extends Undo>(
  cwd: string,
  named: string | undefined,
  keysId: string,
  isSame: (content: Undo) => content is Content,
  say: (line: string) => void,
): Kept<Content> | undefined {
  if (named !== undefined) {
    if (!isThere(resolve(cwd, named)) || isEmpty(resolve(cwd, named))) return undefined;
    const { content, ...kept } = readUndo(cwd, named, keysId);
    if (!content.finished && isSame(content)) return { ...kept, content };
    const whose = content.finished ? "a reroute that is finished" : "another reroute";
    throw new UsageError(
      `${kept.name} is the undo file of ${whose}, and is not overwritten. Give another name with --undo-file.`,
    );
  }
  const files = readdirSync(cwd).filter((it) => /^reroute-.*\.undo\.json$/.test(it));
  const begun = files.sort().flatMap((file) => {
    const kept = readMaybe(cwd, file, keysId);
    return kept && !kept.content.finished && isSame(kept.content) ? [{ ...kept, content: kept.content }] : [];
  });
  const recent = begun.find(({ content }) => Math.abs(Date.now() - Date.parse(content.made)) < RECENT);
  if (recent) return recent;
  for (const { name, content } of begun)
    say(
      `${name} was begun by an earlier command at ${content.made} and is not finished. It is left as it is, because that is more than ` +
        "a day from now.",
    );
  return undefined;
}

/** What the file says now: another command may have added numbers since it was read, and these need their way back too. */
export function asItIs<Content extends Undo>({ path, name, content }: Kept<Content>): Content {
  try {
    const now = parse(decoded(readFileSync(path)), name);
    return "numbers" in now === "numbers" in content ? (now as Content) : content;
  } catch {
    return content;
  }
}

/** Files in the folder that are something else are not this command's business. */
function readMaybe(cwd: string, file: string, keysId: string): Kept | undefined {
  try {
    return readUndo(cwd, file, keysId);
  } catch {
    return undefined;
  }
}

/** Writes a new undo file, under the name given or one of the time. Never over another file. */
export function keepNew<Content extends Undo>(cwd: string, named: string | undefined, content: Content): Kept<Content> {
  const stem = `reroute-${content.made.slice(0, 19).replaceAll(":", "-")}`;
  for (let nth = 1; ; nth++) {
    const path = resolve(cwd, named ?? `${stem}${nth === 1 ? "" : `-${nth}`}.undo.json`);
    const kept = { path, name: nameOf(cwd, path), content };
    try {
      // The name is taken first, because a rename would replace what another command has just written there.
      closeSync(openSync(path, "wx", 0o600));
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === "EEXIST";
      if (isTaken && named === undefined) continue;
      if (!isTaken || !isEmpty(path)) throw notWritten(kept.name, error);
    }
    try {
      return keep(kept);
    } catch (error) {
      cleanUp(path);
      throw error;
    }
  }
}

/** Writes an undo file's content in one step: whatever happens, there is the old content or the new one. */
export function keep<Content extends Undo>(kept: Kept<Content>): Kept<Content> {
  const { path, name, content } = kept;
  const folder = dirname(path);
  const fresh = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  try {
    synced(fresh, "w", (file) => writeSync(file, `${JSON.stringify(content, undefined, 2)}\n`));
    renameSync(fresh, path);
  } catch (error) {
    cleanUp(fresh);
    throw notWritten(name, error);
  }
  try {
    // The name too must outlive a power cut. Not every system lets a folder be synced.
    synced(folder, "r", () => {});
  } catch {}
  return kept;
}

function synced(path: string, flags: "r" | "w", work: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    work(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function notWritten(name: string, error: unknown): Error {
  const why = printable((error as Error).message);
  return new Error(
    `The undo file ${name} cannot be written: ${why}. Nothing is moved without one. Give another place with --undo-file.`,
  );
}

function isThere(path: string): boolean {
  try {
    closeSync(openSync(path, "r"));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

/** Whether it is a file without content, as a command leaves it that was killed when it had just taken the name. */
function isEmpty(path: string): boolean {
  try {
    const found = statSync(path);
    return found.isFile() && found.size === 0;
  } catch {
    return false;
  }
}

/** Removes what a failure left, as far as it can: why it failed is what people need to read. */
function cleanUp(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}

/** As short as it is right from the folder in which the command runs. */
function nameOf(cwd: string, path: string): string {
  const near = relative(cwd, path);
  return printable(near.startsWith("..") ? path : near);
}
