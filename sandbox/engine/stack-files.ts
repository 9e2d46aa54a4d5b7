import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The text of every file below `folder`, in order of path. */
export async function readAll(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(paths.sort().map((path) => readFile(path, "utf8")))).join("\n");
}
