import { basename } from "node:path";
import type { ProjectFile } from "./program";

/** What a project has beside its program. */
export function projectFiles(dir: string): ProjectFile[] {
  const { default: slugify } = require("@sindresorhus/slugify") as typeof import("@sindresorhus/slugify");
  const name = slugify(basename(dir)) || "flowroute";
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

const compilerOptions = {
  target: "es2022",
  module: "node16",
  moduleResolution: "node16",
  strict: true,
  skipLibCheck: true,
};

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
