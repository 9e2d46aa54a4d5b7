// `npm run <task>`: makes sure what the task needs is there (see ensure.mjs), then runs its steps under the
// project's own Node, because the machine's may be older than Pulumi's SDK wants.
import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensureInstalled } from "./ensure.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, "node_modules", name);
// Programs of ours that are no tests run from their sources.
const sources = ["--require", join(root, "test/support/register.cjs")];
const lint = [
  ["node", bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."],
  ["node", bin("dependency-cruiser/bin/dependency-cruise.mjs"), "provider", "cli", "sandbox"],
];
// What the compiler says: types, and whether schema.json is what they say.
const types = [
  ["node", bin("typescript/bin/tsc"), "-p", "."],
  ["node", ...sources, join(root, "scripts/schema.ts"), "--check"],
];
// Jest needs vm modules to require() the ES modules among our dependencies; Node calls them experimental.
const jest = ["node", "--experimental-vm-modules", "--disable-warning=ExperimentalWarning", bin("jest/bin/jest.js")];
// Torture runs on a clock whose long waits are short.
const torture = (name) => join(root, "test/torture", name);
const preload = ["--require", torture("fast-clock.cjs"), ...sources];
const quietly = "--disable-warning=PromiseRejectionHandledWarning";

const tasks = {
  build: [["node", join(root, "scripts/prepare.mjs")]],
  lint: [...lint, ...types],
  // The quick one, for every save: what needs no process of its own.
  check: [...lint, ...types, [...jest, "test/unit"]],
  test: [...lint, ...types, jest],
  torture: [["node", quietly, ...preload, torture("main.ts")]],
  bench: [["node", ...sources, join(root, "test/bench/main.ts")]],
  demo: [["node", join(root, "scripts/demo.mts")]],
  schemas: [["node", ...sources, join(root, "scripts/schemas.ts")]],
  schema: [["node", ...sources, join(root, "scripts/schema.ts")]],
  bundle: [["node", join(root, "scripts/bundle.mjs")]],
};

const [task, ...more] = process.argv.slice(2);
ensureInstalled(root);
if (task !== "build") ensureBuilt(root);
const env = { ...process.env, PATH: join(root, "node_modules/.bin") + delimiter + process.env.PATH };
// Words after `--` go to the last step; with any, `npm test -- <pattern>` is a developer asking for jest alone.
const steps = task === "test" && more.length > 0 ? [jest] : tasks[task];
for (const [index, [command, ...args]] of steps.entries()) {
  const extra = index === steps.length - 1 ? more : [];
  const { status, signal } = spawnSync(command, [...args, ...extra], { cwd: root, stdio: "inherit", env });
  if (status !== 0) process.exit(signal ? 1 : (status ?? 1));
}
