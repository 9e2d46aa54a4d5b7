import type { Route } from "../../provider/client";
import { sameTarget } from "../../provider/resources/inbound-route/target";
import { look } from "../../provider/resources/number-group/missing";
import { CHANGED_MEANWHILE, changeRoute, report } from "./edit";
import { MOVED_MEANWHILE, moveNumbers } from "./move-numbers";
import { type EditUndo, type Kept, type MovesUndo, readUndo } from "./undo-file";
import { inFull } from "./which-route";
import { stackWords, type Work } from "./work";

/** Puts back what an undo file has, as far as it is still where reroute put it: what somebody moved meanwhile stays. */
export async function back(work: Work, file: string): Promise<void> {
  const { cli, session } = work;
  const { content, ...named } = readUndo(cli.cwd, file, session.client.keysId);
  cli.terminal.progress("Reading the account ...");
  const routes = await session.account.routes();
  if ("route" in content) return routeBack(work, { ...named, content }, routes);
  return numbersBack(work, { ...named, content }, routes);
}

async function numbersBack(work: Work, kept: Kept<MovesUndo>, routes: readonly Route[]): Promise<void> {
  const { session, options } = work;
  const { from, to, numbers } = kept.content;
  const target = onAccount(routes, from);
  const { found, missing, failures } = await look(
    session,
    numbers.map(({ number }) => number),
  );
  const known = numbers.flatMap(({ number, before, after }) => {
    const details = found.get(number);
    return details === undefined ? [] : [{ number, before, after, route: details.primaryRouteId }];
  });
  const moved = known.filter(({ after, route }) => route === after);
  await moveNumbers(
    work,
    {
      from: routes.find(({ id }) => id === to.id) ?? routeOf(to),
      to: target,
      moves: moved.map(({ number, before, after }) => ({ number, before: after, after: before })),
      stayed: known.filter(({ before, after, route }) => route !== after && route !== before),
      whyStayed: MOVED_MEANWHILE,
      unread: failures,
      missing,
      goOn: ["reroute", "--undo", kept.name, ...stackWords(options)],
      kept,
      keepUndo: () => kept,
      isFinishedBy: (put) => moved.every(({ number }) => put.has(number)),
    },
    routes,
  );
}

async function routeBack(work: Work, kept: Kept<EditUndo>, routes: readonly Route[]): Promise<void> {
  const { options } = work;
  const { id, alias, before, after } = kept.content.route;
  const route = onAccount(routes, { id, alias, ...before });
  const goOn = ["reroute", "--undo", kept.name, ...stackWords(options)];
  if (sameTarget(route, after) || sameTarget(route, before))
    return changeRoute(work, { route, after: before, kept, keepUndo: () => kept, goOn });
  report(work, { route, after: before, goOn }, kept, { changed: false, stays: CHANGED_MEANWHILE });
}

/** @throws Error when the account does not have the route any more */
function onAccount(routes: readonly Route[], wanted: MovesUndo["from"]): Route {
  const route = routes.find(({ id }) => id === wanted.id);
  if (route) return route;
  throw new Error(
    `${inFull(routeOf(wanted))} is not on this account any more, so nothing can be put back there. Nothing was changed. Make such a ` +
      "route again, and move the calls to it with --from and --to.",
  );
}

function routeOf({ id, alias, routeType, value }: MovesUndo["from"]): Route {
  return { id, alias, routeType, value, edgeStrategyId: undefined };
}
