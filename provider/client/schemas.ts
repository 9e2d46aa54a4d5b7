/**
 * What the account's answers must hold, and how they become our types. Fields we do not name pass unread; what an example
 * ever lacked or had as null is optional. API reference: "Numbers" and "Routes" pages of v2.
 */
import { z } from "zod";
import { printable } from "./printable";
import type {
  AreaCode,
  AvailableNumber,
  EdgeStrategy,
  Exchange,
  NumberSummary,
  OwnedNumber,
  Route,
  Tier,
} from "./types";

/** Text of any kind ends up on terminals, by `pulumi stack output` as it is. */
const word = z.string().transform(printable);
/** Pages call ids integers, examples show text. */
const anyId = z.union([word.pipe(z.string().min(1)), z.number().transform(String)]);
/** Numbers, routes, area codes and exchanges. Ids get into paths and into other requests, so nothing else may pass for one. */
const id = anyId.pipe(z.string().regex(/^\d{1,20}$/, "not an id of digits"));
/** Edge strategies' ids. */
const integer = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);
const text = word.nullish().transform(orUndefined);
/** Items before they are looked at one by one: a complaint about each of millions would take more memory than they do. */
const many = z.array(z.unknown()).max(10_000);
const amount = z.number().nullish().transform(orUndefined);

export const areaCode: z.ZodType<AreaCode> = z.object({ id }).transform((found) => ({ areaCode: found.id }));

export const exchange: z.ZodType<Exchange> = z
  .object({ id })
  .transform((found) => ({ exchange: found.id, areaCode: found.id.slice(0, 3) }));

export const tier: z.ZodType<Tier> = z.object({ id: anyId }).transform((found) => ({ name: found.id }));

export const availableNumber: z.ZodType<AvailableNumber> = z
  .object({
    id,
    attributes: z.object({
      setup_cost: z.number().nonnegative(),
      monthly_cost: z.number().nonnegative(),
      number_type: word,
      rate_center: text,
      state: text,
      iso_country: text,
      rate_type: text,
      tier: text,
      inbound_rate: amount,
    }),
  })
  .transform(({ id, attributes }) => ({
    number: id,
    setupCost: attributes.setup_cost,
    monthlyCost: attributes.monthly_cost,
    numberType: attributes.number_type,
    rateCenter: attributes.rate_center,
    state: attributes.state,
    isoCountry: attributes.iso_country,
    rateType: attributes.rate_type,
    tier: attributes.tier,
    inboundRate: attributes.inbound_rate,
  }));

const summaryAttributes = z.object({
  alias: text,
  cnam_lookups_enabled: z.boolean(),
  messaging_enabled: z.boolean().nullish().transform(orUndefined),
  number_type: word,
  rate_center: text,
  state: text,
  iso_country: text,
  status: text,
  tier: text,
});

export const numberSummary: z.ZodType<NumberSummary> = z
  .object({ id, attributes: summaryAttributes })
  .transform(({ id, attributes }) => summaryOf(id, attributes));

function summaryOf(number: string, attributes: z.output<typeof summaryAttributes>): NumberSummary {
  return {
    number,
    // A cleared alias reads as null or as "", depending on how it was cleared.
    alias: attributes.alias || undefined,
    cnamLookupsEnabled: attributes.cnam_lookups_enabled,
    messagingEnabled: attributes.messaging_enabled,
    numberType: attributes.number_type,
    rateCenter: attributes.rate_center,
    state: attributes.state,
    isoCountry: attributes.iso_country,
    status: attributes.status,
    tier: attributes.tier,
  };
}

export const route: z.ZodType<Route> = z
  .object({
    id,
    attributes: z.object({
      alias: word,
      route_type: word.transform((type) => type.toLowerCase()),
      value: z
        .union([word, z.number()])
        .nullish()
        .transform((value) => value?.toString()),
      edge_strategy_id: integer.nullish().transform(orUndefined),
    }),
  })
  .transform(({ id, attributes }) => ({
    id,
    alias: attributes.alias,
    routeType: attributes.route_type,
    value: attributes.value,
    edgeStrategyId: attributes.edge_strategy_id,
  }));

const related = (kind: z.ZodType<string>) =>
  z
    .object({ data: z.object({ id: kind }).nullish() })
    .nullish()
    .transform((relationship) => relationship?.data?.id);

const detailAttributes = summaryAttributes.extend({
  monthly_cost: amount,
  setup_cost: amount,
  inbound_rate: amount,
  rate_type: text,
  note: text,
});

/** Ids of what a number relates to. */
interface Relationships {
  primary_route?: string | undefined;
  failover_route?: string | undefined;
  e911_address?: string | undefined;
  cnam_preset?: string | undefined;
}

