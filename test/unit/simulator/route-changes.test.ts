import { ownedNumber } from "../../../sandbox/simulator";
import { call, fixture, simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
const account = () => simulator().account;
const envelope = (attributes: object) => ({ data: { type: "route", attributes } });

describe("an existing route", () => {
  test("is changed in place, the rest of it staying as it is", async () => {
    expect((await ask("PATCH /v2/routes/90115", envelope({ edge_strategy_id: null }))).status).toBe(200);
    expect(account().routes["90115"]).toEqual({
      alias: "pbx-backup",
      route_type: "host",
      value: "203.0.113.20:5060;transport=tls",
      edge_strategy_id: null,
    });
  });

  test("cannot take a value that does not fit its type, nor another's alias", async () => {
    expect((await ask("PATCH /v2/routes/90115", envelope({ route_type: "number" }))).status).toBe(422);
    expect((await ask("PATCH /v2/routes/90115", envelope({ alias: "pbx-main" }))).status).toBe(403);
    expect((await ask("PATCH /v2/routes/90115", envelope({ alias: "pbx-backup" }))).status).toBe(200);
  });

  test("stays as it is when nothing is said", async () => {
    const before = { ...account().routes["90115"] };
    for (const attributes of [{}, undefined, { colour: "blue" }])
      expect((await ask("PATCH /v2/routes/90115", { data: { type: "route", attributes } })).status).toBe(200);
    expect(account().routes["90115"]).toEqual(before);
  });

  test("may change its type together with its value", async () => {
    await ask("PATCH /v2/routes/90115", envelope({ route_type: "number", value: "12065550177;weight=10" }));
    expect(account().routes["90115"]).toMatchObject({ route_type: "number", value: "12065550177;weight=10" });
  });

  test("cannot become a SIP registration", async () => {
    const attributes = { route_type: "sip-reg", value: null };
    expect((await ask("PATCH /v2/routes/90115", envelope(attributes))).status).toBe(422);
  });

  test("keeps its id, whatever the body says", async () => {
    const answer = await ask("PATCH /v2/routes/90115", {
      data: { type: "route", id: "1", attributes: { alias: "b" } },
    });
    expect(answer.body).toMatchObject({ data: { id: "90115", attributes: { alias: "b" } } });
  });

  test("is changed for the numbers on it too", async () => {
    await ask("PATCH /v2/routes/83861", envelope({ value: "192.0.2.1" }));
    expect((await ask("GET /v2/numbers/12065550100")).body).toMatchObject({
      included: [{ id: "83861", attributes: { value: "192.0.2.1" } }, { id: "83834" }],
    });
  });

  test.each(["edge_strategy", "edge_strategy_id"])("loses its edge strategy by null as %s", async (name) => {
    await ask("PATCH /v2/routes/90115", envelope({ [name]: null }));
    expect(account().routes["90115"]?.edge_strategy_id).toBeNull();
  });

  test.each([{ edge_strategy_id: 1 }, { edge_strategy_id: "1" }, { edge_strategy: "1" }])(
    "takes another edge strategy as %j",
    async (edge) => {
      await ask("PATCH /v2/routes/90115", envelope(edge));
      expect(account().routes["90115"]?.edge_strategy_id).toBe(1);
    },
  );

  test("takes no unknown edge strategy", async () => {
    expect((await ask("PATCH /v2/routes/90115", envelope({ edge_strategy_id: 3 }))).status).toBe(422);
    expect(account().routes["90115"]?.edge_strategy_id).toBe(4);
  });

  test("may keep an edge strategy that was retired since", async () => {
    delete account().edge_strategies["4"];
    expect((await ask("PATCH /v2/routes/90115", envelope({ value: "192.0.2.1" }))).status).toBe(200);
    expect(account().routes["90115"]?.edge_strategy_id).toBe(4);
  });

  test("that shares its alias through the portal can still be changed", async () => {
    account().routes["7"] = { alias: "pbx-main", route_type: "host", value: "192.0.2.1", edge_strategy_id: null };
    expect((await ask("PATCH /v2/routes/7", envelope({ alias: "pbx-main", value: "192.0.2.2" }))).status).toBe(200);
  });

  test("is deleted only when no number uses it, first or second", async () => {
    const owned = ownedNumber(account(), "12065550100");
    expect((await ask("DELETE /v2/routes/83834")).status).toBe(403);
    owned.failover_route = null;
    expect((await ask("DELETE /v2/routes/83834")).status).toBe(204);
    expect(account().routes).not.toHaveProperty("83834");
    expect((await ask("DELETE /v2/routes/83834")).status).toBe(404);
  });

  test("says what keeps it from being deleted, also as a failover", async () => {
    const answer = await ask("DELETE /v2/routes/83834");
    expect(answer.body).toEqual(fixture("routes.delete.403.json", ""));
    expect(account().routes).toHaveProperty("83834");
  });

  test("may be named with a trailing slash", async () => {
    expect((await ask("GET /v2/routes/98396/")).status).toBe(200);
    expect((await ask("PATCH /v2/routes/98396/", envelope({ alias: "b" }))).status).toBe(200);
    expect((await ask("DELETE /v2/routes/98396/")).status).toBe(204);
  });

  test("can be read, though no page says so", async () => {
    expect((await ask("GET /v2/routes/83834")).body).toMatchObject({ data: { attributes: { alias: "PSTNroute1" } } });
    expect((await ask("GET /v2/routes/1")).status).toBe(404);
  });

  test("if it is the SIP registration, stays as it is", async () => {
    expect((await ask("PATCH /v2/routes/0", envelope({ alias: "mine" }))).status).toBe(403);
    expect((await ask("DELETE /v2/routes/0")).status).toBe(403);
  });
});

test.each(["PATCH", "DELETE"])("%s of a route that is not there is a resource that is not found", async (method) => {
  const answer = await ask(`${method} /v2/routes/1`, method === "PATCH" ? envelope({ alias: "b" }) : undefined);
  expect(answer.status).toBe(404);
  expect(answer.body).toEqual(fixture("error.404-resource.json", ""));
});

test.each([
  "PATCH /v2/routes",
  "DELETE /v2/routes",
  "POST /v2/routes/98396",
  "PUT /v2/routes/98396",
  "DELETE /v2/routes/edge_strategies",
])("%s is the wrong method", async (request) => {
  expect((await ask(request)).status).toBe(405);
});
