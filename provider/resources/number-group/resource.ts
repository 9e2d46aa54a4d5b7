import * as pulumi from "@pulumi/pulumi";
import { noteForProviders } from "../../program/command";
import { type Declares, FlowrouteResource } from "../../program/flowroute-resource";
import { typeOf } from "../../program/kinds";
import { withRouteIds } from "../../program/route-id";
import { asOutput, isOutput, promiseOf } from "../../program/settled-inputs";
import type { RouteReference } from "../number-routes/resource";
import { type Entry, e164, numberNamed } from "./entry";

/** What a group manages of its numbers; what is left out is not managed. */
export interface NumberSettings {
  /** Where calls go first. Left out, for the group and for the number: its routes are not managed. */
  primaryRoute?: pulumi.Input<RouteReference>;
  /**
   * Where calls go when the primary does not answer. Needs a primary route.
   * @default none: where routes are managed, a failover that the account has is taken away
   */
  failoverRoute?: pulumi.Input<RouteReference>;
  /** Friendly name on the account, at most 64 characters, not unique; `""` clears it. */
  alias?: pulumi.Input<string>;
  /** Look up callers' names on inbound calls; Flowroute charges for each. */
  cnamLookupsEnabled?: pulumi.Input<boolean>;
  /** SMS and MMS, as of a `PhoneNumber`. */
  messagingEnabled?: pulumi.Input<boolean>;
}

/** A number of a group with what differs from the others. */
export interface GroupedNumber extends NumberSettings {
  /** A number of the account, in any usual spelling: `"+1 206-555-0100"`. */
  number: pulumi.Input<string>;
}

/** Inputs of a `NumberGroup`: its numbers, and what they share. */
export interface NumberGroupArgs extends NumberSettings {
  /**
   * Numbers of the account, each as a text in any usual spelling or with what differs for it. All of them are adopted: none is bought
   * or released. The order does not matter.
   */
  numbers: pulumi.Input<pulumi.Input<string | GroupedNumber>[]>;
  /**
   * What happens to the routes of the numbers when the group is deleted, and to those of a number that leaves the list: `"retain"`
   * leaves them, so that calls go where they went; `"detach"` takes away those that the group declared and that are still there.
   * Then the group is replaced, because the engine deletes when all other resources are there; no other number is touched.
   * @default "retain", unless the stack setting `flowroute:onDelete` is `remove`
   */
  onDelete?: pulumi.Input<"retain" | "detach">;
}

const declares: Declares = {
  kind: "NumberGroup",
  outputs: ["numbers", "count", "monthlyCost"],
};

/**
 * Many numbers of the account that are treated alike, in one resource: the engine has one step for all of them, and some requests
 * read two hundred of them each.
 *
 * A group adopts; it never buys and never releases. A number that is not on the account, is twice in the list, or is declared by
 * another resource is an error that names all such numbers, before anything is written. A number can move between a group and
 * single resources, or another group, in one `pulumi up`, and nothing is written for that. (Pages "List Multiple Phone Number
 * Details", "Update Phone Number Details" and "Specify Number Primary Voice Route" of Flowroute's Numbers API v2.)
 *
 * @example
 * ```ts
 * import { InboundRoute, NumberGroup, REGISTRATION_ROUTE } from "pulumi-flowroute";
 *
 * const site = new InboundRoute("site", { alias: "site", host: "pbx.example.com" });
 * const support = new NumberGroup(
 *   "support",
 *   {
 *     numbers: ["+1 206-555-0100", { number: "+1 206-555-0102", alias: "Hotline", failoverRoute: REGISTRATION_ROUTE }],
 *     primaryRoute: site,
 *     cnamLookupsEnabled: true,
 *   },
 *   { protect: true },
 * );
 * export const hotline = support.named("Hotline");
 * ```
 */
export class NumberGroup extends FlowrouteResource {
  /** The type in URNs and state, by which typed policies know the class. */
  static override readonly __pulumiType: string = typeOf("NumberGroup");

  /** The numbers in E.164, `+12065550100`: in the order of the program, in languages other than TypeScript ascending. */
  declare readonly numbers: pulumi.Output<string[]>;
  /**
   * How many numbers there are.
   * @asType integer
   */
  declare readonly count: pulumi.Output<number>;
  /** What they cost together, in US dollars a month; `undefined` when Flowroute gives no price. */
  declare readonly monthlyCost: pulumi.Output<number | undefined>;
  readonly #entries: pulumi.Output<Entry[]>;

  /**
   * Declares a group.
   * @param name the resource's name in the stack
   * @param args its numbers, and what they share
   * @param options Pulumi's resource options; `protect: true` guards it against deletion
   */
  constructor(name: string, args: NumberGroupArgs, options?: pulumi.CustomResourceOptions) {
    const { numbers, ...shared } = args ?? ({} as NumberGroupArgs);
    const entries = withIds(numbers, options);
    const inputs = { ...withRouteIds(shared, options), ...(entries === undefined ? {} : { numbers: entries }) };
    // Deleted first, a group would take the routes of numbers that another resource is still to declare.
    super(declares, name, inputs, pulumi.mergeOptions(options, { deleteBeforeReplace: false }));
    noteNumbers(numbers);
    this.#entries = pulumi.all([pulumi.output(entries), this.urn]).apply(([list]) => entriesOf(list));
    Object.assign(this, { numbers: this.#entries.apply((list) => list.map(({ number }) => e164(number))) });
  }

  /**
   * The one number of the group that the program gives this alias, in E.164.
   * @param alias the alias, as the program says it
   */
  named(alias: string): pulumi.Output<string> {
    return this.#entries.apply((list) => numberNamed(list, alias));
  }
}

function entriesOf(list: unknown): Entry[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry) => (typeof entry === "object" && entry !== null ? (entry as Entry) : { number: entry }));
}

/** The list with ids in place of resources. */
function withIds(
  numbers: pulumi.Input<pulumi.Input<string | GroupedNumber>[]> | undefined,
  options: pulumi.CustomResourceOptions | undefined,
): pulumi.Input<unknown> {
  const each = (entry: unknown) =>
    typeof entry === "object" && entry !== null && !isOutput(entry) ? withRouteIds(entry, options) : entry;
  if (Array.isArray(numbers)) return numbers.map(each);
  if (!isOutput(numbers)) return numbers;
  return asOutput(numbers).apply((list) => (Array.isArray(list) ? list.map(each) : list));
}

/**
 * Lets the providers know which numbers the program has, also where a command leaves the group out: each as soon as it is known, because
 * what stands beside it may never be.
 */
function noteNumbers(numbers: unknown): void {
  const known: string[] = [];
  const noteOne = (number: unknown) => {
    if (typeof number === "string") known.push(number);
    else if (isOutput(number)) whenKnown(number, (it) => noteNumbers([it]));
  };
  if (isOutput(numbers)) whenKnown(numbers, noteNumbers);
  if (!Array.isArray(numbers)) return;
  for (const entry of numbers)
    noteOne(typeof entry === "object" && entry !== null && !isOutput(entry) ? entry.number : entry);
  const ids = known.map((number) => e164(number).slice(1));
  for (const kind of ["PhoneNumber", "NumberRoutes"])
    noteForProviders(ids.map((id) => ({ what: "declared", kind, id })));
}

/** What fails is refused elsewhere. */
function whenKnown(value: unknown, use: (it: unknown) => void): void {
  promiseOf(asOutput(value)).then(use, () => {});
}
