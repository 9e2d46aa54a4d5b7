import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fencesBelow, read, root } from "../support/documents";
import { quotedIn } from "../support/transcript";

const bin = join(root, "dist/provider/hosts/plugin/bin.js");
const folder = mkdtempSync(join(tmpdir(), "start-"));
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a script, and ends it once it has printed a line; what it had printed until then. */
function firstWords(script: string, preload?: string): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, ...(preload && { NODE_OPTIONS: `--require ${preload}` }) };
  const child = spawn(process.execPath, [script], { env });
  running.push(child);
  return new Promise((resolve, reject) => {
    const words = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) child[name].on("data", (data) => (words[name] += data));
    child.stdout.on("data", () => words.stdout.includes("\n") && resolve(words));
    child.on("error", reject);
    child.on("close", () => resolve(words));
  });
}

function preload(name: string, code: string): string {
  writeFileSync(join(folder, name), code);
  return join(folder, name);
}

const port = /^\d+\n$/;

test("an older Node is refused in the line that docs/languages.md prints", async () => {
  const old = preload("old.js", 'Object.defineProperty(process.versions, "node", { value: "20.20.2" });');
  const [quoted] = fencesBelow(read("docs/languages.md"), "Install the plugin").flatMap(quotedIn);
  expect(await firstWords(bin, old)).toEqual({ stdout: "", stderr: `${quoted?.lines.join("\n")}\n` });
});

test("what an editor preloads into every Node is no obstacle", async () => {
  const words = await firstWords(bin, preload("attach.js", 'console.error("Debugger attached.");'));
  expect(words).toEqual({ stdout: expect.stringMatching(port), stderr: "Debugger attached.\n" });
});

test("the folder plugin/ starts the package's plugin, of the same version", async () => {
  const [own, ours] = [join(root, "plugin/package.json"), join(root, "package.json")].map((file) =>
    JSON.parse(readFileSync(file, "utf8")),
  );
  expect([own.version, own.dependencies["pulumi-flowroute"]]).toEqual([ours.version, ours.version]);
  expect(own.dependencies["@pulumi/pulumi"]).toBe(ours.peerDependencies["@pulumi/pulumi"]);
  expect((await firstWords(join(root, "plugin/index.js"))).stdout).toMatch(port);
});
