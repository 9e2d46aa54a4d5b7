import pLimit from "p-limit";
import type { Properties } from "../../lifecycle/lifecycle";
import { REGISTRATION_ROUTE } from "../../lifecycle/registration-route";
import { expectRoomFor } from "../../lifecycle/release-brake";
import { reasonToKeep, reportStackRule } from "../../lifecycle/retention";
import { detach } from "../../lifecycle/routing/detach";
import type { Routing } from "../../lifecycle/routing/routing";
import type { Session } from "../../lifecycle/session";
import { type Wish, wishFor } from "./group";
import { Outlook } from "./outlook";
import { Progress } from "./progress";
import { groupIn } from "./state";
import { amount, few, howMany } from "./words";
import { AT_A_TIME } from "./write";

/** Gives a group up: its numbers stay on the account; their routes are taken away where that was said, and nothing else has them. */
export async function deleteGroup(session: Session, name: string, declared: Properties): Promise<void> {
  const group = groupIn(declared);
  const kept = new Map<string, string[]>();
  const leaving: string[] = [];
  for (const number of group.numbers.keys()) {
    const reason = whyRoutesStay(session, name, number, group.onDelete);
    if (reason === undefined) {
      if (hasRoutesToLose(wishFor(group, number))) leaving.push(number);
    } else kept.set(reason, [...(kept.get(reason) ?? []), number]);
  }
  for (const [reason, numbers] of kept)
    session.say(
      reason === "by rule"
        ? `${name}: ${howMany(numbers)} ${numbers.length === 1 ? "stays" : "stay"} on the account, and calls go where they went. To take routes away with the group, give it ` +
            'onDelete: "detach" first'
        : `${name}: ${few(numbers)} ${numbers.length === 1 ? "keeps its" : "keep their"} routes: ${numbers.length === 1 ? reason : reason.replace(/ it$/, " them")}`,
    );
  if (leaving.length === 0) return;
  reportStackRule(session, group.onDelete);
  expectRoomFor(session, leaving);
  const failures = new Map<string, unknown>();
  const outlook = new Outlook();
  const progress = new Progress(session, name, leaving.length);
  const limit = pLimit(AT_A_TIME);
  const untried: string[] = [];
  const leave = async (number: string) => {
    if (outlook.isHopeless) return void untried.push(number);
    try {
      await detach(session, number, routingOf(wishFor(group, number)));
      outlook.passed();
      progress.done();
    } catch (failure) {
      failures.set(number, failure);
      outlook.failed(failure);
    }
  };
  await Promise.all(leaving.map((number) => limit(() => leave(number))));
  if (failures.size > 0) throw keptRoutes(leaving, failures, untried);
}

/** @param untried numbers that were not tried any more */
function keptRoutes(leaving: readonly string[], failures: ReadonlyMap<string, unknown>, untried: readonly string[]) {
  const [first] = failures.values() as Iterable<Error>;
  const kept = [...failures.keys(), ...untried];
  const message = first?.message ?? "";
  return new Error(
    kept.length === 1
      ? message
      : `${amount(kept.length)} of ${howMany(leaving)} keep their routes. The first: ${message} Should the group stay after all, run ` +
          "`pulumi up --refresh`, which gives the others their routes back.",
    { cause: first },
  );
}

/** Whether taking routes away would take anything: route 0 is what a number without a route of its own has. */
export function hasRoutesToLose(wish: Wish): boolean {
  const { primaryRoute = REGISTRATION_ROUTE, failoverRoute } = wish;
  return primaryRoute !== REGISTRATION_ROUTE || failoverRoute !== undefined;
}

function routingOf({ primaryRoute, failoverRoute }: Wish): Routing {
  return {
    ...(typeof primaryRoute === "string" ? { primaryRoute } : {}),
    ...(typeof failoverRoute === "string" ? { failoverRoute } : {}),
  };
}

function whyRoutesStay(
  session: Session,
  name: string,
  number: string,
  onDelete: string | undefined,
): string | undefined {
  // As a single resource it may manage no routes: a number that only moved there keeps them all the same.
  const asNumber = session.declarations.whyKept("PhoneNumber", number);
  if (asNumber !== undefined) return asNumber;
  // What is left of a replacement that was interrupted has the rule of then; what the program says now counts.
  if (onDelete !== undefined && session.declarations.isRetained("NumberGroup", name))
    return 'the program says onDelete: "retain" now';
  return reasonToKeep(session, {
    kind: "NumberRoutes",
    id: number,
    declared: onDelete,
    removal: "detach",
    ofNumber: true,
  });
}
