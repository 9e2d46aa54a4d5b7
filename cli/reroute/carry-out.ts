import pLimit from "p-limit";
import { FlowrouteError, UnauthorizedError } from "../../provider/client";
import { lookPatiently, NOW_AND_LATER } from "../../provider/lifecycle/patience";
import type { Session } from "../../provider/lifecycle/session";
import { Outlook } from "../../provider/resources/number-group/outlook";
import type { Cli } from "../cli";
import { EXIT, exitCodeOf } from "../exit";
import { ProgressBar } from "../progress-bar";
import { confirm } from "./confirm";
import type { Move } from "./undo-file";

/** As many as the client sends at once; what is begun is carried to its end, also after Ctrl-C. */
const AT_A_TIME = 8;

/** What came of moves. */
export interface Carried {
  readonly moved: readonly Move[];
  /** By number, why it did not move, as far as is known. */
  readonly failed: ReadonlyMap<string, unknown>;
  /** By number that Flowroute said has moved, why that could not be read back. */
  readonly unread: ReadonlyMap<string, unknown>;
  /** Numbers that were not begun, because of Ctrl-C or because Flowroute takes nothing. */
  readonly untried: readonly string[];
  /** Whether Flowroute could not be reached any more. */
  readonly isSilent: boolean;
}

/** Why a number cannot be moved that Flowroute answers 404 for. */
export const NOT_THERE = "it is not on this account (404). Check its digits, and whose account the keys are of.";

/** A write whose answer was lost, while the account could not be asked what came of it. */
export class Unsure extends Error {
  override readonly name = "Unsure";
}

/**
 * Gives numbers another primary route, each in one request that replaces it, so that none is ever without one. What fails for one does
 * not stop the others; wrong keys, a Flowroute that takes nothing, and Ctrl-C do.
 */
export async function carryOut(session: Session, cli: Cli, moves: readonly Move[]): Promise<Carried> {
  const moved = new Set<Move>();
  const failed = new Map<string, unknown>();
  const untried: string[] = [];
  const outlook = new Outlook();
  let isSilent = false;
  const bar = new ProgressBar(cli.terminal, "Moving", moves.length);
  const limit = pLimit(AT_A_TIME);
  const one = async (move: Move) => {
    if (cli.interrupted.aborted || outlook.isHopeless || isSilent) return void untried.push(move.number);
    try {
      await write(session, move);
      moved.add(move);
      outlook.passed();
    } catch (error) {
      failed.set(move.number, error);
      const cause = error instanceof Unsure ? error.cause : error;
      outlook.failed(cause);
      isSilent ||= error instanceof Unsure && exitCodeOf(cause) === EXIT.unreachable;
    }
    bar.step();
  };
  const stopping = () => {
    bar.stop();
    cli.terminal.note("Stopping: what is under way is carried to its end. Ctrl-C again stops at once.");
  };
  cli.interrupted.addEventListener("abort", stopping);
  try {
    await Promise.all(moves.map((move) => limit(() => one(move))));
  } finally {
    cli.interrupted.removeEventListener("abort", stopping);
    bar.stop();
  }
  const isShutOut = [...failed.values()].some((error) => error instanceof UnauthorizedError);
  cli.terminal.progress("Reading the numbers back ...");
  const { stayed, unread } = await confirm(session, [...moved]);
  return {
    moved: moves.filter((it) => moved.has(it) && !stayed.has(it.number)),
    failed: new Map([...failed, ...stayed]),
    unread,
    untried,
    isSilent: !isShutOut && (isSilent || outlook.isHopeless),
  };
}

/**
 * Writes one number. A failure is not believed before the account was asked: the answer can be lost, or be that to a repetition of what
 * was done already.
 * @throws UnauthorizedError; Unsure; or why it did not move
 */
async function write(session: Session, { number, after }: Move): Promise<void> {
  try {
    await session.client.numbers.setPrimaryRoute(number, after);
  } catch (error) {
    if (!(error instanceof FlowrouteError) || error instanceof UnauthorizedError) throw error;
    if ((await whereIs(session, number, after, error)) !== after) throw error;
  }
}

/** The number's primary route; after a lost answer with some patience, because a write can take a moment to show. */
async function whereIs(
  session: Session,
  number: string,
  after: string,
  error: FlowrouteError,
): Promise<string | undefined> {
  const pauses = error.outcome === "unknown" ? NOW_AND_LATER : [0];
  const look = () => session.account.findNow(number);
  const now = await lookPatiently(session, pauses, look, (it) => it.primaryRouteId === after).catch((unread) => {
    if (unread instanceof UnauthorizedError) throw unread;
    throw new Unsure(`${error.message} Whether it moved could not be read either: ${(unread as Error).message}`, {
      cause: error,
    });
  });
  if (now) return now.primaryRouteId;
  throw new Error(NOT_THERE);
}
