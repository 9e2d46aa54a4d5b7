// Makes the checkout ready to work in: dependencies as the lockfile has them, dist/ no older than its sources.
// Plain Node and nothing installed is all it may count on (Node 20 too); quick when nothing is missing.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Installs and builds what is missing below `root`; exits with npm's code when that fails. */
export function ensure(root) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules/.installed-lock");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
    console.error("Installing dependencies (npm ci) ...");
    // npm's warnings are about the Node it runs under; the scripts themselves run under node_modules/.bin/node.
    npm(root, ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    writeFileSync(stamp, lock);
  } else if (newest(join(root, "provider"), join(root, "sandbox"), join(root, "tsconfig.build.json")) > built(root)) {
    console.error("Compiling ...");
    npm(root, ["run", "--silent", "prepare"]);
  }
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
