import { FlowrouteError, type Route } from "../../provider/client";
import { amount } from "../../provider/lifecycle/counted";
import { look } from "../../provider/resources/number-group/missing";
import { few, howMany } from "../../provider/resources/number-group/words";
import { printJson } from "../json";
import { commandLine } from "../shell";
import { type Carried, carryOut, NOT_THERE, Unsure } from "./carry-out";
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
  /** By number, why it could not be looked at. */
  readonly unread: ReadonlyMap<string, unknown>;
  /** Numbers that are not on the account. */
  readonly missing: readonly string[];
  /** What is said of those, where they are: `on route 103 (overnight), not on --from`. */
  readonly whyStayed: (where: string) => string;
  /** What to type to go on, and to go back once something was moved. */
  readonly goOn: readonly string[];
  readonly goBack?: (name: string) => readonly string[];
  /** Puts the undo file in place before the first write. */
  readonly keepUndo: (moves: readonly Move[]) => Kept<MovesUndo>;
  /** The undo file that is there already. */
  readonly kept: Kept<MovesUndo> | undefined;
  /** Whether nothing of the undo file is left to do once these numbers are moved, or were moved elsewhere by others. */
  readonly isFinishedBy: (done: ReadonlySet<string>, kept: Kept<MovesUndo>) => boolean;
}

interface Stayed {
  readonly number: string;
  readonly route: string | undefined;
}

const nothing: Carried = { moved: [], failed: new Map(), unread: new Map(), untried: [], isSilent: false };

/** Shows a plan, asks, moves the numbers, and says what came of it. */
export async function moveNumbers(work: Work, shown: Plan, routes: readonly Route[]): Promise<void> {
  const { cli, session, options, say } = work;
  say(`From   ${inFull(shown.from)}`);
  say(`To     ${inFull(shown.to)}`);
  say(`Moves  ${shown.moves.length === 0 ? "no number" : few(shown.moves.map(({ number }) => number))}`);
  sayStayed(work, shown.stayed, shown.whyStayed, routes);
  const isAsked = shown.moves.length > 0 && !options.yes;
  if (isAsked && !(await isAgreed(work, `Move the calls of ${howMany(shown.moves.length)} now?`))) return;
  const plan = isAsked ? await asItIsNow(work, shown, routes) : shown;
  const { moves } = plan;
  await cli.critically(async () => {
    const kept = moves.length > 0 ? plan.keepUndo(moves) : plan.kept;
    if (kept && plan.goBack)
      say(`Undo   ${kept.name}${plan.kept ? `, begun by an earlier command at ${kept.content.made}` : ""}`);
    const carried = moves.length > 0 ? await carryOut(session, cli, moves) : nothing;
    const done = new Set([...carried.moved, ...plan.stayed].map(({ number }) => number));
    if (kept && plan.unread.size === 0 && plan.isFinishedBy(done, kept)) finish(work, kept);
    report(work, plan, carried, kept);
  });
}

/** The plan without what is not where it was any more: an answer can take its time, and others move calls meanwhile. */
async function asItIsNow(work: Work, plan: Plan, routes: readonly Route[]): Promise<Plan> {
  const { cli, session } = work;
  cli.terminal.progress("Reading the numbers again ...");
  const numbers = plan.moves.map(({ number }) => number);
  for (const number of numbers) session.account.forget(number);
  const { found, missing, failures } = await look(session, numbers);
  const moves = plan.moves.filter(({ number, before }) => found.get(number)?.primaryRouteId === before);
  const still = new Set(moves.map(({ number }) => number));
  const left = [...found.values()].filter(({ number }) => !still.has(number));
  const stayed = left.map(({ number, primaryRouteId: route }) => ({ number, route }));
  sayStayed(work, stayed, MOVED_MEANWHILE, routes);
  return {
    ...plan,
    moves,
    stayed: [...plan.stayed, ...stayed],
    unread: new Map([...plan.unread, ...failures]),
    missing: [...plan.missing, ...missing],
  };
}

/** Why a number stays that was to move, and is elsewhere now. */
export const MOVED_MEANWHILE: Plan["whyStayed"] = (where) => `moved to ${where} meanwhile`;

function sayStayed({ say }: Work, stayed: Plan["stayed"], why: Plan["whyStayed"], routes: readonly Route[]): void {
  for (const [id, those] of Map.groupBy(stayed, ({ route }) => route)) {
    const route = routes.find((it) => it.id === id);
    const where = route ? inFull(route) : id === undefined ? "no route" : `route ${id}`;
    say(`Stays  ${few(those.map(({ number }) => number))}: ${why(where)}`);
  }
}

function report(
  work: Work,
  plan: Plan,
  { moved, failed, unread, untried, isSilent }: Carried,
  kept: Kept | undefined,
): void {
  const { cli, options, say } = work;
  const notThere = plan.missing.map((number) => [number, new Error(NOT_THERE)] as const);
  const failures = new Map([...plan.unread, ...notThere, ...failed]);
  if (plan.moves.length > 0)
    say(`Moved ${amount(moved.length)} of ${howMany(plan.moves.length)} to ${inFull(plan.to)}.`);
  for (const { numbers, error } of alike(unread))
    say(`warning: ${few(numbers)} could not be read back, so it is not sure that calls move: ${error.message}`);
  for (const { numbers, error } of alike(failures)) {
    const what = error instanceof Unsure ? "perhaps did not move" : "did not move";
    complain(work, `${few(numbers)} ${what}: ${error.message}`);
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

/** Failures that are said together, with the error of the first. */
function alike(failures: ReadonlyMap<string, unknown>): { numbers: string[]; error: Error }[] {
  return [...Map.groupBy(failures, ([, error]) => kindOf(error)).values()].map((those) => {
    const [[, first]] = those as [[string, Error]];
    return { numbers: those.map(([number]) => number), error: first };
  });
}

/** What makes failures alike. */
function kindOf(error: unknown): string {
  const cause = error instanceof Unsure ? error.cause : error;
  if (cause instanceof FlowrouteError) return `${(error as Error).name} ${cause.status} ${cause.serverMessage}`;
  return (error as Error).message;
}
