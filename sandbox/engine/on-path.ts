import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The first of these commands that a folder of the PATH has. */
export function findOnPath(
  names: readonly string[],
  { PATH = "" }: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** Whether the file is there and may be run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
