import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { findOnPath, isExecutable } from "../on-path";
import type { Project } from "./project";

/** The executable of a package's provider: where the project says, else on the PATH of `env`, with a warning as in Pulumi. */
export function findPlugin(
  pkg: string,
  project: Project,
  env: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): string {
  const command = `pulumi-resource-${pkg}`;
  const names = process.platform === "win32" ? [`${command}.exe`, `${command}.cmd`] : [command];
  const folder = project.plugins.get(pkg);
  if (folder !== undefined) {
    const root = resolve(project.root, folder);
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`the plugin of ${pkg}: no folder at path '${root}'`);
    const found = names.map((name) => join(root, name)).find(isExecutable);
    if (found === undefined) throw new Error(`no resource plugin '${command}' found in ${root}`);
    return found;
  }
  const found = findOnPath(names, env);
  if (found === undefined) throw new Error(`no resource plugin '${command}' found in the workspace or on your $PATH`);
  warn(`using ${command} from $PATH at ${join(dirname(found), command)}`);
  return found;
}
