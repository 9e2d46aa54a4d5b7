import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Where this package keeps what outlives a process: `pulumi-flowroute` where the user's programs keep state. */
export function stateFolder(): string {
  return join(stateHome(), "pulumi-flowroute");
}

/** By the XDG base directory rules, which say to ignore a relative path. */
function stateHome(): string {
  const { XDG_STATE_HOME = "" } = process.env;
  return isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : join(homedir(), ".local", "state");
}
