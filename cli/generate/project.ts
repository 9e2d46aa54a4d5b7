import { basename } from "node:path";
import { type Language, MAIN, type ProjectFile, type Style } from "./style";
import { asYaml } from "./yaml";

/** What a project has beside its program; Pulumi.yaml first. */
export function projectFiles(dir: string, { language, onPlugin }: Omit<Style, "layout">): ProjectFile[] {
  const { default: slugify } = require("@sindresorhus/slugify") as typeof import("@sindresorhus/slugify");
  const name = nameOf(slugify(basename(dir)).slice(0, 80));
  const head = `name: ${name}\ndescription: Phone numbers and routes of a Flowroute account\n`;
  const plugins = onPlugin
    ? asYaml({ plugins: { providers: [{ name: "flowroute", path: "./node_modules/.bin" }] } })
    : "";
  const project = { path: "Pulumi.yaml", text: `${head}${asYaml({ runtime: runtimes[language] })}${plugins}` };
  const modules = { path: "package.json", text: json(packageOf(name, language)) };
  switch (language) {
    case "typescript": {
      const compiler = { path: "tsconfig.json", text: json({ compilerOptions, include: ["*.ts"] }) };
      return [project, modules, compiler, ignoring("node_modules/")];
    }
    case "python": {
      const packages = { path: "requirements.txt", text: `${SDK}\n` };
      return [project, modules, packages, ignoring("node_modules/", "venv/", "sdk/", "__pycache__/")];
    }
    case "yaml":
      return [project, modules, ignoring("node_modules/")];
  }
}

/** As Pulumi.yaml names what runs a program. */
const runtimes = {
  typescript: "nodejs",
  python: { name: "python", options: { toolchain: "pip", virtualenv: "venv" } },
  yaml: "yaml",
} as const satisfies Record<Language, unknown>;

/** Where `pulumi package gen-sdk --out sdk` puts the SDK for Python. */
export const SDK = "./sdk/python";

/** Those that a folder may have already, because they say nothing about numbers. */
export const MAY_EXIST: ReadonlySet<string> = new Set([
  "package.json",
  "tsconfig.json",
  "requirements.txt",
  ".gitignore",
]);

function ignoring(...paths: string[]): ProjectFile {
  return { path: ".gitignore", text: paths.map((path) => `${path}\n`).join("") };
}

function packageOf(name: string, language: Language) {
  const own = require("pulumi-flowroute/package.json") as { version: string; peerDependencies: Record<string, string> };
  const dependencies = { ...own.peerDependencies, "pulumi-flowroute": `^${own.version}` };
  // For other languages it brings the plugin.
  if (language !== "typescript") return { name, private: true, dependencies };
  const devDependencies = { "@types/node": "^24.0.0", typescript: "^6.0.0" };
  return { name, private: true, main: MAIN.typescript, dependencies, devDependencies };
}

/** A name that YAML does not read as a number or a truth (`2024`, `null`), and that npm lets depend on this package. */
function nameOf(slug: string): string {
  if (slug === "") return "flowroute";
  return /^(?![a-z])|^(true|false|null|yes|no|on|off|y|n|pulumi-flowroute)$/.test(slug) ? `${slug}-program` : slug;
}

/**
 * No target and no module: Pulumi's runtime has its own for the TypeScript that is there. With others the program would not run on the
 * old TypeScript that is Pulumi's own, which is all there is where a folder's package.json lacks a newer one.
 */
const compilerOptions = { strict: true, skipLibCheck: true };

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
