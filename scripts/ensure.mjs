// Makes the checkout ready to work in: dependencies as the lockfile has them, dist/ no older than its sources.
// Plain Node and nothing installed is all it may count on (Node 20 too); quick when nothing is missing.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Installs what is missing or not as the lockfile has it; exits with npm's code when that fails. */
export function ensureInstalled(root) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules/.installed-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.error("Installing dependencies (npm install) ...");
  // Not `npm ci`: it refuses a lockfile that lacks a package of another platform, which a registry mirror may not have.
  // npm's warnings are about the Node it runs under; the scripts themselves run under node_modules/.bin/node.
  npm(root, ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, lock);
}

/** Compiles when a source is newer than dist/. */
export function ensureBuilt(root) {
  if (
    newest(join(root, "provider"), join(root, "cli"), join(root, "sandbox"), join(root, "tsconfig.build.json")) <
    built(root)
  )
    return;
  console.error("Compiling ...");
  npm(root, ["run", "--silent", "prepublish"]);
}

function npm(root, args) {
  const { status } = spawnSync("npm", args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

function built(root) {
  return statSync(join(root, "dist/provider/index.js"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(...paths) {
  return Math.max(
    ...paths.map((path) => {
      const found = statSync(path);
      if (!found.isDirectory()) return found.mtimeMs;
      return newest(...readdirSync(path).map((name) => join(path, name)));
    }),
  );
}
