import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { findPulumi } from "../../sandbox/engine";
import { findOnPath } from "../../sandbox/engine/on-path";
import { root } from "./documents";

/** What a program in each language needs on the PATH, besides Pulumi. */
const tools = {
  python: ["pulumi-language-python", "python3"],
  go: ["pulumi-language-go", "go"],
  yaml: ["pulumi-language-yaml"],
} as const;

export type Language = keyof typeof tools;
export const languages = Object.keys(tools) as Language[];

/** The PATH without the plugin of this checkout, which Pulumi would take before an installed one. */
export const pathWithoutPlugin = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((folder) => folder !== join(root, "node_modules/.bin"))
  .join(delimiter);

/** Why programs in a language cannot run here, if they cannot. */
export function lackingFor(language: Language): string | undefined {
  if (findPulumi() === undefined) return "there is no pulumi on the PATH";
  const lacking = tools[language].filter((tool) => findOnPath([tool]) === undefined);
  return lacking.length > 0 ? `there is no ${lacking.join(" and no ")} on the PATH` : undefined;
}

/** Makes the release archives, and says where the one for this machine is. */
export async function releaseArchive(folder: string): Promise<string> {
  await run(process.execPath, [join(root, "scripts/bundle.mjs"), folder]);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const os = process.platform === "win32" ? "windows" : process.platform;
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  return join(folder, `pulumi-resource-flowroute-v${version}-${os}-${arch}.tar.gz`);
}

/** A copy of a language's example, with a Pulumi of its own that has the plugin from an archive and nothing else. */
export class OfficeFolder {
  readonly dir: string;
  readonly #home: string;

  constructor(language: Language) {
    this.#home = mkdtempSync(join(tmpdir(), "office-"));
    this.dir = join(this.#home, "program");
    cpSync(join(root, `examples/${language}-office`), this.dir, { recursive: true });
    // An engine that is driven has its project file elsewhere.
    const project = join(this.dir, "Pulumi.yaml");
    const text = readFileSync(project, "utf8");
    writeFileSync(project, text.replace("virtualenv: venv", `virtualenv: ${join(this.dir, "venv")}`));
  }

  /** Runs a command of Pulumi's as a person types it. */
  pulumi(...args: string[]): Promise<string> {
    return run("pulumi", args, {
      cwd: this.dir,
      env: {
        ...process.env,
        PATH: dirname(process.execPath) + delimiter + pathWithoutPlugin,
        PULUMI_HOME: this.#home,
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
    });
  }

  /** Where its plugins are. */
  get plugins(): string {
    return join(this.#home, "plugins");
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** Runs a command; one that fails is an error with what it printed. */
export function run(command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  return new Promise<string>((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data) => {
        printed += data;
      });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`${command} ${args.join(" ")} ended with ${code}:\n${printed}`)),
    );
  });
}
