import type { LimitFunction } from "p-limit";
import type { Providers } from "./providers";
import type { Report } from "./report";
import type { Snapshot } from "./snapshot";
import type { StackConfig } from "./stack-config";
import type { StackName } from "./urn";

/** What the parts of one command share. */
export interface Run {
  stack: StackName;
  config: StackConfig;
  /** The version of a package that a program gets when it asks for none; empty when that is open. */
  versionOf: (pkg: string) => string;
  /** True for previews: providers are asked, never told to change anything. */
  dryRun: boolean;
  snapshot: Snapshot;
  providers: Providers;
  report: Report;
  /** When aborted: what is under way ends, nothing else begins. */
  interrupt: AbortSignal | undefined;
  /** Bounds how many steps are under way at once. */
  limit: LimitFunction;
}

/** What Pulumi calls an interrupted command. */
export const CANCELED = "update canceled";

/** Thrown to end a command whose errors have been reported. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}
