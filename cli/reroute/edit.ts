import { FlowrouteError, type Route, UnauthorizedError } from "../../provider/client";
import { REGISTRATION_ROUTE } from "../../provider/lifecycle/registration-route";
import { weightOf } from "../../provider/lifecycle/route-weight";
import {
  describeTarget,
  inputsOf,
  sameTarget,
  type Target,
  targetOf,
} from "../../provider/resources/inbound-route/target";
import { whoMoves } from "../../provider/resources/inbound-route/users";
import { change } from "../../provider/resources/inbound-route/write";
import { EXIT, exitCodeOf, UsageError } from "../exit";
import { printJson } from "../json";
import { commandLine } from "../shell";
import { notBelieved } from "./confirm";
import type { Request } from "./request";
import { rerouteSchema } from "./schema";
import { type EditUndo, type Kept, keepNew, type Undo, unfinished } from "./undo-file";
import { inFull, whichRoute } from "./which-route";
import { complain, endWith, finish, isAgreed, PROGRAM_HINT, stackWords, type Work, warnOfOwnNumber } from "./work";

/** Has a route lead elsewhere: one request moves the calls of everything on it. */
export async function edit(work: Work, request: Request & { kind: "edit" }): Promise<void> {
  const { cli, session, options, say } = work;
  cli.terminal.progress("Reading the routes ...");
  const route = whichRoute(await session.account.routes(), request.route);
  const before = editableTarget(route);
  const after = targetOf({ ...request.target, weight: weightOf(before.value) }) as Target;
  const isSame = (undo: Undo): undo is EditUndo =>
    "route" in undo &&
    undo.route.id === route.id &&
    sameTarget(undo.route.after, after) &&
    (sameTarget(undo.route.before, before) || sameTarget(route, after));
  const kept = unfinished(cli.cwd, options.undoFile, session.client.keysId, isSame, say);
  const { id, alias } = route;
  const content: EditUndo = kept?.content ?? {
    version: 1,
    made: new Date().toISOString(),
    keysId: session.client.keysId,
    finished: false,
    route: { id, alias, before, after },
  };
  const [flag = "", value = ""] = Object.entries(options).find(([name]) => name in request.target) ?? [];
  await changeRoute(work, {
    route,
    after,
    kept,
    keepUndo: () => kept ?? keepNew(cli.cwd, options.undoFile, content),
    goOn: ["reroute", "--route", id, `--${flag}`, String(value), ...stackWords(options)],
    goBack: (name) => ["reroute", "--undo", name, ...stackWords(options)],
  });
}

/** A route to be changed, and what people need to know then. */
export interface Change {
  readonly route: Route;
  readonly after: Target;
  readonly kept: Kept<EditUndo> | undefined;
  readonly keepUndo: () => Kept<EditUndo>;
  readonly goOn: readonly string[];
  readonly goBack?: (name: string) => readonly string[];
}

/** Shows a change, asks, makes it, and says what came of it. */
export async function changeRoute(work: Work, plan: Change): Promise<void> {
  const { cli, session, options, say } = work;
  const { route, after } = plan;
  say(`Route  ${inFull(route)}`);
  say(`To     ${describeTarget(after)}`);
  if (sameTarget(route, after)) {
    say("It leads there already.");
    if (plan.kept) finish(work, plan.kept);
    return report(work, plan, plan.kept, { changed: false });
  }
  say(`Moves  ${await whose(work, route.id)}`);
  await warnOfOwnNumber(work, after);
  if (!(await isAgreed(work, `Have route ${route.id} lead to ${describeTarget(after)} now?`))) return;
  const now = options.yes ? route : await asItIsNow(work, route);
  if (now?.routeType !== route.routeType || now.value !== route.value) {
    const stays = now ? CHANGED_MEANWHILE : "it is not on the account any more, so there is nothing to change.";
    return report(work, { ...plan, route: now ?? route }, plan.kept, { changed: false, stays });
  }
  await cli.critically(async () => {
    const kept = plan.keepUndo();
    if (plan.goBack) say(`Undo   ${kept.name}`);
    try {
      // The alias and the edge strategy stay as they are.
      const shown = await change(session, now, { alias: now.alias, ...after });
      if (!sameTarget(shown, after)) throw new Error(notBelieved(`the route leads to ${describeTarget(shown)}`));
    } catch (error) {
      return report(work, plan, kept, { changed: false, error });
    }
    finish(work, kept);
    report(work, plan, kept, { changed: true });
  });
}

/** Why a route stays that was to be changed, and leads elsewhere now. */
export const CHANGED_MEANWHILE = "somebody changed it meanwhile, so it stays as it is.";

/** The route after the question: an answer can take its time, and others edit routes meanwhile. */
async function asItIsNow({ cli, session }: Work, { id }: Route): Promise<Route | undefined> {
  cli.terminal.progress("Reading the routes again ...");
  session.account.routes.forget();
  return (await session.account.routes()).find((it) => it.id === id);
}

/** Where a route leads, which can be written back. */
function editableTarget(route: Route): Target {
  const { id, routeType, value } = route;
  if (id === REGISTRATION_ROUTE)
    throw new UsageError(
      `${inFull(route)}: calls ring what has registered, and it cannot be edited. Move its numbers with --from 0 and --to.`,
    );
  if (value === undefined || Object.keys(inputsOf(route)).length === 0)
    throw new UsageError(
      `${inFull(route)}: its type is none that could be written back. Move its numbers with --from and --to.`,
    );
  return { routeType: routeType as Target["routeType"], value };
}

/** Whose calls move. That it cannot be read must not keep anybody from moving them. */
async function whose({ cli, session }: Work, id: string): Promise<string> {
  cli.terminal.progress("Reading whose calls move ...");
  try {
    return whoMoves(await session.account.numbersOn(id));
  } catch (error) {
    if (error instanceof UnauthorizedError) throw error;
    return `the calls of all numbers on it; which these are could not be read: ${(error as Error).message}`;
  }
}

/** What came of a change; an error is why it was not made. */
interface Outcome {
  readonly changed: boolean;
  readonly error?: unknown;
  /** Why nothing was to be done. */
  readonly stays?: string;
}

/** Says what came of a change. */
export function report(
  work: Work,
  { route, after, goOn, goBack }: Pick<Change, "route" | "after" | "goOn" | "goBack">,
  kept: Kept | undefined,
  { changed, error, stays }: Outcome,
): void {
  const { cli, options, say } = work;
  if (stays !== undefined) say(`${inFull(route)}: ${stays}`);
  if (changed) say(`Route ${route.id} leads to ${describeTarget(after)} now.`);
  if (error !== undefined) {
    const lost = error instanceof FlowrouteError && error.outcome === "unknown";
    complain(work, `Route ${route.id} was ${lost ? "perhaps " : ""}not changed: ${(error as Error).message}`);
    say(`To go on:    ${commandLine(goOn)}`);
  }
  if (kept && goBack) say(`To go back:  ${commandLine(goBack(kept.name))}`);
  if (changed && goBack) say(PROGRAM_HINT);
  endWith(cli, error === undefined ? [] : [error], exitCodeOf(error) === EXIT.unreachable);
  if (!options.json) return;
  const { id, alias, routeType, value = "" } = route;
  const reason = error === undefined ? stays : (error as Error).message;
  printJson(cli.terminal, rerouteSchema, {
    undoFile: kept?.name,
    interrupted: cli.interrupted.aborted,
    route: {
      id,
      alias,
      before: { routeType, value },
      after,
      changed,
      ...(reason !== undefined && { reason }),
    },
  });
}
