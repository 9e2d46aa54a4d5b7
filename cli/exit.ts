import {
  RateLimitedError,
  SettingsError,
  TimedOutError,
  UnauthorizedError,
  UnavailableError,
} from "../provider/client";

/** What the command's exit code says; docs/cli.md has the same table. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** It failed, and said why. */
  failed: 1,
  /** Asked for something that it does not understand or cannot do. */
  usage: 2,
  /** `audit` found what breaks a rule. */
  findings: 3,
  /** The keys are missing or wrong. */
  keys: 4,
  /** Flowroute cannot be reached, or does not answer. */
  unreachable: 5,
  /** Stopped by Ctrl-C, as shells number it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What was asked for cannot be. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Somebody answered a question by Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(message = "Stopped.") {
    super(message);
  }
}

/** The exit code for what a command failed with. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof Interrupted) return EXIT.interrupted;
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof SettingsError || error instanceof UnauthorizedError) return EXIT.keys;
  const silent = [UnavailableError, TimedOutError, RateLimitedError];
  if (silent.some((it) => error instanceof it)) return EXIT.unreachable;
  return EXIT.failed;
}
