import { amount } from "../../lifecycle/counted";
import type { Properties } from "../../lifecycle/lifecycle";
import { REGISTRATION_ROUTE } from "../../lifecycle/registration-route";
import { expectRoomFor } from "../../lifecycle/release-brake";
import { reasonToKeep, reportStackRule } from "../../lifecycle/retention";
import { detach } from "../../lifecycle/routing/detach";
import type { Session } from "../../lifecycle/session";
import { routesIn, type Wish, wishFor } from "./group";
import { groupIn } from "./state";
import { few, howMany } from "./words";
import { type Outcome, workThrough } from "./work-through";

/** Gives a group up: its numbers stay on the account; their routes are taken away where that was said, and nothing else has them. */
export async function deleteGroup(session: Session, name: string, declared: Properties): Promise<void> {
  const group = groupIn(declared);
  // What is left of a replacement that was interrupted has the rule of then; what the program says now counts.
  const isRetained = group.onDelete !== undefined && session.declarations.isRetained("NumberGroup", name);
  const byReason = Map.groupBy(group.numbers.keys(), (number) =>
    whyRoutesStay(session, number, group.onDelete, isRetained),
  );
  const leaving = (byReason.get(undefined) ?? []).filter((number) => hasRoutesToLose(wishFor(group, number)));
  for (const [reason, numbers] of byReason) {
    if (reason === undefined) continue;
    session.say(
      reason === "by rule"
        ? `${name}: ${howMany(numbers)} ${numbers.length === 1 ? "stays" : "stay"} on the account, and calls go where they went. To take routes away with the group, give it ` +
            'onDelete: "detach" first'
        : `${name}: ${few(numbers)} ${numbers.length === 1 ? "keeps its" : "keep their"} routes: ${numbers.length === 1 ? reason : reason.replace(/ it$/, " them")}`,
    );
  }
  if (leaving.length === 0) return;
  reportStackRule(session, group.onDelete);
  expectRoomFor(session, leaving);
  const outcome = await workThrough(session, name, leaving, (number) =>
    detach(session, number, routesIn(wishFor(group, number))),
  );
  if (outcome.failures.size + outcome.untried.length > 0) throw keptRoutes(leaving, outcome);
}

function keptRoutes(leaving: readonly string[], { failures, untried, whyUntried }: Outcome): Error {
  const [first] = failures.values() as Iterable<Error>;
  const kept = [...failures.keys(), ...untried];
  const keep = `${amount(kept.length)} of ${howMany(leaving)} ${kept.length === 1 ? "keeps its" : "keep their"} routes`;
  const why = first ? `. The first: ${first.message}` : `, because ${whyUntried}.`;
  return new Error(
    first && kept.length === 1
      ? first.message
      : `${keep}${why} Should the group stay after all, run ` +
          "`pulumi up --refresh`, which gives the others their routes back.",
    { cause: first },
  );
}

/** Whether taking routes away would take anything: route 0 is what a number without a route of its own has. */
export function hasRoutesToLose(wish: Wish): boolean {
  const { primaryRoute = REGISTRATION_ROUTE, failoverRoute } = wish;
  return primaryRoute !== REGISTRATION_ROUTE || failoverRoute !== undefined;
}

/** @param isRetained whether the program retains the group now */
function whyRoutesStay(
  session: Session,
  number: string,
  onDelete: string | undefined,
  isRetained: boolean,
): string | undefined {
  // As a single resource it may manage no routes: a number that only moved there keeps them all the same.
  const asNumber = session.declarations.whyKept("PhoneNumber", number);
  if (asNumber !== undefined) return asNumber;
  if (isRetained) return 'the program says onDelete: "retain" now';
  return reasonToKeep(session, {
    kind: "NumberRoutes",
    id: number,
    declared: onDelete,
    removal: "detach",
    ofNumber: true,
  });
}
