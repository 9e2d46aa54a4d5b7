import { z } from "zod";
import type { Account, Charge, EdgeStrategy, InventoryNumber, OwnedNumber, Route } from "./account";

/** An account with parts left out: they take the values of a freshly bought number, or are empty. */
export interface AccountInput extends Partial<Omit<Account, "numbers" | "inventory">> {
  numbers?: Record<string, Partial<OwnedNumber>>;
  inventory?: Record<string, Partial<InventoryNumber>>;
}

const text = z.string();
const cost = z.number().nonnegative();
const number = text.regex(/^\d{7,15}$/, "a number is 7 to 15 digits, with its country code and without a plus sign");
const routeId = text.regex(/^\d+$/, "an id is digits");

const details = {
  number_type: text.default("longcode"),
  rate_center: text.nullable().default(null),
  state: text.nullable().default(null),
  iso_country: text.nullable().default("US"),
  rate_type: text.nullable().default("local"),
  tier: text.nullable().default("Standard"),
  monthly_cost: cost.default(1.25),
  setup_cost: cost.default(1),
  inbound_rate: cost.default(0.012),
};

const inventoryNumber: z.ZodType<InventoryNumber> = z.strictObject(details);

const ownedNumber: z.ZodType<OwnedNumber> = z.strictObject({
  ...details,
  alias: text.nullable().default(null),
  note: text.nullable().default(null),
  status: text.default("PURCHASED"),
  cnam_lookups_enabled: z.boolean().default(true),
  messaging_enabled: z.boolean().default(false),
  primary_route: routeId.nullable().default("0"),
  failover_route: routeId.nullable().default(null),
  cnam_preset: text.nullable().default(null),
  e911_address: text.nullable().default(null),
  message_provision: z
    .strictObject({ id: text, status: z.enum(["processing", "successful"]) })
    .nullable()
    .default(null),
});

const route: z.ZodType<Route> = z.strictObject({
  alias: text.min(1),
  route_type: z.enum(["sip-reg", "host", "number", "uri"]),
  value: text.nullable(),
  edge_strategy_id: z.int().nullable().default(null),
});

const edgeStrategy: z.ZodType<EdgeStrategy> = z.strictObject({
  name: text,
  description: text,
  firewall_rules: text,
  naptr: text,
});

const charge: z.ZodType<Charge> = z.strictObject({ number, setup_cost: cost, monthly_cost: cost });

const registration: Route = { alias: "sip-reg", route_type: "sip-reg", value: null, edge_strategy_id: null };

const account: z.ZodType<Account> = z
  .strictObject({
    numbers: z.record(number, ownedNumber).default({}),
    routes: z
      .record(routeId, route)
      .default({})
      .transform((routes): Record<string, Route> => ({ "0": { ...registration }, ...routes })),
    edge_strategies: z.record(routeId, edgeStrategy).default({}),
    inventory: z.record(number, inventoryNumber).default({}),
    charges: z.array(charge).default([]),
    balance: z.number().nullable().default(null),
    cnam_lookups_by_default: z.boolean().default(true),
    newest_route: z.int().nonnegative().default(0),
  })
  .superRefine((account, context) => {
    for (const [id, owned] of Object.entries(account.numbers)) {
      const complain = (message: string, ...path: string[]) =>
        context.addIssue({ code: "custom", message, path: ["numbers", id, ...path] });
      if (account.inventory[id]) complain("is also in the inventory");
      for (const name of ["primary_route", "failover_route"] as const) {
        const routeId = owned[name];
        if (routeId !== null && !account.routes[routeId]) complain(`there is no route ${routeId}`, name);
      }
    }
  });

/**
 * Checks an account and fills in what was left out. The result shares nothing with the input.
 * Throws an `Error` naming every wrong place.
 */
export function completeAccount(input: unknown): Account {
  const result = account.safeParse(input);
  if (!result.success) throw new Error(`This is not an account:\n${z.prettifyError(result.error)}`);
  return result.data;
}
