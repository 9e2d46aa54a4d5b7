import {
  FlowrouteClient,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  UnexpectedResponseError,
} from "../../../provider/client";
import type { Simulator } from "../../../sandbox/simulator";
import { CannedServer } from "../../support/canned";
import { keys } from "../../support/client";
import { calls, startAccount, writes } from "../../support/session";
import { fixture } from "../../support/simulator";

const clientOf = ({ url, accessKey, secretKey }: Pick<Simulator, "url" | "accessKey" | "secretKey">) =>
  new FlowrouteClient({ baseUrl: url, accessKey, secretKey }, { retry: { firstDelay: 0.01 } });

const pbx = { alias: "new-pbx", routeType: "host", value: "pbx.example.net:5061;transport=tls" } as const;
/** Routes of the simulated account: one that numbers use, one that none uses, and one with an edge strategy, also unused. */
const used = "83861";
const unused = "98396";
const edged = "90115";

describe("creating a route", () => {
  test("gives the route back with its id, and the account has it", async () => {
    await using simulator = await startAccount();
    const created = await clientOf(simulator).routes.create(pbx);
    expect(created).toEqual({ ...pbx, id: expect.stringMatching(/^\d+$/), edgeStrategyId: undefined });
    expect(simulator.account.routes[created.id]).toEqual({
      alias: pbx.alias,
      route_type: "host",
      value: pbx.value,
      edge_strategy_id: null,
    });
  });

  test.each([
    ["number", "12065550177;weight=10"],
    ["uri", "sip:alice@example.com"],
  ] as const)("of type %s is understood", async (routeType, value) => {
    await using simulator = await startAccount();
    expect(await clientOf(simulator).routes.create({ alias: "a", routeType, value })).toMatchObject({
      routeType,
      value,
    });
  });

  test.each(["either", "edge_strategy_id"] as const)("with an edge strategy, read from %s", async (edgeOnCreate) => {
    await using simulator = await startAccount({ edgeOnCreate });
    const client = clientOf(simulator);
    const strategies = await client.routes.edgeStrategies();
    const { id: edgeStrategyId = 0 } = strategies.find(({ name }) => name === "US-West-OR") ?? {};
    const { id } = await client.routes.create({ ...pbx, edgeStrategyId });
    expect(simulator.account.routes[id]).toMatchObject({ edge_strategy_id: edgeStrategyId });
  });

  test("under an alias in use is refused, and nothing is made", async () => {
    await using simulator = await startAccount();
    const before = { ...simulator.account.routes };
    const creation = clientOf(simulator).routes.create({ ...pbx, alias: "pbx-main" });
    await expect(creation).rejects.toBeInstanceOf(ForbiddenError);
    await expect(creation).rejects.toMatchObject({ call: "POST /v2/routes", outcome: "refused" });
    expect(simulator.account.routes).toEqual(before);
  });

  test("with a value that does not fit its type is refused by name", async () => {
    await using simulator = await startAccount();
    const creation = clientOf(simulator).routes.create({ ...pbx, routeType: "number" });
    await expect(creation).rejects.toBeInstanceOf(InvalidError);
    await expect(creation).rejects.toMatchObject({ serverMessage: expect.stringContaining("data.attributes.value: ") });
  });

  test("whose answer is lost is sent once, and its alias shows what became of it", async () => {
    await using simulator = await startAccount();
    const client = clientOf(simulator);
    simulator.addFault({ match: { method: "POST", path: "/v2/routes" }, when: "after", action: "reset" });
    await expect(client.routes.create(pbx)).rejects.toMatchObject({ outcome: "unknown" });
    expect(writes(simulator)).toEqual(["POST /v2/routes"]);
    const routes = await Array.fromAsync(client.routes.list());
    expect(routes.filter(({ alias }) => alias === pbx.alias)).toHaveLength(1);
  });

  test("answered with a page that is no route has an unknown outcome", async () => {
    await using server = await CannedServer.start([{ status: 201, body: { data: { id: "new" } } }]);
    const creation = clientOf({ ...keys, url: server.url }).routes.create(pbx);
    await expect(creation).rejects.toBeInstanceOf(UnexpectedResponseError);
    await expect(creation).rejects.toMatchObject({ outcome: "unknown" });
  });
});

