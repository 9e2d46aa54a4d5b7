import { isDeepStrictEqual } from "node:util";
import type { NumberChange, OwnedNumber } from "../../client";
import type { Properties } from "../judge";
import type { Prices } from "../money";
import { toE164, toInput } from "../spelling";
import type { PhoneNumberInputs } from "./inputs";
import type { Standing, UnconfirmedPurchase } from "./unconfirmed";

/** A PhoneNumber's outputs as the state keeps them: everything the account says of the number, and what was declared. */
export interface PhoneNumberState {
  readonly number: string;
  readonly e164: string;
  readonly alias?: string;
  readonly cnamLookupsEnabled?: boolean;
  readonly messagingEnabled?: boolean;
  readonly numberType?: string;
  readonly rateCenter?: string;
  readonly state?: string;
  readonly isoCountry?: string;
  readonly status?: string;
  readonly tier?: string;
  readonly rateType?: string;
  readonly note?: string;
  readonly setupCost?: number;
  readonly monthlyCost?: number;
  readonly inboundRate?: number;
  /** The inputs that the number was last brought in line with, for `read` and `delete`, which hear of no inputs. */
  readonly declared?: PhoneNumberInputs;
  /** By which keys the number was last seen, if `match` chose it: `keysId` of the client. */
  readonly seenBy?: string;
  /** The purchase was sent but never confirmed: the next `up` asks the account, and buys if it must. */
  readonly purchaseUnconfirmed?: Standing;
}

/** Outputs from the account's answer; `prices` are known from elsewhere, for answers that leave them out (API section 4.3). */
export function toState(
  details: OwnedNumber,
  declared: PhoneNumberInputs | undefined,
  keysId: string,
  prices: Prices = {},
): PhoneNumberState {
  return compact({
    number: details.number,
    e164: toE164(details.number),
    // One that was just cleared, which the next read will not have either.
    alias: details.alias === "" ? undefined : details.alias,
    cnamLookupsEnabled: details.cnamLookupsEnabled,
    messagingEnabled: details.messagingEnabled,
    numberType: details.numberType,
    rateCenter: details.rateCenter,
    state: details.state,
    isoCountry: details.isoCountry,
    status: details.status,
    tier: details.tier,
    rateType: details.rateType,
    note: details.note,
    setupCost: details.setupCost ?? prices.setupCost,
    monthlyCost: details.monthlyCost ?? prices.monthlyCost,
    inboundRate: details.inboundRate,
    declared,
    seenBy: declared?.match && keysId,
  });
}

/** Outputs of a number whose purchase could not be confirmed: what its offer told. */
export function toUnconfirmedState(
  { offer, standing }: UnconfirmedPurchase,
  declared: PhoneNumberInputs,
  keysId: string,
): PhoneNumberState {
  const { number, setupCost, monthlyCost, numberType } = offer;
  return compact({
    number,
    e164: toE164(number),
    numberType,
    setupCost,
    monthlyCost,
    declared,
    seenBy: declared.match && keysId,
    purchaseUnconfirmed: standing,
  });
}

/**
 * The inputs a refresh gives the engine: as declared, but with the account's values where attributes are managed, so
 * that drift shows in the plan by name.
 */
export function inputsNow(details: OwnedNumber, declared: PhoneNumberInputs): PhoneNumberInputs {
  const { alias = "", cnamLookupsEnabled, messagingEnabled = false } = details;
  const now: PhoneNumberInputs = { number: toInput(details.number), alias, cnamLookupsEnabled, messagingEnabled };
  const managed = Object.entries(now).filter(([attribute]) => attribute in declared);
  return { ...declared, ...Object.fromEntries(managed) };
}

/** Whether a program says the same as before; aside from what only matters when a number is chosen and bought. */
export function sameDeclaration(before: PhoneNumberInputs, now: PhoneNumberInputs): boolean {
  const chosen = { match: undefined, buyer: undefined };
  return isDeepStrictEqual({ ...before, ...chosen }, { ...now, ...chosen });
}

/** What must be written so that the number has every attribute wanted; empty when it has. */
export function changeOf(current: OwnedNumber | PhoneNumberState, wanted: NumberChange): NumberChange {
  return compact<NumberChange>({
    alias: (current.alias ?? "") === wanted.alias ? undefined : wanted.alias,
    cnamLookupsEnabled:
      current.cnamLookupsEnabled === wanted.cnamLookupsEnabled ? undefined : wanted.cnamLookupsEnabled,
    messagingEnabled:
      (current.messagingEnabled ?? false) === wanted.messagingEnabled ? undefined : wanted.messagingEnabled,
  });
}

/** Without the members that are undefined: neither the engine's wire nor its state has such a thing. */
function compact<T extends object>(value: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}

/** A state as the engine hands it back. */
export function stateOf(properties: Properties): PhoneNumberState {
  return properties as unknown as PhoneNumberState;
}
