// Runs after `npm install` in a checkout (npm calls that `prepublish`, though it publishes nothing) and before `npm pack`. Not as
// `prepare`: npm warns everyone who installs the tarball of a package with that script. Compiles dist/ and links the package into its own
// node_modules, because code evaluated in the provider process says require("pulumi-flowroute/lifecycle")
// and Node never resolves a package by its own name from evaluated code.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, lstatSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, "node_modules/typescript/bin/tsc");

// Someone who installs the package from a registry has dist/ and no compiler.
if (existsSync(compiler)) {
  compile();
  const link = join(root, "node_modules/pulumi-flowroute");
  if (!lstatSync(link, { throwIfNoEntry: false })) {
    symlinkSync("..", link, process.platform === "win32" ? "junction" : "dir");
  }
  linkPlugin();
}

/** Where an installed package has its plugin. npm does this for the packages that a project installs, not for its own. */
function linkPlugin() {
  const plugin = "dist/provider/hosts/plugin/bin.js";
  chmodSync(join(root, plugin), 0o755);
  const link = join(root, "node_modules/.bin/pulumi-resource-flowroute");
  if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(join("../..", plugin), link);
}

/** Beside the old dist/, which a running program may be using, until the new one is whole. */
function compile() {
  const dist = join(root, "dist");
  const fresh = join(root, `dist.${process.pid}`);
  const old = `${fresh}.old`;
  const args = [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", fresh];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status === 0) {
    // What pages are made of, and the compiler leaves.
    cpSync(join(root, "cli/map/page"), join(fresh, "cli/map/page"), { recursive: true });
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
  }
  for (const leftover of [fresh, old]) rmSync(leftover, { recursive: true, force: true });
  if (status !== 0) process.exit(status ?? 1);
}
