import type { EngineKind, EngineStack, StackOptions } from "./driver";
import { findOnPath } from "./on-path";

export type * from "./driver";

/** The `pulumi` command found on the PATH of `env` (default: this process's), if there is one. */
export function findPulumi(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return findOnPath([process.platform === "win32" ? "pulumi.exe" : "pulumi"], env);
}

/** Opens (and if need be creates) a stack on the engine asked for. */
export async function openStack(engine: EngineKind, options: StackOptions): Promise<EngineStack> {
  // Each engine is loaded only when asked for: both bring a good part of Pulumi's SDK with them.
  switch (engine) {
    case "pulumi":
      return (require("./pulumi-cli") as typeof import("./pulumi-cli")).openPulumiStack(options);
    case "stand-in":
      return (require("./stand-in/stand-in") as typeof import("./stand-in/stand-in")).openStandInStack(options);
  }
}
