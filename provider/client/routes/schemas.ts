/** What answers about inbound routes must hold, and how they become our types. */
import { z } from "zod";
import { documentOf, id, integer, listOf, orUndefined, text, word } from "../http/schemas";
import type { EdgeStrategy, Route } from "./types";

/** Version 2.1 of the API shows types in upper case, and calls `number` by another name. */
const routeType = word.transform((type) => type.toLowerCase()).transform((type) => (type === "pstn" ? "number" : type));

export const route: z.ZodType<Route> = z
  .object({
    id,
    attributes: z.object({
      alias: word,
      route_type: routeType,
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

/** The answer to a write. */
export const writtenRoute = documentOf(route);

const edgeStrategy: z.ZodType<EdgeStrategy> = z
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
  }));

export const edgeStrategies = documentOf(listOf(edgeStrategy));
