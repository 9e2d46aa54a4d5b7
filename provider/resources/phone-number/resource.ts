import type * as pulumi from "@pulumi/pulumi";
import type { NumberType } from "../../client/types";
import type { Criteria } from "../../lifecycle/criteria";
import { type Declares, FlowrouteResource } from "../../program/flowroute-resource";
import type { InputsOf } from "../../program/inputs-of";
import { typeOf } from "../../program/kinds";
import { noteMatch } from "../../program/match";
import { spelled } from "../../program/spelled";

/** What one number chosen for you must be like; every criterion given must hold. */
export type PhoneNumberMatch = InputsOf<Criteria>;

/** This very number. */
export interface ExactNumber {
  /**
   * This very number, in any usual spelling: `"+1 206-555-0100"`, `"(206) 555-0100"`, `"2065550100"`, `"12065550100"`.
   * On the account it is adopted, without a write unless a declared attribute differs; otherwise it is bought, unless
   * `purchase` forbids it. Changing it makes a new resource before the old one is deleted; deleting keeps the number
   * by default.
   */
  number: pulumi.Input<string>;
  match?: never;
}

/** A number chosen for you. */
export interface MatchedNumber {
  /**
   * One number like this, chosen and bought when the resource is created. The choice is kept in the state: changing
   * `match` later changes nothing, and says so.
   */
  match: pulumi.Input<PhoneNumberMatch>;
  number?: never;
}

/** How a number is bought, kept and given up; an attribute left out is not managed. */
export interface PhoneNumberSettings {
  /**
   * The most it may cost to set up, in US dollars, once.
   * @default the stack setting `flowroute:maxSetupCost`, else 10
   */
  maxSetupCost?: pulumi.Input<number>;
  /**
   * The most it may cost, in US dollars a month.
   * @default the stack setting `flowroute:maxMonthlyCost`, else 10
   */
  maxMonthlyCost?: pulumi.Input<number>;
  /**
   * `"forbid"`: a number that is not on the account is an error, never a purchase. So it is, whatever is said here, where the stack
   * setting `flowroute:purchases` is `forbid`.
   * @default "allow"
   */
  purchase?: pulumi.Input<"allow" | "forbid">;
  /** Friendly name on the account, at most 64 characters, not unique; `""` clears it. */
  alias?: pulumi.Input<string>;
  /** Look up callers' names on inbound calls; Flowroute charges for each. */
  cnamLookupsEnabled?: pulumi.Input<boolean>;
  /**
   * SMS and MMS. Turning it on starts a provisioning at Flowroute that ends some time later. Whether `false` turns it off is not
   * published (U-20): while Flowroute still shows it on, each `pulumi up` says so and tries again.
   */
  messagingEnabled?: pulumi.Input<boolean>;
  /**
   * What happens to the number when the resource is deleted: `"retain"` leaves it on the account, with its monthly
   * cost; `"release"` gives it back to Flowroute, for anybody to buy.
   * @default "retain", unless the stack setting `flowroute:onDelete` is `remove`
   */
  onDelete?: pulumi.Input<"retain" | "release">;
}

/** Inputs of a `PhoneNumber`: exactly one of `number` and `match`, and settings. */
export type PhoneNumberArgs = (ExactNumber | MatchedNumber) & PhoneNumberSettings;

const outputs = [
  "number",
  "alias",
  "cnamLookupsEnabled",
  "messagingEnabled",
  "numberType",
  "rateCenter",
  "state",
  "isoCountry",
  "status",
  "tier",
  "rateType",
  "note",
  "setupCost",
  "monthlyCost",
  "inboundRate",
];

const declares: Declares = { kind: "PhoneNumber", identity: "number", outputs };

/**
 * A phone number on a Flowroute account, adopted when it is there and bought when it is not.
 *
 * Nothing but a different `number` ever replaces it, and deleting it never gives the number back unless `onDelete`, or
 * the stack, says so. A preview reports whether a new number will be adopted or bought, and at what price.
 *
 * Attributes are those of the pages "List Phone Number Details" and "Purchase a Phone Number" of Flowroute's Numbers
 * API v2; one that Flowroute leaves out is `undefined`.
 *
 * @example
 * ```ts
 * import { PhoneNumber } from "pulumi-flowroute";
 *
 * // On the account already: adopted, and nothing is bought.
 * new PhoneNumber("hotline", { number: "+1 206-555-0100", purchase: "forbid" }, { protect: true });
 * // Chosen and bought once.
 * const fax = new PhoneNumber("fax", { match: { areaCode: "206" }, maxSetupCost: 1 });
 * export const faxNumber = fax.e164;
 * ```
 */
export class PhoneNumber extends FlowrouteResource {
  /** The type in URNs and state, by which typed policies know the class. */
  static override readonly __pulumiType: string = typeOf("PhoneNumber");

  /** The number in Flowroute's own form, digits with the country code: `12065550100`. Also the resource's id. */
  declare readonly number: pulumi.Output<string>;
  /** The number in E.164: `+12065550100`. */
  declare readonly e164: pulumi.Output<string>;
  /** Friendly name on the account, if it has one. */
  declare readonly alias: pulumi.Output<string | undefined>;
  /** Whether callers' names are looked up, at a charge for each call. */
  declare readonly cnamLookupsEnabled: pulumi.Output<boolean>;
  /** Whether SMS and MMS are on. */
  declare readonly messagingEnabled: pulumi.Output<boolean | undefined>;
  /** `longcode`, `toll-free`, or another kind Flowroute may add. */
  declare readonly numberType: pulumi.Output<NumberType>;
  /** Flowroute's abbreviated rate center: `seattle`. */
  declare readonly rateCenter: pulumi.Output<string | undefined>;
  /** Two-letter state or province, lower case: `wa`. */
  declare readonly state: pulumi.Output<string | undefined>;
  /** ISO 3166-1 alpha-2 country: `US`. */
  declare readonly isoCountry: pulumi.Output<string | undefined>;
  /** Standing with Flowroute: `PURCHASED`, or another word Flowroute may add. */
  declare readonly status: pulumi.Output<string | undefined>;
  /** Price tier by name: `Standard`. */
  declare readonly tier: pulumi.Output<string | undefined>;
  /** How Flowroute rates calls to it: `local`. */
  declare readonly rateType: pulumi.Output<string | undefined>;
  /** Note on the account; cannot be written through the API. */
  declare readonly note: pulumi.Output<string | undefined>;
  /** What it cost to set up, in US dollars. */
  declare readonly setupCost: pulumi.Output<number | undefined>;
  /** What it costs, in US dollars a month. */
  declare readonly monthlyCost: pulumi.Output<number | undefined>;
  /** What an inbound call costs, in US dollars a minute. */
  declare readonly inboundRate: pulumi.Output<number | undefined>;

  /**
   * Declares a number.
   * @param name the resource's name in the stack
   * @param args which number, and what of it to manage
   * @param options Pulumi's resource options; `protect: true` guards a published number against deletion altogether
   */
  constructor(name: string, args: PhoneNumberArgs, options?: pulumi.CustomResourceOptions) {
    super(declares, name, args, options);
    Object.assign(this, spelled(this.number));
    if (options?.id === undefined && args?.match !== undefined)
      noteMatch(this, new.target.__pulumiType, name, args.match, options);
  }

  /**
   * A number of the account to read from, without managing it.
   * @param name the resource's name in the stack
   * @param number the number, in any usual spelling
   * @param options Pulumi's resource options
   */
  static get(name: string, number: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): PhoneNumber {
    // A read takes no inputs.
    return new PhoneNumber(name, {} as PhoneNumberArgs, { ...options, id: number });
  }
}
