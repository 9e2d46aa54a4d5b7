import { existsSync } from "node:fs";
import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MAIN } from "./style";
import { literal } from "./text";
import type { Program } from "./update";
import { writeFiles } from "./write";

/** A file of its own, because nothing in a person's file is changed but for one line at its end. */
export async function addModule(dir: string, text: string): Promise<string[]> {
  let count = 1;
  while (existsSync(join(dir, `added-${count}.ts`))) count += 1;
  const name = `added-${count}`;
  await writeFiles(dir, [{ path: `${name}.ts`, text }]);
  await appendImport(dir, name);
  return [`${name}.ts`, MAIN.typescript];
}

/**
 * Has the program import what an earlier command added that was killed before it came to that: its numbers pass for declared, and would be in
 * no stack. A file that the program names, also in a comment, is left as a person wants it.
 * @returns the files that grew
 */
export async function importAdded(dir: string, { texts }: Program): Promise<string[]> {
  if (!existsSync(join(dir, MAIN.typescript))) return [];
  const added = (await readdir(dir)).flatMap((file) => /^(added-\d+)\.ts$/.exec(file)?.[1] ?? []);
  const forgotten = added.filter((name) => !texts.has(`./${name}`)).sort();
  for (const name of forgotten) await appendImport(dir, name);
  return forgotten.length > 0 ? [MAIN.typescript] : [];
}

function appendImport(dir: string, name: string): Promise<void> {
  return appendLine(join(dir, MAIN.typescript), `import ${literal(`./${name}`)};\n`);
}

/** Adds lines to a file, whether or not its last line is ended. */
export async function appendLine(file: string, text: string): Promise<void> {
  const before = existsSync(file) ? await readFile(file, "utf8") : "";
  await appendFile(file, (before === "" || before.endsWith("\n") ? "" : "\n") + text);
}
