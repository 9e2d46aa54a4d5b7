import { call, fixture, ids, simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
const account = () => simulator().account;
const envelope = (attributes: object) => ({ data: { type: "route", attributes } });
const host = { alias: "new", route_type: "host", value: "192.0.2.1" };

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

  test.each(["HOST", "Host"])("by type %s has the routes of that type, whatever the case", async (type) => {
    const answer = await ask(`GET /v2/routes?route_type=${type}`);
    expect(ids(answer)).toEqual(ids(await ask("GET /v2/routes?route_type=host")));
  });

  test.each(["PSTN", "webhook", ""])("by a type that is none of v2, %j, has nothing", async (type) => {
    expect(ids(await ask(`GET /v2/routes?route_type=${type}`))).toEqual([]);
  });

  test("of edge strategies has numbers for ids, and no links", async () => {
    const { data, ...rest } = (await ask("GET /v2/routes/edge_strategies")).body as { data: { id: unknown }[] };
    expect(data.map(({ id }) => id)).toEqual([1, 2, 4]);
    expect(rest).toEqual({});
  });

  test.each([
    ["US-West-OR", "us-west-or.sip.flowroute.com", "34.210.91.112/28, 34.210.91.112-34.210.91.127"],
    ["US-East-VA", "us-east-va.sip.flowroute.com", "34.226.36.32/28, 34.226.36.32-34.226.36.47"],
  ])("of edge strategies has %s with the addresses firewalls know it by", async (name, naptr, firewall_rules) => {
    const { data } = (await ask("GET /v2/routes/edge_strategies")).body as { data: object[] };
    expect(data).toContainEqual(
      expect.objectContaining({ attributes: expect.objectContaining({ name, naptr, firewall_rules }) }),
    );
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

  test("of the published example with an edge strategy is taken", async () => {
    const answer = await ask("POST /v2/routes", fixture("routes.create.request-edge.json", ""));
    expect(answer.body).toMatchObject({ data: { attributes: { edge_strategy_id: 2 } } });
  });

  test.each([true, [4], "04", "", "US-East-VA", {}])("with %j for an edge strategy is refused", async (edge) => {
    const attributes = { ...host, edge_strategy_id: edge };
    expect((await ask("POST /v2/routes", envelope(attributes))).status).toBe(422);
  });

  test("without an edge strategy shows null", async () => {
    const answer = await ask("POST /v2/routes", envelope(host));
    expect(answer.body).toMatchObject({ data: { attributes: { edge_strategy_id: null } } });
  });

  test("with an alias in use is refused, and nothing is created", async () => {
    const before = { ...account().routes };
    expect((await ask("POST /v2/routes", envelope({ ...host, alias: "pbx-main" }))).status).toBe(403);
    expect(account().routes).toEqual(before);
  });

  test("may have the type and value of another", async () => {
    const { route_type, value } = account().routes["90114"] ?? {};
    expect((await ask("POST /v2/routes", envelope({ alias: "twin", route_type, value }))).status).toBe(201);
  });

  test("wanted by many at once under one alias is created once", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask("POST /v2/routes", envelope(host))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403]);
  });

  test("in the body of API 2.1 is refused", async () => {
    expect((await ask("POST /v2/routes", host)).status).toBe(422);
  });

  test("may be asked for with a trailing slash", async () => {
    expect((await ask("POST /v2/routes/", envelope(host))).status).toBe(201);
  });
});
