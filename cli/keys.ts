import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type FlowrouteSettings, inShort, readSettings, type SettingName } from "../provider/client";
import { findPulumi } from "../sandbox/engine";
import type { Cli } from "./cli";
import { UsageError } from "./exit";

/** The option of every command that needs keys. */
export const STACK_OPTION = [
  "--stack <name>",
  "take the keys from this stack of the Pulumi project in this folder",
] as const;

/** Settings, and where the keys are from. */
export interface Keys {
  readonly settings: FlowrouteSettings;
  readonly from: "stack" | "environment";
}

/**
 * The keys as the provider finds them: in the stack's configuration, where a stack is named, else in the environment.
 * @throws SettingsError when they are missing or cannot be right; UsageError when the stack cannot be asked.
 */
export async function readKeys(cli: Cli, stack: string | undefined): Promise<Keys> {
  const config = stack === undefined ? {} : await configOf(cli, stack);
  const get = (name: SettingName) => config[`flowroute:${name}`]?.value;
  const from = get("accessKey") || get("secretKey") ? "stack" : "environment";
  return { settings: readSettings(get, cli.env), from };
}

type Config = Record<string, { value?: string } | undefined>;

async function configOf(cli: Cli, stack: string): Promise<Config> {
  return JSON.parse(await askPulumi(cli, ["config", "--json", "--show-secrets", "--stack", stack])) as Config;
}

/**
 * What a `pulumi` command prints on standard output. It may hold secrets.
 * @throws UsageError with what it says on standard error, which holds none
 */
export async function askPulumi(cli: Cli, args: readonly string[]): Promise<string> {
  const pulumi = findPulumi(cli.env);
  if (pulumi === undefined)
    throw new UsageError(
      "--stack needs the pulumi command, and there is none on the PATH. Without --stack the keys come from the environment.",
    );
  try {
    const { stdout } = await promisify(execFile)(pulumi, [...args, "--non-interactive", "--color", "never"], {
      cwd: cli.cwd,
      env: { ...cli.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      maxBuffer: 1 << 30,
    });
    return stdout;
  } catch (error) {
    const { stderr = "", code } = error as { stderr?: string; code?: unknown };
    const said = stderr.trim().replace(/^error: /, "");
    throw new UsageError(`\`pulumi ${args.join(" ")}\` failed: ${inShort(said || `exit code ${code}`)}`);
  }
}
