import { stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { printable } from "../../provider/client";
import type { Cli } from "../cli";
import { UsageError } from "../exit";

/**
 * Where a file named in an argument is written to.
 * @throws UsageError when it cannot be: found out before the account is read, because that may take a minute
 */
export async function placeOf({ cwd }: Cli, name: string): Promise<string> {
  const path = resolve(cwd, name);
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UsageError(`There is no folder ${printable(dirname(path))} to write into.`);
  const before = await stat(path).catch(() => undefined);
  if (before?.isDirectory()) throw new UsageError(`${printable(path)} is a folder. Give the name of a file.`);
  return path;
}

/** Writes a file, in place of the one that was there. */
export async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new Error(`${printable(path)} could not be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}
