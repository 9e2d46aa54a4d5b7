import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { findPulumi } from "../../sandbox/engine";
import { findOnPath } from "../../sandbox/engine/on-path";
import type { Language } from "./style";

const run = promisify(execFile);

/** Why no preview can be made here of a program in this language; nothing where one can. */
export async function obstacleToPreview(language: Language, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  // The stand-in runs these.
  if (language === "typescript") return undefined;
  const missing = ["pulumi", `pulumi-language-${language}`].find((name) => find(name, env) === undefined);
  if (missing !== undefined) return `there is no command ${missing} here`;
  if (language === "yaml") return undefined;
  // What the SDK imports.
  const needed = ["pulumi", "parver", "semver"];
  return run("python3", ["-c", `import ${needed.join(", ")}`], { env }).then(
    () => undefined,
    () => `python3 here cannot import ${needed.join(", ")}`,
  );
}

/**
 * Makes a copy of a Python program run with the Python that is there, and with an SDK of its own.
 * @returns what that changes in the environment
 */
export async function withPythonSdk(dir: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const project = join(dir, "Pulumi.yaml");
  const text = await readFile(project, "utf8");
  await writeFile(project, text.replace(/^runtime:\n( .*\n)+/m, "runtime: python\n"));
  const schema = join(dirname(require.resolve("pulumi-flowroute/package.json")), "schema.json");
  const args = ["package", "gen-sdk", schema, "--language", "python", "--out", join(dir, "sdk")];
  await run(findPulumi(env) ?? "pulumi", args, { env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
  const sdk = join(dir, "sdk/python");
  await describeAsInstalled(sdk);
  return { PYTHONPATH: [sdk, ...(env.PYTHONPATH ? [env.PYTHONPATH] : [])].join(delimiter) };
}

/** The SDK asks Python for the version of its own package, which only an installed one has. To install it would need a network. */
async function describeAsInstalled(sdk: string): Promise<void> {
  const { version } = require("pulumi-flowroute/package.json") as { version: string };
  const info = join(sdk, `pulumi_flowroute-${version}.dist-info`);
  await mkdir(info, { recursive: true });
  await writeFile(join(info, "METADATA"), `Metadata-Version: 2.1\nName: pulumi_flowroute\nVersion: ${version}\n`);
}

function find(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return findOnPath([process.platform === "win32" ? `${name}.exe` : name], env);
}
