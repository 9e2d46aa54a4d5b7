import { describe } from "../../lifecycle/criteria";
import { dollars } from "../../lifecycle/prices";
import { leftOut, reasonToKeep } from "../../lifecycle/retention";
import type { Session } from "../../lifecycle/session";
import type { Declared, PhoneNumberState } from "./state";

/** Why a number stays on the account although its resource is deleted; nothing when it is released. */
export function whyNumberStays(session: Session, state: PhoneNumberState, declared: Declared): string | undefined {
  const { number } = state;
  const { declarations } = session;
  const stays = `${number} stays on the account`;
  const reason = reasonToKeep(session, {
    kind: "PhoneNumber",
    id: number,
    declared: declared.onDelete,
    removal: "release",
  });
  if (reason === "by rule") return `${stays}, ${retained(state, declared)}`;
  if (reason !== undefined) return `${stays}: ${reason}`;
  if (declarations.whyKept("NumberRoutes", number) !== undefined)
    return `${stays}: a NumberRoutes of the program still says where its calls go`;
  if (!declared.match) return undefined;
  const criteria = describe(declared.match);
  const advice = `To have it back instead, declare number: "${number}"`;
  const known = session.command.knownSafely();
  if (known.some((note) => note.what === "matched" && note.criteria === criteria))
    return `${stays}: this looks like a renamed resource, whose match has just bought another number. ${advice}`;
  if (leftOut(session).includes(criteria))
    return `${stays}: this looks like a renamed resource, which this command was told to leave out. ${advice}`;
  return undefined;
}

function retained({ number, monthlyCost }: PhoneNumberState, { match }: Declared): string {
  const cost = monthlyCost === undefined ? "at its monthly cost" : `at ${dollars(monthlyCost)} a month`;
  const chosen = match === undefined ? "" : " (match would choose and buy another)";
  return (
    `${cost}. To manage it again, declare number: "${number}"${chosen}. To give it up, ` +
    'release it in Flowroute\'s portal, or declare it with onDelete: "release" and then delete it'
  );
}
