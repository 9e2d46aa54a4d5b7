import type { Context } from "hono";
import { type Account, entry, type OwnedNumber } from "../account";
import type { Simulation } from "../simulation";
import { answer, noContent } from "./answer";
import { readBody } from "./body";
import { batchNumber, listedNumber, numberDocument } from "./documents";
import { invalid, invalidFields, notOnAccount, notServed } from "./errors";
import { digitFilters, filterOf } from "./filters";
import { answerPage } from "./listing";
import { provisioningUnavailable, wishMessaging } from "./messaging";
import { readNumberOptions } from "./number-options";

type Entry = readonly [number: string, owned: OwnedNumber];

/** The owned number a path names; throws the 404 if there is none. */
export function ownedNumberOf(c: Context, account: Readonly<Account>): Entry {
  const number = c.req.param("id") ?? "";
  const owned = entry(account.numbers, number);
  if (!owned) throw notOnAccount();
  return [number, owned];
}

/** N6: numbers on the account. */
export function listNumbers(c: Context, simulation: Simulation): Response {
  return answerPage<Entry>(c, simulation, {
    items: Object.entries(simulation.read().numbers).sort(([a], [b]) => Number(a) - Number(b)),
    filters: [
      ...digitFilters<Entry>(c, ([number]) => number),
      ...filterOf<Entry>(c, "alias", (value) => ({ echo: value, keeps: ([, { alias }]) => alias === value })),
      ...filterOf<Entry>(c, "tier", (value) => ({ echo: value, keeps: ([, { tier }]) => tier === value })),
    ],
    max: 200,
    path: "/v2/numbers",
    show: ([number, owned]) => listedNumber(simulation, number, owned),
  });
}

/** N7: one number with its relationships. */
export function readNumber(c: Context, simulation: Simulation): Response {
  const account = simulation.read();
  const [number, owned] = ownedNumberOf(c, account);
  return answer(200, numberDocument(simulation, account, number, owned));
}

/** N8: several numbers at once. Those not on the account are left out (U-17). */
export async function readBatch(c: Context, simulation: Simulation): Promise<Response> {
  if (simulation.settings.batchRead === "off") throw notServed();
  const numbers = (await readBody(c))?.numbers;
  if (!Array.isArray(numbers) || numbers.some((number) => typeof number !== "string"))
    throw invalidFields({ numbers: ["Not a valid list of numbers."] });
  const { batchMax } = simulation.settings;
  if (batchMax !== null && numbers.length > batchMax) throw invalid(`More than ${batchMax} numbers.`);
  const account = simulation.read();
  const asked = new Set(numbers.map((number: string) => number.replace(/^\+/, "")));
  const data = [...asked].flatMap((number) => {
    const owned = entry(account.numbers, number);
    return owned ? [batchNumber(simulation, number, owned)] : [];
  });
  return answer(200, { data });
}

/** N9: changes a number. The body is flat; a field left out stays as it is. */
export async function updateNumber(c: Context, simulation: Simulation): Promise<Response> {
  ownedNumberOf(c, simulation.account);
  const body = (await readBody(c)) ?? {};
  if (body.type === undefined) throw invalidFields({ type: ["Missing data for required field."] });
  if (body.type !== "number") throw invalidFields({ type: ["Must be number."] });
  const alias = aliasOf(body.alias);
  const options = readNumberOptions(body);

  const account = simulation.write();
  const [number, owned] = ownedNumberOf(c, account);
  if (alias !== undefined) owned.alias = alias || simulation.settings.clearedAlias;
  owned.cnam_lookups_enabled = options.cnam_lookups_enabled ?? owned.cnam_lookups_enabled;
  const wish = options.messaging_enabled;
  const provisioned = wish === undefined || wishMessaging(simulation, number, owned, wish);
  const document = numberDocument(simulation, account, number, owned);
  return provisioned ? answer(200, document) : answer(207, { ...document, ...provisioningUnavailable });
}

/** N10: gives a number back. It loses its relationships and can be bought again at once, without a refund (U-21). */
export function release(c: Context, simulation: Simulation): Response {
  ownedNumberOf(c, simulation.account);
  const account = simulation.write();
  const [number, owned] = ownedNumberOf(c, account);
  const { number_type, rate_center, state, iso_country, rate_type, tier, monthly_cost, setup_cost, inbound_rate } =
    owned;
  account.inventory[number] = {
    number_type,
    rate_center,
    state,
    iso_country,
    rate_type,
    tier,
    monthly_cost,
    setup_cost,
    inbound_rate,
  };
  delete account.numbers[number];
  return noContent();
}

const longestAlias = 64;

/** Undefined leaves the alias alone; null and "" clear it. */
function aliasOf(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return value;
  if (typeof value !== "string") throw invalidFields({ alias: ["Not a valid string."] });
  if (value.length > longestAlias) throw invalidFields({ alias: [`Longer than maximum length ${longestAlias}.`] });
  return value;
}
