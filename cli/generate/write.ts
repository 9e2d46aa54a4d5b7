import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../exit";
import type { ProjectFile } from "./program";
import { MAY_EXIST } from "./project";

/**
 * Which files are written and which are kept.
 * @throws UsageError when the folder has a program already: nothing of a person's is overwritten
 */
export function plannedFiles(dir: string, files: readonly ProjectFile[]): { write: ProjectFile[]; keep: string[] } {
  const there = files.filter(({ path }) => existsSync(join(dir, path)));
  const inTheWay = there.filter(({ path }) => !MAY_EXIST.has(path)).map(({ path }) => path);
  if (inTheWay.length > 0)
    throw new UsageError(
      `${dir} has ${inTheWay.join(" and ")} already, and nothing is overwritten. Give another folder with --out, or add what the ` +
        "program lacks with --update.",
    );
  return { write: files.filter((file) => !there.includes(file)), keep: there.map(({ path }) => path) };
}

/** Writes new files. A file that somebody made meanwhile is not overwritten. */
export async function writeFiles(dir: string, files: readonly ProjectFile[]): Promise<void> {
  await mkdir(dir, { recursive: true });
  const written: string[] = [];
  try {
    for (const { path, text } of files) {
      await writeFile(join(dir, path), text, { flag: "wx" });
      written.push(join(dir, path));
    }
  } catch (error) {
    // Half a program would be in the way of the next try. The file that failed may be somebody's.
    await Promise.all(written.map((path) => rm(path, { force: true })));
    throw error;
  }
}
