import type { Context } from "hono";
import { entry } from "../account";
import type { Simulation } from "../simulation";
import { answer } from "./answer";
import { readBody } from "./body";
import { numberDocument } from "./documents";
import { type ApiError, insufficientFunds, invalid, notOnAccount, notPermitted } from "./errors";
import { provisioningUnavailable, wishMessaging } from "./messaging";
import { readNumberOptions } from "./number-options";

/** N5: buys a number. Options may come in the query or in a flat body (U-14). */
export async function purchase(c: Context, simulation: Simulation): Promise<Response> {
  const number = c.req.param("id") ?? "";
  const options = readNumberOptions({ ...c.req.query(), ...(await readBody(c)) });

  const offer = entry(simulation.account.inventory, number);
  if (!offer) throw unavailable(simulation);
  const { setup_cost, monthly_cost } = offer;
  const price = setup_cost + monthly_cost;
  if (simulation.account.balance !== null && simulation.account.balance < price) throw insufficientFunds();

  const account = simulation.write();
  delete account.inventory[number];
  const owned = {
    ...offer,
    alias: null,
    note: null,
    status: "PURCHASED",
    cnam_lookups_enabled: options.cnam_lookups_enabled ?? account.cnam_lookups_by_default,
    messaging_enabled: false,
    primary_route: "0",
    failover_route: null,
    cnam_preset: null,
    e911_address: null,
    message_provision: null,
  };
  account.numbers[number] = owned;
  account.charges.push({ number, setup_cost, monthly_cost });
  if (account.balance !== null) account.balance = roundToMills(account.balance - price);

  const provisioned = wishMessaging(simulation, number, owned, options.messaging_enabled ?? false);
  const document = numberDocument(simulation, account, number, owned);
  const body = simulation.settings.nestedPurchase ? { data: document } : document;
  return provisioned ? answer(201, body) : answer(207, { ...body, ...provisioningUnavailable });
}

/** The same whether the number is unknown, somebody else's, or on this account already: never charged twice (U-9, U-10). */
function unavailable({ settings }: Simulation): ApiError {
  switch (settings.buyUnavailable) {
    case 403:
      return notPermitted();
    case 422:
      return invalid("This number is not available for purchase.");
    case 404:
      return notOnAccount();
  }
}

/** Prices have tenths of a cent; binary fractions would leave crumbs behind them. */
function roundToMills(dollars: number): number {
  return Math.round(dollars * 1000) / 1000;
}
