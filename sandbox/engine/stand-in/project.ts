import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { StackConfig } from "./stack-config";

/** What `Pulumi.yaml` says, as far as it concerns a program in Node.js. */
export interface Project {
  name: string;
  /** The directory of `Pulumi.yaml`. */
  root: string;
  /** The directory the program runs in, and its providers. */
  programDir: string;
  /** What to run there: a file, or `.` for what package.json names. */
  entryPoint: string;
  /** Options of the runtime. */
  typescript: boolean;
  nodeArgs: string[];
  tsconfig: string | undefined;
  /** Folders with providers' plugins, relative to `root`, by package. */
  plugins: Map<string, string>;
  /** Configuration that all stacks share. */
  config: StackConfig;
}

interface ProjectFile {
  name?: string;
  main?: string;
  runtime?: string | { name?: string; options?: { typescript?: boolean; nodeargs?: string; tsconfig?: string } };
  plugins?: { providers?: { name: string; path: string }[] };
  config?: Record<string, unknown>;
}

/** Reads the `Pulumi.yaml` in `folder`. */
export async function readProject(folder: string): Promise<Project> {
  const root = resolve(folder);
  // The SDK brings the YAML reader with which it reads this very file for its Automation API.
  const sdk = createRequire(createRequire(join(root, "_")).resolve("@pulumi/pulumi"));
  const yaml = sdk("js-yaml") as { load(text: string): unknown };
  const file = (yaml.load(await readFile(join(root, "Pulumi.yaml"), "utf8")) ?? {}) as ProjectFile;
  const runtime = typeof file.runtime === "string" ? { name: file.runtime } : file.runtime;
  if (!file.name) throw new Error(`${join(root, "Pulumi.yaml")} has no name`);
  if (runtime?.name !== "nodejs") throw new Error(`the stand-in engine does not run ${runtime?.name}, only nodejs`);
  const main = resolve(root, file.main ?? ".");
  const isFile = /\.[cm]?[jt]s$/.test(main);
  const name = file.name;
  const shared = Object.entries(file.config ?? {}).flatMap(([key, entry]) => {
    const value = typeof entry === "object" && entry !== null ? sharedValue(entry) : entry;
    return value === undefined ? [] : [[fullKey(name, key), { value: text(value), secret: false }] as const];
  });
  return {
    name,
    root,
    programDir: isFile ? dirname(main) : main,
    entryPoint: isFile ? main.slice(dirname(main).length + 1) : ".",
    typescript: runtime.options?.typescript ?? true,
    nodeArgs: runtime.options?.nodeargs?.split(/\s+/).filter(Boolean) ?? [],
    tsconfig: runtime.options?.tsconfig,
    plugins: new Map((file.plugins?.providers ?? []).map((plugin) => [plugin.name, plugin.path])),
    config: new Map(shared),
  };
}

/** A configuration key with its namespace, by default the project's name. */
export function fullKey(project: string, key: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

function sharedValue(entry: { value?: unknown; default?: unknown }): unknown {
  return entry.value ?? entry.default;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
