import { ForbiddenError, NotFoundError } from "../../provider/client";
import type { Session } from "../../provider/lifecycle/session";
import { deskOf } from "../../provider/resources/phone-number/purchase-desk";
import type { Sabotage } from "./embedded-provider";

/** A rule that is broken on purpose, and the run in which that must be noticed. */
export interface Bite {
  readonly name: string;
  readonly sabotage: Sabotage;
  readonly scenario: string;
  /** Left out where the breach shows without any disturbance. */
  readonly disturbed?: { readonly by: string; readonly at: RegExp };
  /** What the watch says of it. */
  readonly reported: RegExp;
}

type NumberCalls = Session["client"]["numbers"];
type RouteCalls = Session["client"]["routes"];

const purchase = /^POST \/v2\/numbers\/\d+$/;

/** Puts another function in the place of one of the client's calls about numbers. */
function replace<Name extends keyof NumberCalls>(
  { client: { numbers } }: Session,
  name: Name,
  by: (before: NumberCalls[Name]) => NumberCalls[Name],
): void {
  numbers[name] = by(numbers[name].bind(numbers) as NumberCalls[Name]);
}

/** The same for one of its calls about routes. */
function replaceRoutes<Name extends keyof RouteCalls>(
  { client: { routes } }: Session,
  name: Name,
  by: (before: RouteCalls[Name]) => RouteCalls[Name],
): void {
  routes[name] = by(routes[name].bind(routes) as RouteCalls[Name]);
}

/** Has the account list these routes. */
function listRoutes({ account }: Session, list: () => ReturnType<Session["account"]["routes"]>): void {
  const { forget } = account.routes;
  Object.defineProperty(account, "routes", { value: Object.assign(list, { forget }) });
}

const removeBeforeSetting: Sabotage = (session) =>
  replace(session, "setPrimaryRoute", (set) => async (number, route) => {
    await session.client.numbers.removePrimaryRoute(number);
    await set(number, route);
  });

const writeOnRead: Sabotage = (session) =>
  replace(session, "get", (read) => async (number) => {
    const details = await read(number);
    if (details.primaryRouteId) await session.client.numbers.setPrimaryRoute(number, details.primaryRouteId);
    return details;
  });

/** What the program still declares passes for abandoned. */
const forgetDeclared: Sabotage = ({ declarations }) => {
  declarations.whyKept = () => undefined;
};

