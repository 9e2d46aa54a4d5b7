import { basename } from "node:path";
import type { ProjectFile } from "./program";

/** What a project has beside its program. */
export function projectFiles(dir: string): ProjectFile[] {
  const { default: slugify } = require("@sindresorhus/slugify") as typeof import("@sindresorhus/slugify");
  const name = nameOf(slugify(basename(dir)).slice(0, 80));
  return [
    {
      path: "Pulumi.yaml",
      text: `name: ${name}\ndescription: Phone numbers and routes of a Flowroute account\nruntime: nodejs\n`,
    },
    { path: "package.json", text: json(packageOf(name)) },
    { path: "tsconfig.json", text: json({ compilerOptions, include: ["*.ts"] }) },
    { path: ".gitignore", text: "node_modules/\n" },
  ];
}

/** Those that a folder may have already, because they say nothing about numbers. */
export const MAY_EXIST: ReadonlySet<string> = new Set(["package.json", "tsconfig.json", ".gitignore"]);

function packageOf(name: string) {
  const own = require("pulumi-flowroute/package.json") as { version: string; peerDependencies: Record<string, string> };
  return {
    name,
    private: true,
    main: "index.ts",
    dependencies: { ...own.peerDependencies, "pulumi-flowroute": `^${own.version}` },
    devDependencies: { "@types/node": "^24.0.0", typescript: "^6.0.0" },
  };
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
