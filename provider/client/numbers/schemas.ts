/** What answers about the account's numbers must hold, and how they become our types. */
import { z } from "zod";
import { amount, anyId, documentOf, id, listOf, many, orUndefined, text, word } from "../http/schemas";
import { route } from "../routes/schemas";
import type { Route } from "../routes/types";
import type { NumberSummary, OwnedNumber } from "./types";

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
      // Other kinds of resource may be included, and Flowroute may add more: we read the routes.
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

/** What a relationship of a batch leads to. It must be there: one that is left out would pass for one that leads nowhere. */
const leadsTo = (kind: z.ZodType<string>) =>
  z.object({ data: z.object({ id: kind }).nullable() }).transform(({ data }) => data?.id);

const otherRelationships = { e911_address: leadsTo(anyId), cnam_preset: leadsTo(anyId) };

/** An item of "List Multiple Phone Number Details": under the names of v2 or, as its page shows them, of v2.1. */
const batchItem: z.ZodType<OwnedNumber> = z
  .object({
    id,
    // An alias that is left out would pass for none.
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

export const batch = documentOf(listOf(batchItem));

/** The number a purchase was answered for; the rest is read afterwards. */
export const purchasedNumber: z.ZodType<string> = z.preprocess(
  unwrap,
  z.object({ data: z.object({ id }) }).transform(({ data }) => data.id),
);

const nestedDocument = z.object({ data: z.looseObject({ data: z.looseObject({}) }) });

function unwrap(document: unknown): unknown {
  const nested = nestedDocument.safeParse(document);
  return nested.success ? nested.data.data : document;
}
