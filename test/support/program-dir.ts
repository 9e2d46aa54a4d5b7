import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where a project finds a plugin: a folder, from the program's own. */
interface PluginPlace {
  readonly name: string;
  readonly path: string;
}

/** This checkout's plugin. */
export const FLOWROUTE: PluginPlace = { name: "flowroute", path: "./node_modules/.bin" };

/** A folder for JavaScript programs that have this checkout's packages, and a plugin. */
export function newProgramDir(dir: string, project: string, plugin?: PluginPlace): string {
  const program = join(dir, "program");
  mkdirSync(program);
  // The program is JavaScript; that of a command's processor time which went into ts-node was more than a third.
  const runtime = "{ name: nodejs, options: { typescript: false } }";
  const plugins = plugin ? `plugins: { providers: [{ name: ${plugin.name}, path: ${plugin.path} }] }\n` : "";
  writeFileSync(join(program, "Pulumi.yaml"), `name: ${project}\nruntime: ${runtime}\n${plugins}`);
  writeFileSync(join(program, "package.json"), JSON.stringify({ name: project, main: "index.js" }));
  symlinkSync(resolve(__dirname, "../../node_modules"), join(program, "node_modules"), "dir");
  return program;
}
