import { deleteRule } from "../delete-rule";
import { dollars } from "../money";
import { describe } from "../search";
import type { Session } from "../session";
import type { PhoneNumberState } from "./state";

/** Why a number stays on the account although its resource is deleted; nothing when it is to be released. */
export function reasonToKeep(session: Session, state: PhoneNumberState): string | undefined {
  const { number, declared = {} } = state;
  const stays = `${number} stays on the account`;
  if (session.declaredNumbers.has(number)) return `${stays}: the program still declares it`;
  if (deleteRule(declared.onDelete, "release", session.stack) === "retain") return `${stays}, ${retained(state)}`;
  if (session.retainedNumbers.has(number)) return `${stays}: the program says onDelete: "retain" now`;
  if (session.declaredRoutes.has(number))
    return `${stays}: a NumberRoutes of the program still says where its calls go`;
  if (declared.match && session.boughtFor.has(describe(declared.match))) {
    const advice = `To have it back instead, declare number: "${number}"`;
    return `${stays}: this looks like a renamed resource, whose match has just bought another number. ${advice}`;
  }
  return undefined;
}

function retained({ number, monthlyCost, declared }: PhoneNumberState): string {
  const cost = monthlyCost === undefined ? "at its monthly cost" : `at ${dollars(monthlyCost)} a month`;
  const chosen = declared?.match === undefined ? "" : " (match would choose and buy another)";
  return (
    `${cost}. To manage it again, declare number: "${number}"${chosen}. To give it up, ` +
    'release it in Flowroute\'s portal, or declare it with onDelete: "release" and then delete it'
  );
}
