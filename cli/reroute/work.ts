import { printable, UnauthorizedError } from "../../provider/client";
import { ownNumberWarning } from "../../provider/lifecycle/own-number";
import type { Session } from "../../provider/lifecycle/session";
import type { Cli } from "../cli";
import { EXIT, UsageError } from "../exit";
import { Prompts } from "../prompts";
import type { Options } from "./request";
import { asItIs, type Kept, keep } from "./undo-file";

/** What every kind of reroute is given. */
export interface Work {
  readonly cli: Cli;
  readonly session: Session;
  readonly options: Options;
  /** Prints a line for people: beside JSON it goes to standard error. */
  readonly say: (line: string) => void;
}

/** @throws UsageError when nothing may be asked and nothing was said either, before any request */
export function checkConsent({ terminal }: Cli, { yes }: Options): void {
  if (yes || terminal.interactive) return;
  throw new UsageError(
    "reroute asks before it moves calls, and there is no terminal to ask at. Say --yes to go ahead without.",
  );
}

/** Whether to go ahead. */
export async function isAgreed({ cli, options, say }: Work, question: string): Promise<boolean> {
  if (options.yes || (await new Prompts(cli.terminal).confirm(question))) return true;
  say("Nothing was changed.");
  cli.exitCode = EXIT.failed;
  return false;
}

/** Warns of a place where callers would hear nothing. That it cannot be looked up must not keep anybody from moving calls. */
export async function warnOfOwnNumber(
  { session, say }: Work,
  target: Parameters<typeof ownNumberWarning>[1],
): Promise<void> {
  const warning = await ownNumberWarning(session, target).catch(() => undefined);
  if (warning) say(`warning: ${warning}`);
}

/** A line about what went wrong, beside others that went well. */
export function complain({ cli: { terminal } }: Work, line: string): void {
  terminal.note(`${terminal.styleNote("red", "error:")} ${printable(line)}`);
}

/** Notes in the undo file that nothing of it is left to do. */
export function finish(work: Work, kept: Kept): void {
  if (kept.content.finished) return;
  const now = asItIs(kept);
  // Another command has added to it, and may not have come to its end.
  if ("numbers" in now && "numbers" in kept.content && now.numbers.length > kept.content.numbers.length) return;
  try {
    keep({ ...kept, content: { ...now, finished: true } });
  } catch {
    complain(work, `${kept.name} could not be marked as finished. It can be used as it is.`);
  }
}

/** What the command ends with when something is not as it should be. */
export function endWith(cli: Cli, errors: readonly unknown[], isSilent: boolean): void {
  if (cli.interrupted.aborted) cli.exitCode = EXIT.interrupted;
  else if (errors.some((error) => error instanceof UnauthorizedError)) cli.exitCode = EXIT.keys;
  else if (isSilent) cli.exitCode = EXIT.unreachable;
  else if (errors.length > 0) cli.exitCode = EXIT.failed;
}

/** The words that name the same account again. */
export function stackWords({ stack }: Options): string[] {
  return stack === undefined ? [] : ["--stack", stack];
}

/** What people have to know who have a program too. */
export const PROGRAM_HINT =
  "What a Pulumi program declares comes back with `pulumi up --refresh`; without --refresh, `pulumi up` may see nothing to do.";
