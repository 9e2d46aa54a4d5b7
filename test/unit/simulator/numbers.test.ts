import { ownedNumber } from "../../../sandbox/simulator";
import { call, ids, simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
const account = () => simulator().account;
const owned = (number: string) => ownedNumber(account(), number);

const withRoutes = "12065550100";

describe("numbers on the account", () => {
  test("are listed in order, without relationships", async () => {
    const answer = await ask("GET /v2/numbers?limit=200");
    expect(ids(answer)).toEqual(Object.keys(account().numbers).sort());
    expect(ids(answer).length).toBeGreaterThan(10);
    expect(answer.text).not.toContain("relationships");
  });

  test("are found by exact alias, tier and parts of the number", async () => {
    expect(ids(await ask("GET /v2/numbers?alias=Reception"))).toEqual(["12125550110", "12125550111"]);
    expect(ids(await ask("GET /v2/numbers?alias=reception"))).toEqual([]);
    expect(ids(await ask("GET /v2/numbers?tier=Rare"))).toEqual([]);
    expect(ids(await ask("GET /v2/numbers?contains=5550&ends_with=100"))).toEqual(["12065550100"]);
    expect(ids(await ask("GET /v2/numbers?starts_with=800"))).toEqual(["18005550199"]);
  });

  test("what a person changes by hand is read at once", async () => {
    owned(withRoutes).alias = "By hand";
    owned(withRoutes).primary_route = "90114";
    expect((await ask(`GET /v2/numbers/${withRoutes}`)).body).toMatchObject({
      data: { attributes: { alias: "By hand" }, relationships: { primary_route: { data: { id: "90114" } } } },
      included: [{ id: "90114" }, { id: "83834" }],
    });
    delete account().numbers[withRoutes];
    expect((await ask(`GET /v2/numbers/${withRoutes}`)).status).toBe(404);
  });

  test("one route used twice is included once", async () => {
    owned(withRoutes).failover_route = owned(withRoutes).primary_route;
    const { included } = (await ask(`GET /v2/numbers/${withRoutes}`)).body as { included: unknown[] };
    expect(included).toHaveLength(1);
  });

  test("are read many at once, with and without plus signs; those not on the account are left out", async () => {
    const answer = await ask("POST /v2/numbers/details", {
      numbers: ["+12065550100", "12065550101", "12025550100", "constructor"],
    });
    expect(ids(answer)).toEqual(["12065550100", "12065550101"]);
    expect(answer.body).toMatchObject({
      data: [
        { relationships: { voice_primary_route: { data: { id: "83861", type: "route" } } } },
        { relationships: { voice_primary_route: { data: null } } },
      ],
    });
  });

  test.each([undefined, {}, { numbers: "12065550100" }, { numbers: [12065550100] }])(
    "a batch of %j is refused",
    async (body) => {
      expect((await ask("POST /v2/numbers/details", body)).status).toBe(422);
    },
  );
});

describe("update", () => {
  test("changes what is named and leaves the rest", async () => {
    const before = { ...owned(withRoutes) };
    const answer = await ask(`PATCH /v2/numbers/${withRoutes}`, { type: "number", alias: "Desk", value: "1" });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ data: { id: withRoutes, attributes: { alias: "Desk" } } });
    expect(owned(withRoutes)).toEqual({ ...before, alias: "Desk" });
    await ask(`PATCH /v2/numbers/${withRoutes}`, { type: "number", cnam_lookups_enabled: "false" });
    expect(owned(withRoutes)).toEqual({ ...before, alias: "Desk", cnam_lookups_enabled: false });
  });

  test("null and the empty text clear the alias", async () => {
    for (const alias of [null, ""]) {
      owned(withRoutes).alias = "Desk";
      await ask(`PATCH /v2/numbers/${withRoutes}`, { type: "number", alias });
      expect(owned(withRoutes).alias).toBeNull();
    }
  });

  test("messaging is off at once and on when the task has ended", async () => {
    await ask(`PATCH /v2/numbers/${withRoutes}`, { type: "number", messaging_enabled: false });
    expect(owned(withRoutes).messaging_enabled).toBe(false);
    const asked = await ask(`PATCH /v2/numbers/${withRoutes}`, { type: "number", messaging_enabled: true });
    expect(asked.body).toMatchObject({ data: { attributes: { messaging_enabled: false } } });
    const read = await ask(`GET /v2/numbers/${withRoutes}`);
    expect(read.body).toMatchObject({ data: { attributes: { messaging_enabled: true } } });
  });

  test.each([
    [{ alias: "x" }, { type: ["Missing data for required field."] }],
    [undefined, { type: ["Missing data for required field."] }],
    [{ type: "route" }, { type: ["Must be number."] }],
    [{ type: "number", alias: 7 }, { alias: ["Not a valid string."] }],
    [{ type: "number", alias: "x".repeat(65) }, { alias: ["Longer than maximum length 64."] }],
    [{ type: "number", cnam_lookups_enabled: 1 }, { cnam_lookups_enabled: ["Not a valid boolean."] }],
    [{ type: "number", messaging_email: "me" }, { messaging_email: ["Not a valid boolean."] }],
  ])("%j is refused by field", async (body, detail) => {
    const before = { ...owned(withRoutes) };
    const answer = await ask(`PATCH /v2/numbers/${withRoutes}`, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ detail, status: 422 }] });
    expect(owned(withRoutes)).toEqual(before);
  });

  test("64 characters are not too long for an alias", async () => {
    const alias = "x".repeat(64);
    expect((await ask(`PATCH /v2/numbers/${withRoutes}`, { type: "number", alias })).status).toBe(200);
  });
});
