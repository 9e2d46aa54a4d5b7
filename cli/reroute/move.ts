import type { OwnedNumber, Route } from "../../provider/client";
import type { Session } from "../../provider/lifecycle/session";
import { look } from "../../provider/resources/number-group/missing";
import { UsageError } from "../exit";
import { moveNumbers } from "./move-numbers";
import type { Request } from "./request";
import { asItIs, keep, keepNew, type Move, type MovesUndo, type Undo, unfinished } from "./undo-file";
import { inFull, whichRoute } from "./which-route";
import { stackWords, type Work, warnOfOwnNumber } from "./work";

/** Moves the calls of all numbers of a route, or of some of them, to another route. */
export async function move(work: Work, request: Request & { kind: "move" }): Promise<void> {
  const { cli, session, options, say } = work;
  const { account, client } = session;
  cli.terminal.progress("Reading the account ...");
  const routes = await account.routes();
  const [from, to] = [whichRoute(routes, request.from), whichRoute(routes, request.to)];
  if (from.id === to.id) throw new UsageError(`--from and --to are one route: ${inFull(from)}.`);
  const isSame = (undo: Undo): undo is MovesUndo =>
    "numbers" in undo && undo.from.id === from.id && undo.to.id === to.id;
  const before = unfinished(cli.cwd, options.undoFile, client.keysId, isSame, say);
  const numbers = request.numbers ?? (await allNumbers(session));
  const { found, missing, failures } = await look(session, numbers);
  const moves = [...found.values()].filter(isOn(from)).map(({ number }) => ({ number, before: from.id, after: to.id }));
  const stayed = request.numbers ? [...found.values()].filter((it) => !isOn(from)(it) && !isOn(to)(it)) : [];
  const keepUndo = (moves: readonly Move[]) => {
    if (!before)
      return keepNew(cli.cwd, options.undoFile, { ...newUndo(client.keysId, from, to), numbers: [...moves] });
    const content = asItIs(before);
    return keep({ ...before, content: { ...content, finished: false, numbers: merged(content.numbers, moves) } });
  };
  // A number of the account's list that is not found is a contradiction; one that somebody named may well be gone.
  const isNamed = request.numbers !== undefined;
  const isGone = (number: string) => (isNamed ? missing.includes(number) : !numbers.includes(number));
  await warnOfOwnNumber(work, to);
  await moveNumbers(
    work,
    {
      from,
      to,
      moves,
      stayed: stayed.map(({ number, primaryRouteId: route }) => ({ number, route })),
      whyStayed: (where) => `on ${where}, not on --from`,
      unread: failures,
      missing,
      goOn: [...goOn(options, from, to), ...stackWords(options)],
      goBack: (name) => ["reroute", "--undo", name, ...stackWords(options)],
      kept: before,
      keepUndo,
      isFinishedBy: (done, { content }) =>
        (isNamed || missing.length === 0) &&
        content.numbers.every(({ number }) => {
          const details = found.get(number);
          return done.has(number) || isGone(number) || (details !== undefined && !isOn(from)(details));
        }),
    },
    routes,
  );
}

/** One wrong 404 makes the account's list look empty, and there would seem to be nothing to move. So it is asked for again. */
async function allNumbers({ account }: Session): Promise<string[]> {
  const numbers = await account.numbers();
  if (numbers.length > 0) return numbers;
  account.numbers.forget();
  return account.numbers();
}

function isOn({ id }: Route): (number: OwnedNumber) => boolean {
  return ({ primaryRouteId }) => primaryRouteId === id;
}

function newUndo(keysId: string, from: Route, to: Route): Omit<MovesUndo, "numbers"> {
  return { version: 1, made: new Date().toISOString(), keysId, finished: false, from: placeOf(from), to: placeOf(to) };
}

/** A route as the undo file has it. */
function placeOf({ id, alias, routeType, value }: Route): MovesUndo["from"] {
  return { id, alias, routeType, ...(value !== undefined && { value }) };
}

/** What was noted first is what the number has to return to. */
function merged(first: readonly Move[], more: readonly Move[]): Move[] {
  const known = new Set(first.map(({ number }) => number));
  return [...first, ...more.filter(({ number }) => !known.has(number))];
}

function goOn({ numbers, undoFile }: Work["options"], from: Route, to: Route): string[] {
  return [
    ...["reroute", "--from", from.id, "--to", to.id],
    ...(numbers === undefined ? [] : ["--numbers", numbers]),
    ...(undoFile === undefined ? [] : ["--undo-file", undoFile]),
  ];
}
