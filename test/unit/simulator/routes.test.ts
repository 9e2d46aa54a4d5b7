import { ownedNumber } from "../../../sandbox/simulator";
import { call, ids, simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
const account = () => simulator().account;
const envelope = (attributes: object) => ({ data: { type: "route", attributes } });

describe("the list", () => {
  test("has the SIP registration first, more than one default page, and several routes of each type", async () => {
    const answer = await ask("GET /v2/routes");
    expect(ids(answer)[0]).toBe("0");
    expect(ids(answer)).toHaveLength(10);
    expect(answer.text).toContain('"next"');
    for (const type of ["host", "number", "uri"])
      expect(ids(await ask(`GET /v2/routes?route_type=${type}`)).length).toBeGreaterThan(1);
  });

  test("by type has only that type", async () => {
    const answer = await ask("GET /v2/routes?route_type=sip-reg");
    expect(ids(answer)).toEqual(["0"]);
    expect(answer.text).toContain("/v2/routes?route_type=sip-reg&limit=10&offset=0");
  });

  test("of edge strategies has numbers for ids, and no links", async () => {
    const { data, ...rest } = (await ask("GET /v2/routes/edge_strategies")).body as { data: { id: unknown }[] };
    expect(data.map(({ id }) => id)).toEqual([1, 2, 4]);
    expect(rest).toEqual({});
  });
});

describe("a new route", () => {
  test("gets an id of its own, never used before", async () => {
    const create = async (alias: string) =>
      (
        (await ask("POST /v2/routes", envelope({ alias, route_type: "host", value: "192.0.2.1" }))).body as {
          data: { id: string };
        }
      ).data.id;
    const first = await create("first");
    expect((await ask(`DELETE /v2/routes/${first}`)).status).toBe(204);
    const second = await create("second");
    expect(Number(second)).toBeGreaterThan(Number(first));
    expect(account().routes[second]).toEqual({
      alias: "second",
      route_type: "host",
      value: "192.0.2.1",
      edge_strategy_id: null,
    });
  });

  test.each([
    ["host", "24.239.23.40:5060"],
    ["host", "myphone.com"],
    ["host", "myphone.com:5061;transport=tls;weight=1000"],
    ["NUMBER", "16476998778"],
    ["number", "16476998778;weight=0"],
    ["uri", "sip:alice@atlanta.com"],
    ["uri", "sip:16476998778@215.122.69.152:5060;transport=tcp"],
    ["uri", "sips:securecall@securedserver.com"],
  ])("%s %s is fine", async (route_type, value) => {
    expect((await ask("POST /v2/routes", envelope({ alias: "new", route_type, value }))).status).toBe(201);
  });

  test.each([
    ["value", { alias: "new", route_type: "host", value: "my phone" }],
    ["value", { alias: "new", route_type: "host", value: "sip:alice@atlanta.com" }],
    ["value", { alias: "new", route_type: "number", value: "+16476998778" }],
    ["value", { alias: "new", route_type: "number", value: "6476998778" }],
    ["value", { alias: "new", route_type: "uri", value: "alice@atlanta.com" }],
    ["value", { alias: "new", route_type: "host", value: "myphone.com;weight=1001" }],
    ["value", { alias: "new", route_type: "host" }],
    ["route_type", { alias: "new", route_type: "sip-reg", value: null }],
    ["route_type", { alias: "new", value: "192.0.2.1" }],
    ["alias", { route_type: "host", value: "192.0.2.1" }],
    ["alias", { alias: "", route_type: "host", value: "192.0.2.1" }],
    ["edge_strategy_id", { alias: "new", route_type: "host", value: "192.0.2.1", edge_strategy_id: 3 }],
  ])("a wrong %s is refused by name: %j", async (field, attributes) => {
    const before = { ...account().routes };
    const answer = await ask("POST /v2/routes", envelope(attributes));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      errors: [{ detail: { data: { attributes: { [field]: [expect.any(String)] } } } }],
    });
    expect(account().routes).toEqual(before);
  });

  test.each([undefined, {}, { data: null }, { data: { type: "number", attributes: {} } }])(
    "%j is no route",
    async (body) => {
      expect((await ask("POST /v2/routes", body)).status).toBe(422);
    },
  );

  test.each([{ edge_strategy_id: 4 }, { edge_strategy_id: "4" }, { edge_strategy: "4" }])(
    "takes the edge strategy as %j and shows a number",
    async (edge) => {
      const answer = await ask(
        "POST /v2/routes",
        envelope({ alias: "new", route_type: "host", value: "192.0.2.1", ...edge }),
      );
      expect(answer.body).toMatchObject({ data: { attributes: { edge_strategy_id: 4 } } });
    },
  );
});

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

  test("is deleted only when no number uses it, first or second", async () => {
    const owned = ownedNumber(account(), "12065550100");
    expect((await ask("DELETE /v2/routes/83834")).status).toBe(403);
    owned.failover_route = null;
    expect((await ask("DELETE /v2/routes/83834")).status).toBe(204);
    expect(account().routes).not.toHaveProperty("83834");
    expect((await ask("DELETE /v2/routes/83834")).status).toBe(404);
  });

  test("can be read, though nobody says so", async () => {
    expect((await ask("GET /v2/routes/83834")).body).toMatchObject({ data: { attributes: { alias: "PSTNroute1" } } });
    expect((await ask("GET /v2/routes/1")).status).toBe(404);
  });

  test("if it is the SIP registration, stays as it is", async () => {
    expect((await ask("PATCH /v2/routes/0", envelope({ alias: "mine" }))).status).toBe(403);
    expect((await ask("DELETE /v2/routes/0")).status).toBe(403);
  });
});
