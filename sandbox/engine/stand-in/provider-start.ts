import { createRequire } from "node:module";
import { join } from "node:path";
import { PluginProcess } from "./plugin-process";

/** Where and how to start the provider process. */
export interface ProviderProcessOptions {
  /** The program's directory: the working directory, and where `@pulumi/pulumi` is looked up. */
  programDir: string;
  /** The executable of a provider plugin; when left out, the SDK's process for dynamic resources is started. */
  plugin?: string | undefined;
  /** The project's name. */
  project: string;
  /** The engine's address, the same for all processes of a command. A plugin's messages go there. */
  engine: string;
  /** What an engine puts before its address: `--logtostderr` and `-v=9` with `--logflow`. */
  flags?: string[] | undefined;
  /** Environment added to this process's own. */
  env?: Record<string, string> | undefined;
  /** Called with what the process prints on stdout and stderr. */
  onOutput?: ((text: string) => void) | undefined;
  /** Kills the process: calls under way fail. */
  signal?: AbortSignal | undefined;
}

/** Starts a provider's process, a plugin's or the SDK's, in the environment that an engine gives it. */
export function startProvider(options: ProviderProcessOptions): Promise<PluginProcess> {
  const { plugin, programDir, project, flags = [], engine, env, onOutput = () => {}, signal } = options;
  const sdk = () => createRequire(join(programDir, "_")).resolve("@pulumi/pulumi/cmd/dynamic-provider");
  return PluginProcess.start({
    command: plugin ?? process.execPath,
    args: [...(plugin === undefined ? [sdk()] : []), ...flags, engine],
    cwd: programDir,
    env: {
      ...process.env,
      ...env,
      ...(plugin === undefined && { PULUMI_NODEJS_PROJECT: project }),
      PULUMI_PROJECT: project,
    },
    onOutput,
    signal,
  });
}
