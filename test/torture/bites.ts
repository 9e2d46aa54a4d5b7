import { NotFoundError } from "../../provider/client";
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

const purchase = /^POST \/v2\/numbers\/\d+$/;

/** Puts another function in the place of one of the client's calls about numbers. */
function replace<Name extends keyof NumberCalls>(
  { client: { numbers } }: Session,
  name: Name,
  by: (before: NumberCalls[Name]) => NumberCalls[Name],
): void {
  numbers[name] = by(numbers[name].bind(numbers) as NumberCalls[Name]);
}

export const bites: readonly Bite[] = [
  {
    name: "a purchase without an answer is taken for refused, and nobody asks",
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
    reported: /is purchase 2, and only 1/,
  },
  {
    name: "a purchase is not noted before it is sent",
    sabotage: (session) => {
      deskOf(session).journal.begin = () => {};
    },
    scenario: "buy by match",
    disturbed: { by: "power cut after it was done", at: purchase },
    reported: /is purchase 2, and only 1/,
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
    reported: /is purchase 2, and only 1/,
  },
  {
    name: "a route is removed before it is set",
    sabotage: (session) =>
      replace(session, "setPrimaryRoute", (set) => async (number, route) => {
        await session.client.numbers.removePrimaryRoute(number);
        await set(number, route);
      }),
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
    sabotage: ({ declarations }) => {
      declarations.whyKept = () => undefined;
    },
    scenario: "rename resources",
    reported: /12065550100 left the account/,
  },
  {
    name: "a field is written that nobody declared",
    sabotage: (session) =>
      replace(session, "update", (write) => (number, change) => write(number, { cnamLookupsEnabled: true, ...change })),
    scenario: "buy this number",
    reported: /cnam_lookups_enabled was written, and is not declared so/,
  },
  {
    name: "a read writes",
    sabotage: (session) =>
      replace(session, "get", (read) => async (number) => {
        const details = await read(number);
        if (details.primaryRouteId) await session.client.numbers.setPrimaryRoute(number, details.primaryRouteId);
        return details;
      }),
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
];
