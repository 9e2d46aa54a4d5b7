import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, normalize } from "node:path";
import { inShort } from "../../provider/client";
import { UsageError } from "../exit";
import { MAY_EXIST } from "./project";
import { MAIN, type ProjectFile } from "./style";

/**
 * Which files are written and which are kept.
 * @throws UsageError when the folder has a program already: nothing of a person's is overwritten
 */
export function plannedFiles(dir: string, files: readonly ProjectFile[]): { write: ProjectFile[]; keep: string[] } {
  const there = files.filter(({ path }) => existsSync(join(dir, path)));
  // Pulumi would take our Pulumi.yaml in place of these, and another project's next update would run our program.
  const projects = ["Pulumi.yml", "Pulumi.json"].filter((path) => existsSync(join(dir, path)));
  const inTheWay = [...projects, ...there.map(({ path }) => path).filter((path) => !MAY_EXIST.has(path))];
  if (inTheWay.length > 0)
    throw new UsageError(
      `${dir} has ${inTheWay.join(" and ")} already, and nothing is overwritten. Give another folder with --out, or add what the ` +
        "program lacks with --update.",
    );
  const other = otherProgram(dir);
  if (other !== undefined && files.some(({ path }) => path === MAIN.typescript))
    throw new UsageError(
      `${join(dir, "package.json")} has the program ${inShort(other)}, so Pulumi would not run index.ts. Give another folder with --out.`,
    );
  return { write: files.filter((file) => !there.includes(file)), keep: there.map(({ path }) => path) };
}

/** What a package.json that is there has Pulumi run in place of index.ts. */
function otherProgram(dir: string): string | undefined {
  let main: unknown;
  try {
    main = (JSON.parse(readFileSync(join(dir, "package.json"), "utf8")) as { main?: unknown }).main;
  } catch {
    return undefined;
  }
  // One that is not there is passed over, and then index.ts is what runs: `npm init` writes "index.js".
  return typeof main === "string" && normalize(main) !== "index.ts" && existsSync(join(dir, main)) ? main : undefined;
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
