import type { Route, Settings } from "../../../sandbox/simulator";
import { call, ids, simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
const configure = (settings: Partial<Settings>) => simulator().configure(settings);
const routes = () => simulator().account.routes;
const envelope = (attributes: object) => ({ data: { type: "route", attributes } });
const change = (id: string, attributes: object) => ask(`PATCH /v2/routes/${id}`, envelope(attributes));

const host = { alias: "new", route_type: "host", value: "192.0.2.1" };
const create = (attributes: object) => ask("POST /v2/routes", envelope({ ...host, ...attributes }));
const created = async (attributes: object) =>
  ((await create(attributes)).body as { data: { attributes: Route } }).data.attributes;

test("duplicateAlias: two routes may be created under one alias", async () => {
  configure({ duplicateAlias: "accepted" });
  for (const _ of ["first", "second"]) expect((await create({})).status).toBe(201);
  expect(Object.values(routes()).filter(({ alias }) => alias === "new")).toHaveLength(2);
});

test("duplicateAlias: a route may be given the alias of another", async () => {
  configure({ duplicateAlias: "accepted" });
  expect((await change("90115", { alias: "pbx-main" })).status).toBe(200);
  expect(routes()["90115"]?.alias).toBe(routes()["90114"]?.alias);
});

test("routeAliasMax: an alias may be too long for a new route, and for a changed one", async () => {
  configure({ routeAliasMax: 10 });
  const refusal = { errors: [{ detail: { data: { attributes: { alias: ["Longer than maximum length 10."] } } } }] };
  expect((await create({ alias: "0123456789" })).status).toBe(201);
  expect((await create({ alias: "0123456789a" })).body).toMatchObject(refusal);
  expect((await change("90114", { alias: "0123456789a" })).body).toMatchObject(refusal);
});

test("routeAliasMax: an alias that is there already is not too long", async () => {
  configure({ routeAliasMax: 5 });
  expect((await change("90114", { alias: "pbx-main", value: "192.0.2.1" })).status).toBe(200);
});

test.each([
  ["edge_strategy_id", "edge_strategy"],
  ["edge_strategy", "edge_strategy_id"],
] as const)("edgeOnCreate: a new route may take %s and ignore %s", async (name, other) => {
  configure({ edgeOnCreate: name });
  expect((await created({ alias: "a", [name]: 4 })).edge_strategy_id).toBe(4);
  expect((await created({ alias: "b", [other]: 4 })).edge_strategy_id).toBeNull();
  expect((await created({ alias: "c", [name]: 1, [other]: 4 })).edge_strategy_id).toBe(1);
});

test.each([
  ["edge_strategy_id", "edge_strategy"],
  ["edge_strategy", "edge_strategy_id"],
] as const)("edgeOnUpdate: a changed route may take %s and ignore %s", async (name, other) => {
  configure({ edgeOnUpdate: name });
  expect((await change("90115", { [other]: 1 })).status).toBe(200);
  expect(routes()["90115"]?.edge_strategy_id).toBe(4);
  await change("90115", { [name]: 1 });
  expect(routes()["90115"]?.edge_strategy_id).toBe(1);
});

test("edgeOnCreate: what a new route ignores, a changed one may still take", async () => {
  configure({ edgeOnCreate: "edge_strategy" });
  const { data } = (await create({ edge_strategy_id: 4 })).body as { data: { id: string } };
  await change(data.id, { edge_strategy_id: 4 });
  expect(routes()[data.id]?.edge_strategy_id).toBe(4);
});

test("nullEdge: null may leave an edge strategy as it is", async () => {
  configure({ nullEdge: "ignored" });
  expect((await change("90115", { edge_strategy_id: null })).status).toBe(200);
  expect(routes()["90115"]?.edge_strategy_id).toBe(4);
});

test("nullEdge: null may be refused where there is a route, and is fine for a new one", async () => {
  configure({ nullEdge: 422 });
  expect((await change("90115", { edge_strategy_id: null })).status).toBe(422);
  expect(routes()["90115"]?.edge_strategy_id).toBe(4);
  expect((await create({ edge_strategy_id: null })).status).toBe(201);
});

test.each(["alias", "route_type", "value"])("partialRouteUpdate: a change without %s may be refused", async (field) => {
  configure({ partialRouteUpdate: 422 });
  const before = { ...routes()["90115"] };
  const answer = await change("90115", { ...host, [field]: undefined });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({
    errors: [{ detail: { data: { attributes: { [field]: ["Missing data for required field."] } } } }],
  });
  expect(routes()["90115"]).toEqual(before);
});

test("partialRouteUpdate: a whole change is fine without an edge strategy, which stays", async () => {
  configure({ partialRouteUpdate: 422 });
  expect((await change("90115", host)).status).toBe(200);
  expect(routes()["90115"]).toEqual({ ...host, edge_strategy_id: 4 });
});

test("routeTypeChange: another type may be refused by name", async () => {
  configure({ routeTypeChange: 422 });
  const answer = await change("90115", { route_type: "number", value: "12065550177" });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({
    errors: [{ detail: { data: { attributes: { route_type: ["Cannot be changed."] } } } }],
  });
});

test("routeTypeChange: the type a route has is no change", async () => {
  configure({ routeTypeChange: 422 });
  expect((await change("90115", { route_type: "HOST", value: "192.0.2.1" })).status).toBe(200);
});

test.each([
  ["0", "SIP-REG"],
  ["90114", "HOST"],
  ["83834", "PSTN"],
  ["91340", "URI"],
])("routeTypes: route %s may be shown as %s", async (id, route_type) => {
  configure({ routeTypes: "upper" });
  expect((await ask(`GET /v2/routes/${id}`)).body).toMatchObject({ data: { attributes: { route_type } } });
});

test("routeTypes: numbers show their routes the same way", async () => {
  configure({ routeTypes: "upper" });
  expect((await ask("GET /v2/numbers/12065550100")).body).toMatchObject({
    included: [{ attributes: { route_type: "HOST" } }, { attributes: { route_type: "PSTN" } }],
  });
});

test.each(["PSTN", "number"])("routeTypes: %s is taken for a new route and for the list", async (route_type) => {
  configure({ routeTypes: "upper" });
  expect((await created({ route_type, value: "12065550177" })).route_type).toBe("PSTN");
  expect(ids(await ask(`GET /v2/routes?route_type=${route_type}`))).toContain("83834");
});

test("readDelay: a new route is listed late, but its alias is in use at once", async () => {
  configure({ readDelay: 1 });
  const before = ids(await ask("GET /v2/routes?limit=200"));
  await create({});
  expect((await create({})).status).toBe(403);
  expect(ids(await ask("GET /v2/routes?limit=200"))).toEqual(before);
  expect(ids(await ask("GET /v2/routes?limit=200"))).toHaveLength(before.length + 1);
});
