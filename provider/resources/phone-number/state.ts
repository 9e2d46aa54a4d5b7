import { isDeepStrictEqual } from "node:util";
import type { OwnedNumber } from "../../client";
import { compact } from "../../lifecycle/compact";
import type { Kept, Properties } from "../../lifecycle/lifecycle";
import type { Prices } from "../../lifecycle/prices";
import { toE164, toInput } from "../../lifecycle/spelling";
import type { PhoneNumberInputs } from "./inputs";
import type { Standing, UnconfirmedPurchase } from "./unconfirmed";

/** The inputs that a number was last brought in line with. */
export type Declared = PhoneNumberInputs & {
  /** URN of the resource that a number was bought for by `match`. */
  readonly buyer?: string | undefined;
};

/** A PhoneNumber's outputs as the state keeps them: everything the account says of the number. */
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
  /** By which keys the number was last seen, if `match` chose it: `keysId` of the client. */
  readonly seenBy?: string;
  /** The purchase was sent but never confirmed: the next `up` asks the account, and buys if it must. */
  readonly purchaseUnconfirmed?: Standing;
}

/** What the engine keeps of a number, from the account's answer; `prices` are known from elsewhere, for answers that leave them out (API section 4.3). */
export function toKept(
  details: OwnedNumber,
  declared: Declared | undefined,
  keysId: string,
  prices: Prices = {},
): Kept {
  const outputs = compact<PhoneNumberState>({
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
    seenBy: declared?.match && keysId,
  });
  return withDeclared(outputs, declared);
}

/** The same for a number whose purchase could not be confirmed: what its offer told. */
export function toUnconfirmed({ offer, standing }: UnconfirmedPurchase, declared: Declared, keysId: string): Kept {
  const { number, setupCost, monthlyCost, numberType } = offer;
  const outputs = compact<PhoneNumberState>({
    number,
    e164: toE164(number),
    numberType,
    setupCost,
    monthlyCost,
    seenBy: declared.match && keysId,
    purchaseUnconfirmed: standing,
  });
  return withDeclared(outputs, declared);
}

function withDeclared(outputs: PhoneNumberState, declared: Declared | undefined): Kept {
  return declared ? { outputs: { ...outputs }, declared: compact(declared) } : { outputs: { ...outputs } };
}

/** What a program declares, with the resource that a number is bought for. */
export function declaredBy(inputs: PhoneNumberInputs, urn: string | undefined): Declared {
  return inputs.match === undefined ? inputs : { ...inputs, buyer: urn };
}

/**
 * The inputs a refresh gives the engine: as declared, but with the account's values where attributes are managed, so
 * that drift shows in the plan by name.
 */
export function inputsNow(details: OwnedNumber, { buyer: _, ...declared }: Declared): PhoneNumberInputs {
  const { number, alias = "", cnamLookupsEnabled, messagingEnabled = false } = details;
  const now: PhoneNumberInputs = { number: toInput(number), alias, cnamLookupsEnabled, messagingEnabled };
  const managed = Object.entries(now).filter(([attribute]) => attribute in declared);
  return { ...declared, ...Object.fromEntries(managed) };
}

/** Whether a program says the same as before; aside from what only matters when a number is chosen and bought. */
export function sameDeclaration(before: Declared, now: PhoneNumberInputs): boolean {
  const chosen = { match: undefined, buyer: undefined };
  return isDeepStrictEqual({ ...before, ...chosen }, { ...now, ...chosen });
}

/** Outputs as the engine hands them back. */
export function stateOf(outputs: Properties): PhoneNumberState {
  return outputs as unknown as PhoneNumberState;
}