export const bites: readonly Bite[] = [
  {
    name: "a purchase without an answer is taken for refused, and the account is not asked",
    sabotage: (session) => {
      const unanswered = new Set<string>();
      replace(session, "purchase", (buy) => async (number) => {
        await buy(number).catch(() => {
          unanswered.add(number);
          throw new NotFoundError({ call: "POST", serverMessage: "taken for refused", outcome: "refused" });
        });
      });
      const find = session.account.findNow.bind(session.account);
      session.account.findNow = async (number) => (unanswered.has(number) ? undefined : find(number));
    },
    scenario: "buy by match",
    disturbed: { by: "reset, after it was done", at: purchase },
    reported: /is purchase 2, and the programs declare only 1/,
  },
  {
    name: "a purchase is not noted before it is sent",
    sabotage: (session) => {
      deskOf(session).journal.begin = () => {};
    },
    scenario: "buy by match",
    disturbed: { by: "power cut after it was done", at: purchase },
    reported: /is purchase 2, and the programs declare only 1/,
  },
  {
    name: "a refused number that the account has all the same is taken for another program's",
    sabotage: (session) => {
      const refused = new Set<string>();
      replace(session, "purchase", (buy) => async (number) => {
        await buy(number).catch((failure) => {
          refused.add(number);
          throw failure;
        });
      });
      const find = session.account.findNow.bind(session.account);
      session.account.findNow = async (number) => (refused.has(number) ? undefined : find(number));
    },
    scenario: "buy by match",
    disturbed: { by: "every write arrives twice from here on", at: purchase },
    reported: /is purchase 2, and the programs declare only 1/,
  },
  {
    name: "a route is removed before it is set",
    sabotage: removeBeforeSetting,
    scenario: "change both routes",
    reported: /12065550100 was left without a primary route/,
  },
  {
    name: "deleting releases, whatever was declared",
    sabotage: (session) => Object.defineProperty(session, "stack", { value: { ...session.stack, onDelete: "remove" } }),
    scenario: "destroy, retaining",
    reported: /12065550100 left the account/,
  },
  {
    name: "a number is released under its old name",
    sabotage: forgetDeclared,
    scenario: "rename resources",
    reported: /12065550100 left the account/,
  },
  {
    name: "a group takes the routes of numbers that only moved out of it",
    sabotage: forgetDeclared,
    scenario: "move a group into single resources",
    reported: /13605550110 was left without a primary route/,
  },
  {
    name: "a group takes a route away before it sets another",
    sabotage: removeBeforeSetting,
    scenario: "re-route a group",
    reported: /13605550110 was left without a primary route/,
  },
  {
    name: "a group writes what its program leaves out",
    sabotage: (session) =>
      replace(session, "update", (write) => (number, change) => write(number, { ...change, messagingEnabled: false })),
    scenario: "repair drift of a group",
    reported: /messaging_enabled was written, and is not declared so/,
  },
  {
    name: "a field is written that no program declared",
    sabotage: (session) =>
      replace(session, "update", (write) => (number, change) => write(number, { cnamLookupsEnabled: true, ...change })),
    scenario: "buy this number",
    reported: /cnam_lookups_enabled was written, and is not declared so/,
  },
  {
    name: "a preview writes",
    sabotage: writeOnRead,
    scenario: "adopt",
    disturbed: { by: "401", at: /./ },
    reported: /PATCH .* was sent by a preview/,
  },
  {
    name: "a read writes",
    sabotage: writeOnRead,
    scenario: "refresh",
    reported: /PATCH .*, though all was as declared/,
  },
  {
    name: "a route is only thought of as removed",
    sabotage: (session) => {
      const removed = new Set<string>();
      replace(session, "removeFailoverRoute", () => async (number) => void removed.add(number));
      replace(session, "get", (read) => async (number) => {
        const details = await read(number);
        return removed.has(number) ? { ...details, failoverRouteId: undefined } : details;
      });
    },
    scenario: "change both routes",
    reported: /the failover is not none/,
  },
  {
    name: "a number that cannot be read is taken for gone",
    sabotage: (session) => {
      session.client.numbers.list = async function* () {};
      replace(
        session,
        "get",
        (read) => (number) =>
          read(number).catch(() => {
            throw new NotFoundError({ call: "GET", serverMessage: "taken for gone", outcome: "refused" });
          }),
      );
    },
    scenario: "refresh",
    disturbed: { by: "the network is gone from here on", at: /./ },
    reported: /up --expect-no-changes after that failed/,
  },
  {
    name: "a route is deleted without a look at who uses it",
    sabotage: (session) => {
      session.account.numbersOn = async () => ({ primary: [], failover: [] });
    },
    scenario: "delete a route in use",
    reported: /a DELETE of route \d+ was sent, and 12065550101 used it/,
  },
  {
    name: "a number is pointed at a route that is not there",
    sabotage: (session) => replace(session, "setPrimaryRoute", (set) => (number) => set(number, "999")),
    scenario: "make a route and point numbers at it",
    reported: /a request would make route 999 the primary of \d+, and that route is not on the account/,
  },
  {
    name: "deleting a route ignores that the program still declares it",
    sabotage: (session) => {
      session.declarations.whyKept = () => undefined;
      session.account.numbersOn = async () => ({ primary: [], failover: [] });
    },
    scenario: "rename a route, without an alias",
    reported: /a DELETE of route \d+ was sent, and the program keeps it/,
  },
  {
    name: "an adopted route goes with its resource",
    sabotage: (session) => Object.defineProperty(session, "stack", { value: { ...session.stack, onDelete: "remove" } }),
    scenario: "destroy with routes",
    reported: /a DELETE of route 10[25] was sent, and nothing asks for it/,
  },
  {
    name: "a route is left where it should be deleted",
    sabotage: (session) => replaceRoutes(session, "delete", () => async () => {}),
    scenario: "delete an unused route made here",
    reported: /route \d+ is declared to be deleted and is still there/,
  },
  {
    name: "a route that is as declared is written",
    sabotage: (session) => {
      const { routes } = session.account;
      listRoutes(session, async () => {
        const all = await routes();
        for (const { id, alias, routeType, value } of all)
          if (alias === "pbx-a" && value !== undefined)
            await session.client.routes.update(id, { alias, routeType: routeType as "host", value });
        return all;
      });
    },
    scenario: "adopt a route",
    reported: /route 101 was written, and was so already/,
  },
  {
    name: "a route is written otherwise than declared",
    sabotage: (session) =>
      replaceRoutes(session, "update", (write) => (id, route) => write(id, { ...route, value: `${route.value}9` })),
    scenario: "edit a route in place",
    reported: /PATCH \/v2\/routes\/101 wrote .*which is not declared/,
  },
  {
    name: "a route whose answer is lost is made again without a look",
    sabotage: (session) => {
      listRoutes(session, async () => []);
    },
    scenario: "make a route, where routes may share an alias",
    disturbed: { by: "reset, after it was done", at: /^POST \/v2\/routes$/ },
    reported: /a second route was made for the alias pbx-new/,
  },
  {
    name: "a route made here counts as adopted",
    sabotage: (session) =>
      replaceRoutes(session, "create", (make) => async (route) => {
        await make(route);
        throw new ForbiddenError({ call: "POST", serverMessage: "taken for taken", outcome: "refused" });
      }),
    scenario: "delete an unused route made here",
    reported: /route \d+ was made, and counts as adopted/,
  },
];