function detailsOf(
  number: string,
  attributes: z.output<typeof detailAttributes>,
  relationships: Relationships | null | undefined,
  included: Route[],
): OwnedNumber {
  return {
    ...summaryOf(number, attributes),
    monthlyCost: attributes.monthly_cost,
    setupCost: attributes.setup_cost,
    inboundRate: attributes.inbound_rate,
    rateType: attributes.rate_type,
    note: attributes.note,
    primaryRouteId: relationships?.primary_route,
    failoverRouteId: relationships?.failover_route,
    e911AddressId: relationships?.e911_address,
    cnamPresetId: relationships?.cnam_preset,
    routes: included,
  };
}

/** A "Number Details" document, or the same wrapped in one more `data`, as the purchase page shows it. */
export const ownedNumber: z.ZodType<OwnedNumber> = z.preprocess(
  unwrap,
  z
    .object({
      data: z.object({
        id,
        attributes: detailAttributes,
        relationships: z
          .object({
            primary_route: related(id),
            failover_route: related(id),
            e911_address: related(anyId),
            cnam_preset: related(anyId),
          })
          .nullish(),
      }),
      // Other kinds of resource may be included, and more may come: routes are what we read.
      included: many
        .nullish()
        .transform((all) =>
          (all ?? []).filter((item) => z.object({ type: z.literal("route") }).safeParse(item).success),
        )
        .pipe(z.array(route)),
    })
    .transform(({ data: { id, attributes, relationships }, included }) =>
      detailsOf(id, attributes, relationships, included),
    ),
);

/** What a relationship of a batch leads to. One that is left out would pass for one that leads nowhere, an alias for none. */
const leadsTo = (kind: z.ZodType<string>) =>
  z.object({ data: z.object({ id: kind }).nullable() }).transform(({ data }) => data?.id);

const otherRelationships = { e911_address: leadsTo(anyId), cnam_preset: leadsTo(anyId) };

/** An item of "List Multiple Phone Number Details": under the names of v2 or, as its page shows them, of v2.1. */
const batchItem: z.ZodType<OwnedNumber> = z
  .object({
    id,
    attributes: detailAttributes.extend({ alias: word.nullable().transform(orUndefined) }),
    relationships: z.union([
      z.object({ primary_route: leadsTo(id), failover_route: leadsTo(id), ...otherRelationships }),
      z
        .object({ voice_primary_route: leadsTo(id), voice_failover_route: leadsTo(id), ...otherRelationships })
        .transform(({ voice_primary_route, voice_failover_route, ...others }) => ({
          primary_route: voice_primary_route,
          failover_route: voice_failover_route,
          ...others,
        })),
    ]),
  })
  .transform(({ id, attributes, relationships }) => detailsOf(id, attributes, relationships, []));

export const batch: z.ZodType<OwnedNumber[]> = z.object({ data: listOf(batchItem) }).transform(({ data }) => data);

/** The number a purchase was answered for; the rest is read afterwards. */
export const purchasedNumber: z.ZodType<string> = z.preprocess(
  unwrap,
  z.object({ data: z.object({ id }) }).transform(({ data }) => data.id),
);

export const edgeStrategies: z.ZodType<EdgeStrategy[]> = z
  .object({
    data: listOf(
      z
        .object({
          id: integer,
          attributes: z.object({ name: word, description: text, naptr: text, firewall_rules: text }),
        })
        .transform(({ id, attributes }) => ({
          id,
          name: attributes.name,
          description: attributes.description,
          naptr: attributes.naptr,
          firewallRules: attributes.firewall_rules,
        })),
    ),
  })
  .transform(({ data }) => data);

/** A list of `item`; only whether a next page is announced is read of its links, since some point elsewhere. */
export function pageOf<T>(item: z.ZodType<T>): z.ZodType<{ items: T[]; more: boolean }> {
  return z
    .object({ data: listOf(item), links: z.object({ next: text }).nullish() })
    .transform(({ data, links }) => ({ items: data, more: links?.next !== undefined }));
}

const anything = z.unknown().optional();

/** The errors of a refusal, or of a 207; all members vary or are missing somewhere. */
export const errorBody = z.object({
  errors: many
    .min(1)
    .transform((all) => all.slice(0, 20))
    .pipe(z.array(z.object({ detail: anything, id: anything, status: anything, title: anything }))),
});

export type ErrorEntry = z.output<typeof errorBody>["errors"][number];

function listOf<T>(item: z.ZodType<T>): z.ZodType<T[]> {
  return many.pipe(z.array(item));
}

function orUndefined<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

const nestedDocument = z.object({ data: z.looseObject({ data: z.looseObject({}) }) });

function unwrap(document: unknown): unknown {
  const nested = nestedDocument.safeParse(document);
  return nested.success ? nested.data.data : document;
}
