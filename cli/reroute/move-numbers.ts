import { FlowrouteError, type Route } from "../../provider/client";
import { amount, few, howMany } from "../../provider/resources/number-group/words";
import { printJson } from "../json";
import { commandLine } from "../shell";
import { type Carried, carryOut, Unsure } from "./carry-out";
import { rerouteSchema } from "./schema";
import type { Kept, Move, MovesUndo } from "./undo-file";
import { inFull } from "./which-route";
import { complain, endWith, finish, isAgreed, PROGRAM_HINT, type Work } from "./work";

/** Numbers to move, and those that were looked at and cannot or shall not. */
export interface Plan {
  readonly from: Route;
  readonly to: Route;
  readonly moves: readonly Move[];
  /** Numbers that are on another route and stay there. */
  readonly stayed: readonly Stayed[];
  /** Numbers that could not be looked at, or are not there. */
  readonly failed: ReadonlyMap<string, unknown>;
  /** What is said of those, where they are: `on route 103 (overnight), not on --from`. */
  readonly whyStayed: (where: string) => string;
  /** What to type to go on, and to go back once something was moved. */
  readonly goOn: readonly string[];
  readonly goBack?: (name: string) => readonly string[];
  /** Puts the undo file in place before the first write. */
  readonly keepUndo: () => Kept<MovesUndo>;
  /** The undo file that is there already. */
  readonly kept: Kept<MovesUndo> | undefined;
  /** Whether nothing of the undo file is left to do once these numbers are moved. */
  readonly isFinishedBy: (moved: ReadonlySet<string>, kept: Kept<MovesUndo>) => boolean;
}

interface Stayed {
  readonly number: string;
  readonly route: string | undefined;
}

const nothing: Carried = { moved: [], failed: new Map(), untried: [], isSilent: false };

/** Shows a plan, asks, moves the numbers, and says what came of it. */
export async function moveNumbers(work: Work, plan: Plan, routes: readonly Route[]): Promise<void> {
  const { cli, session, say } = work;
  const { from, to, moves } = plan;
  say(`From   ${inFull(from)}`);
  say(`To     ${inFull(to)}`);
  say(`Moves  ${moves.length === 0 ? "no number" : few(moves.map(({ number }) => number))}`);
  for (const [id, those] of Map.groupBy(plan.stayed, ({ route }) => route)) {
    const route = routes.find((it) => it.id === id);
    const where = route ? inFull(route) : id === undefined ? "no route" : `route ${id}`;
    say(`Stays  ${few(those.map(({ number }) => number))}: ${plan.whyStayed(where)}`);
  }
  if (moves.length > 0 && !(await isAgreed(work, `Move the calls of ${howMany(moves.length)} now?`))) return;
  await cli.critically(async () => {
    const kept = moves.length > 0 ? plan.keepUndo() : plan.kept;
    if (kept && plan.goBack)
      say(`Undo   ${kept.name}${plan.kept ? `, begun by an earlier command at ${kept.content.made}` : ""}`);
    const carried = moves.length > 0 ? await carryOut(session, cli, moves) : nothing;
    const moved = new Set(carried.moved.map(({ number }) => number));
    if (kept && plan.failed.size === 0 && plan.isFinishedBy(moved, kept)) finish(work, kept);
    report(work, plan, carried, kept);
  });
}

function report(work: Work, plan: Plan, { moved, failed, untried, isSilent }: Carried, kept: Kept | undefined): void {
  const { cli, options, say } = work;
  const failures = new Map([...plan.failed, ...failed]);
  if (plan.moves.length > 0)
    say(`Moved ${amount(moved.length)} of ${howMany(plan.moves.length)} to ${inFull(plan.to)}.`);
  for (const those of Map.groupBy(failures, ([, error]) => kindOf(error)).values()) {
    const [[, first]] = those as [[string, Error]];
    const what = first instanceof Unsure ? "perhaps did not move" : "did not move";
    complain(work, `${few(those.map(([number]) => number))} ${what}: ${first.message}`);
  }
  if (untried.length > 0) {
    const why = cli.interrupted.aborted ? "the command was stopped" : "Flowroute takes nothing now";
    complain(work, `${few(untried)} ${untried.length === 1 ? "was" : "were"} not tried, because ${why}.`);
  }
  if (failures.size + untried.length > 0) say(`To go on:    ${commandLine(plan.goOn)}`);
  if (kept && plan.goBack) say(`To go back:  ${commandLine(plan.goBack(kept.name))}`);
  if (moved.length > 0 && plan.goBack) say(PROGRAM_HINT);
  endWith(cli, [...failures.values()], isSilent);
  if (!options.json) return;
  printJson(cli.terminal, rerouteSchema, {
    undoFile: kept?.name,
    interrupted: cli.interrupted.aborted,
    numbers: {
      moved: [...moved],
      failed: [...failures].map(([number, error]) => ({ number, reason: (error as Error).message })),
      untried: [...untried],
      stayed: plan.stayed.map(({ number, route }) => ({ number, ...(route !== undefined && { route }) })),
    },
  });
}

/** Failures alike are said together, with the message of the first. */
function kindOf(error: unknown): string {
  const cause = error instanceof Unsure ? error.cause : error;
  if (cause instanceof FlowrouteError) return `${(error as Error).name} ${cause.status} ${cause.serverMessage}`;
  return (error as Error).message;
}
