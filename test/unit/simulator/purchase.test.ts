import { ownedNumber } from "../../../sandbox/simulator";
import { call, ids, simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
const account = () => simulator().account;
const owned = (number: string) => ownedNumber(account(), number);

/** For sale for 1 dollar, and 1.25 a month. */
const forSale = "12012673307";
const withRoutes = "12065550100";

describe("purchase", () => {
  test("moves the number from the inventory to the account, on the SIP registration, and charges for it", async () => {
    const details = account().inventory[forSale];
    expect((await ask(`POST /v2/numbers/${forSale}`)).status).toBe(201);
    expect(account().inventory).not.toHaveProperty(forSale);
    expect(owned(forSale)).toEqual({
      ...details,
      alias: null,
      note: null,
      status: "PURCHASED",
      cnam_lookups_enabled: true,
      messaging_enabled: false,
      primary_route: "0",
      failover_route: null,
      cnam_preset: null,
      e911_address: null,
      message_provision: null,
    });
    expect(account().charges).toEqual([{ number: forSale, setup_cost: 1, monthly_cost: 1.25 }]);
  });

  test("is never charged twice", async () => {
    await ask(`POST /v2/numbers/${forSale}`);
    expect((await ask(`POST /v2/numbers/${forSale}`)).status).toBe(404);
    expect((await ask(`POST /v2/numbers/${withRoutes}`)).status).toBe(404);
    expect(account().charges).toHaveLength(1);
  });

  test("of one number by many at once succeeds once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(`POST /v2/numbers/${forSale}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404, 404, 404, 404, 404]);
    expect(account().charges).toHaveLength(1);
  });

  test("takes from the balance, as long as there is enough", async () => {
    account().balance = 4.6;
    expect((await ask("POST /v2/numbers/12012673307")).status).toBe(201);
    expect(account().balance).toBe(2.35);
    expect((await ask("POST /v2/numbers/12012673404")).status).toBe(201);
    expect(account().balance).toBe(0.1);
    expect((await ask("POST /v2/numbers/12012673598")).status).toBe(403);
    expect(account().balance).toBe(0.1);
    expect(account().inventory).toHaveProperty("12012673598");
    expect(account().charges).toHaveLength(2);
  });

  test.each([
    ["query", "?cnam_lookups_enabled=False", undefined],
    ["body", "", { cnam_lookups_enabled: false }],
    ["body, as text", "", { cnam_lookups_enabled: "false" }],
  ])("takes its options from the %s", async (_, query, body) => {
    await ask(`POST /v2/numbers/${forSale}${query}`, body);
    expect(owned(forSale).cnam_lookups_enabled).toBe(false);
  });

  test("follows the preference of the account where nothing is said", async () => {
    account().cnam_lookups_by_default = false;
    await ask(`POST /v2/numbers/${forSale}`, {});
    expect(owned(forSale).cnam_lookups_enabled).toBe(false);
  });

  test("with a wrong option buys nothing", async () => {
    for (const body of [{ cnam_lookups_enabled: "yes" }, { messaging_callback_url: "nowhere" }, "not JSON", "[1]"])
      expect((await ask(`POST /v2/numbers/${forSale}`, body)).status).toBe(422);
    expect(account().charges).toEqual([]);
  });

  test("with messaging: it is there when the task has ended", async () => {
    const bought = await ask(`POST /v2/numbers/${forSale}`, { messaging_enabled: true });
    expect(bought.body).toMatchObject({ data: { attributes: { messaging_enabled: false } } });
    const read = await ask(`GET /v2/numbers/${forSale}`);
    expect(read.body).toMatchObject({ data: { attributes: { messaging_enabled: true } } });
  });
});

describe("release", () => {
  test("returns the number to the inventory, without its relationships and without a refund", async () => {
    await ask(`POST /v2/numbers/${forSale}`);
    await ask(`PATCH /v2/numbers/${forSale}/relationships/primary_route`, { data: { type: "route", id: "90114" } });
    expect((await ask(`DELETE /v2/numbers/${forSale}`)).status).toBe(204);
    expect((await ask(`GET /v2/numbers/${forSale}`)).status).toBe(404);
    expect((await ask(`DELETE /v2/numbers/${forSale}`)).status).toBe(404);
    expect(ids(await ask(`GET /v2/numbers/available?starts_with=${forSale}`))).toEqual([forSale]);
    expect(account().charges).toHaveLength(1);
    await ask(`POST /v2/numbers/${forSale}`);
    expect(owned(forSale).primary_route).toBe("0");
    expect(account().charges).toHaveLength(2);
  });
});
