// `npm run bundle`: the release archives of the plugin, one for each system, for `pulumi plugin install --file` and for a server that
// Pulumi downloads plugins from. An archive has the plugin in one file, because what an archive brings no package manager installs.

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = resolve(process.argv[2] ?? join(root, "release"));
const { name, version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const executable = "pulumi-resource-flowroute";

const folder = mkdtempSync(join(tmpdir(), "plugin-"));
try {
  mkdirSync(target, { recursive: true });
  await fill();
  for (const os of ["linux", "darwin"]) archive(os);
  // Windows starts no script by its first line.
  writeFileSync(join(folder, `${executable}.cmd`), `@node "%~dp0${executable}" %*\r\n`);
  archive("windows");
} finally {
  rmSync(folder, { recursive: true });
}

async function fill() {
  // The executable is as in the npm package: it checks the Node and turns on the compile cache before it loads the rest.
  const plugin = join(root, "dist/provider/hosts/plugin");
  copyFileSync(join(plugin, "bin.js"), join(folder, executable));
  chmodSync(join(folder, executable), 0o755);
  // Not minified: the stack of a mistake is worth reading, and the compile cache makes up for the size.
  const { metafile } = await build({
    entryPoints: [join(plugin, "main.js")],
    outfile: join(folder, "main.js"),
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node22.12",
    metafile: true,
    legalComments: "none",
    // What runs the scripts of automatic proxy configuration reads its machine from the folder above its own.
    define: { "import.meta.url": "bundledFrom" },
    banner: {
      js: "const bundledFrom = require('node:url').pathToFileURL(require('node:path').join(__dirname, 'dist/main.js'));",
    },
  });
  cpSync(join(root, "node_modules/quickjs-wasi/quickjs.wasm"), join(folder, "quickjs.wasm"));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ name, version, license }, null, 2)}\n`);
  for (const file of ["schema.json", "LICENSE"]) cpSync(join(root, file), join(folder, file));
  writeFileSync(join(folder, "THIRD-PARTY-LICENSES"), licensesOf(Object.keys(metafile.inputs)));
}

/** The licences of the packages that are in the bundle: most of them ask to go where the code goes. */
function licensesOf(files) {
  const packages = files.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []);
  return [...new Set(packages)].sort().map(licenseOf).join("\n\n");
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "license", "LICENCE", "LICENSE.txt"].find((it) =>
    existsSync(join(root, folder, it)),
  );
  const text = file === undefined ? "" : `\n\n${readFileSync(join(root, folder, file), "utf8").trim()}`;
  return `${name} ${version} (${license})${text}\n`;
}

/** One for both processors: what is in it is a script. */
function archive(os) {
  for (const arch of ["amd64", "arm64"]) {
    const file = join(target, `${executable}-v${version}-${os}-${arch}.tar.gz`);
    const { status, stderr } = spawnSync("tar", ["-czf", file, "-C", folder, ...readdirSync(folder)], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`tar made no ${file}: ${stderr}`);
    console.log(file);
  }
}