describe("changing a route", () => {
  test("sends alias, type and value, and leaves an edge strategy that is not named as it is", async () => {
    await using simulator = await startAccount({ partialRouteUpdate: 422 });
    const changed = await clientOf(simulator).routes.update(edged, pbx);
    expect(changed).toEqual({ ...pbx, id: edged, edgeStrategyId: 4 });
    expect(simulator.account.routes[edged]).toMatchObject({ alias: pbx.alias, value: pbx.value, edge_strategy_id: 4 });
  });

  test("to another edge strategy", async () => {
    await using simulator = await startAccount();
    expect(await clientOf(simulator).routes.update(edged, { ...pbx, edgeStrategyId: 1 })).toMatchObject({
      edgeStrategyId: 1,
    });
  });

  test("whose answer is lost is repeated", async () => {
    await using simulator = await startAccount();
    simulator.addFault({ match: { method: "PATCH", path: "/v2/routes/*" }, when: "after", action: "reset" });
    expect(await clientOf(simulator).routes.update(unused, pbx)).toMatchObject({ id: unused, alias: pbx.alias });
    expect(writes(simulator)).toEqual(Array.from({ length: 2 }, () => `PATCH /v2/routes/${unused}`));
  });

  test("to the alias of another is refused", async () => {
    await using simulator = await startAccount();
    const change = clientOf(simulator).routes.update(unused, { ...pbx, alias: "pbx-main" });
    await expect(change).rejects.toBeInstanceOf(ForbiddenError);
  });

  test("to a type that the account does not change is refused, and the route stays as it is", async () => {
    await using simulator = await startAccount({ routeTypeChange: 422 });
    const before = { ...simulator.account.routes[edged] };
    const change = clientOf(simulator).routes.update(edged, { ...pbx, routeType: "number", value: "12065550177" });
    await expect(change).rejects.toBeInstanceOf(InvalidError);
    await expect(change).rejects.toMatchObject({ serverMessage: expect.stringContaining("route_type") });
    expect(simulator.account.routes[edged]).toEqual(before);
  });

  test("that the account does not have is a NotFoundError", async () => {
    await using simulator = await startAccount();
    await expect(clientOf(simulator).routes.update("1", pbx)).rejects.toBeInstanceOf(NotFoundError);
  });

  test("answered with another route is not believed", async () => {
    const body = { data: { id: "7", attributes: { alias: "a", route_type: "host", value: "192.0.2.1" } } };
    await using server = await CannedServer.start([{ body }]);
    const change = clientOf({ ...keys, url: server.url }).routes.update("8", pbx);
    await expect(change).rejects.toThrow("the change of another route, 7");
  });
});

describe("deleting a route", () => {
  test("takes it off the account", async () => {
    await using simulator = await startAccount();
    await clientOf(simulator).routes.delete(unused);
    expect(simulator.account.routes).not.toHaveProperty(unused);
    expect(calls(simulator)).toEqual([`DELETE /v2/routes/${unused}`]);
  });

  test("that a number uses is refused with the server's reason", async () => {
    await using simulator = await startAccount();
    const deletion = clientOf(simulator).routes.delete(used);
    await expect(deletion).rejects.toBeInstanceOf(ForbiddenError);
    await expect(deletion).rejects.toMatchObject({
      serverMessage: expect.stringContaining("disassociate all numbers"),
      outcome: "refused",
    });
    expect(simulator.account.routes).toHaveProperty(used);
  });

  test("is done even if the first answer is lost", async () => {
    await using simulator = await startAccount();
    simulator.addFault({ match: { method: "DELETE", path: "/v2/routes/*" }, when: "after", action: "reset" });
    await clientOf(simulator).routes.delete(unused);
    expect(simulator.account.routes).not.toHaveProperty(unused);
  });

  test("that is gone already is done", async () => {
    await using simulator = await startAccount();
    await clientOf(simulator).routes.delete("1");
  });

  test("that is answered 404 but still listed is not believed gone", async () => {
    await using simulator = await startAccount();
    const body = fixture("routes.delete.404.json", simulator.url);
    simulator.addFault({ match: { method: "DELETE", path: "/v2/routes/*" }, action: "status", status: 404, body });
    await expect(clientOf(simulator).routes.delete(unused)).rejects.toBeInstanceOf(NotFoundError);
  });

  test("is not believed done where every answer is 404", async () => {
    await using server = await CannedServer.start(() => ({ status: 404, body: fixture("routes.delete.404.json", "") }));
    await expect(clientOf({ ...keys, url: server.url }).routes.delete(unused)).rejects.toBeInstanceOf(NotFoundError);
  });
});

test.each(["0", "00", "", "edge_strategies", "1/relationships"])(
  "nothing is written to a route with id %j",
  async (id) => {
    await using simulator = await startAccount();
    const { routes } = clientOf(simulator);
    await expect(routes.update(id, pbx)).rejects.toThrow(RangeError);
    await expect(routes.delete(id)).rejects.toThrow(RangeError);
    expect(calls(simulator)).toEqual([]);
  },
);
