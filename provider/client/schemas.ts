/**
 * What the account's answers must hold, and how they become our types. Fields we do not name pass unread; what an example
 * ever lacked or had as null is optional. API reference: "Numbers" and "Routes" pages of v2.
 */
import { z } from "zod";
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

/** Pages call ids integers, examples show text. */
const id = z.union([z.string().min(1), z.number()]).transform(String);
/** Edge strategies' ids. */
const integer = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);
const text = z.string().nullish().transform(orUndefined);
const amount = z.number().nullish().transform(orUndefined);

export const areaCode: z.ZodType<AreaCode> = z.object({ id }).transform((found) => ({ areaCode: found.id }));

export const exchange: z.ZodType<Exchange> = z
  .object({ id })
  .transform((found) => ({ exchange: found.id, areaCode: found.id.slice(0, 3) }));

export const tier: z.ZodType<Tier> = z.object({ id }).transform((found) => ({ name: found.id }));

export const availableNumber: z.ZodType<AvailableNumber> = z
  .object({
    id,
    attributes: z.object({
      setup_cost: z.number(),
      monthly_cost: z.number(),
      number_type: z.string(),
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
  number_type: z.string(),
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
      alias: z.string(),
      route_type: z.string().toLowerCase(),
      value: z
        .union([z.string(), z.number()])
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

const relatedId = z
  .object({ data: z.object({ id }).nullish() })
  .nullish()
  .transform((relationship) => relationship?.data?.id);

/** A "Number Details" document, or the same wrapped in one more `data`, as the purchase page shows it. */
export const ownedNumber: z.ZodType<OwnedNumber> = z.preprocess(
  unwrap,
  z
    .object({
      data: z.object({
        id,
        attributes: summaryAttributes.extend({
          monthly_cost: amount,
          setup_cost: amount,
          inbound_rate: amount,
          rate_type: text,
          note: text,
        }),
        relationships: z
          .object({
            primary_route: relatedId,
            failover_route: relatedId,
            e911_address: relatedId,
            cnam_preset: relatedId,
          })
          .nullish(),
      }),
      // Other kinds of resource may be included, and more may come: routes are what we read.
      included: z
        .array(z.unknown())
        .nullish()
        .transform((all) =>
          (all ?? []).filter((item) => z.object({ type: z.literal("route") }).safeParse(item).success),
        )
        .pipe(z.array(route)),
    })
    .transform(({ data: { id, attributes, relationships }, included }) => ({
      ...summaryOf(id, attributes),
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
    })),
);

/** The number a purchase was answered for; the rest is read afterwards. */
export const purchasedNumber: z.ZodType<string> = z.preprocess(
  unwrap,
  z.object({ data: z.object({ id }) }).transform(({ data }) => data.id),
);

export const edgeStrategies: z.ZodType<EdgeStrategy[]> = z
  .object({
    data: z.array(
      z
        .object({
          id: integer,
          attributes: z.object({ name: z.string(), description: text, naptr: text, firewall_rules: text }),
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
    .object({ data: z.array(item), links: z.object({ next: text }).nullish() })
    .transform(({ data, links }) => ({ items: data, more: links?.next !== undefined }));
}

const anything = z.unknown().optional();

/** The errors of a refusal, or of a 207; all members vary or are missing somewhere. */
export const errorBody = z.object({
  errors: z.array(z.object({ detail: anything, id: anything, status: anything, title: anything })).min(1),
});

export type ErrorEntry = z.output<typeof errorBody>["errors"][number];

function orUndefined<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

const nestedDocument = z.object({ data: z.looseObject({ data: z.looseObject({}) }) });

function unwrap(document: unknown): unknown {
  const nested = nestedDocument.safeParse(document);
  return nested.success ? nested.data.data : document;
}
