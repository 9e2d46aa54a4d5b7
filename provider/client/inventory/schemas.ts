/** What answers about the inventory must hold, and how they become our types. */
import { z } from "zod";
import { amount, anyId, id, text, word } from "../http/schemas";
import type { AreaCode, AvailableNumber, Exchange, Tier } from "./types";

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
