// Runs after `npm install` and before `npm pack`: compiles dist/ and links the package into its own
// node_modules, because code evaluated in the provider process says require("pulumi-flowroute/lifecycle")
// and Node never resolves a package by its own name from evaluated code.
import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, "node_modules/typescript/bin/tsc");

if (existsSync(compiler)) {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  execFileSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  const link = join(root, "node_modules/pulumi-flowroute");
  if (!lstatSync(link, { throwIfNoEntry: false }))
    symlinkSync("..", link, process.platform === "win32" ? "junction" : "dir");
}
