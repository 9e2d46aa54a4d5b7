import type { OwnedNumber } from "../../client";
import { changeOf } from "../../lifecycle/attributes";
import { HalfDone, type Kept } from "../../lifecycle/lifecycle";
import type { Session } from "../../lifecycle/session";
import type { Acquired } from "./acquire";
import type { PhoneNumberInputs } from "./inputs";
import { type Declared, type PhoneNumberState, toKept } from "./state";

/** Writes the attributes that differ from the program, and nothing else; whatever fails, the number stays in the state. */
export async function bringInLine(
  session: Session,
  { details, sold }: Acquired,
  inputs: PhoneNumberInputs,
  declared: Declared,
  before?: PhoneNumberState,
): Promise<Kept> {
  const { keysId } = session.client;
  const prices = sold ?? before ?? {};
  const change = changeOf(details, inputs);
  if (Object.keys(change).length === 0) return toKept(details, declared, keysId, prices);
  try {
    const { warning } = await session.client.numbers
      .update(details.number, change)
      .finally(() => session.account.forget(details.number));
    if (warning !== undefined) session.say(`warning: ${details.number}: ${warning}`);
    const after = await session.account.freshDetails(details.number);
    for (const property of Object.keys(changeOf(after, change)))
      session.say(`${after.number}: Flowroute accepted ${property} but does not show it yet`);
    // Flowroute accepted the change; where it does not show yet (provisioning, U-45) a refresh will tell. Only whether
    // messaging can be turned off this way is not known (U-20), so the account is believed there.
    const accepted =
      change.messagingEnabled === false ? { ...change, messagingEnabled: after.messagingEnabled } : change;
    return toKept({ ...after, ...accepted } as OwnedNumber, declared, keysId, prices);
  } catch (error) {
    throw new HalfDone(details.number, toKept(details, declared, keysId, prices), error);
  }
}
