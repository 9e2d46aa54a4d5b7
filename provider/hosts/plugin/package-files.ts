import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file of the package, whether it is a checkout, an installation or a release archive. */
export function packageFile(name: string): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  return readFileSync(join(folder, name), "utf8");
}
