import {
  type FlowrouteClient,
  NotFoundError,
  UnauthorizedError,
  UnexpectedResponseError,
} from "../../../provider/client";
import { type Canned, CannedServer } from "../../support/canned";
import { attributes, details, failureOf, number, onceClient } from "../../support/client";

describe("answers", () => {
  test("in every tolerated form are read", async () => {
    const body = {
      data: {
        id: Number(number),
        attributes: { ...attributes, alias: "", new_field: 1 },
        relationships: { primary_route: { data: { id: 7 } }, failover_route: null, new_relationship: {} },
      },
      included: [
        { type: "messaging-provision", id: "x" },
        { type: "route", id: 7, attributes: { alias: "a", route_type: "HOST", value: 5060, edge_strategy_id: "2" } },
      ],
    };
    await using server = await CannedServer.start([{ body }]);
    expect(await onceClient(server).numbers.get(number)).toMatchObject({
      number,
      alias: undefined,
      primaryRouteId: "7",
      failoverRouteId: undefined,
      routes: [{ id: "7", alias: "a", routeType: "host", value: "5060", edgeStrategyId: 2 }],
    });
  });

  const offer = { id: number, attributes: { setup_cost: 1, monthly_cost: 1.25, number_type: "longcode" } };
  const expensive = { ...offer, attributes: { ...offer.attributes, setup_cost: "1" } };
  test.each<[string, Canned, (client: FlowrouteClient) => Promise<unknown>, string]>([
    ["a page of HTML", { body: "<html>" }, (client) => client.numbers.get(number), "not JSON"],
    ["half a document", { body: '{"data":' }, (client) => client.numbers.get(number), "not JSON"],
    ["no body", { status: 204 }, (client) => client.numbers.get(number), "at the body"],
    [
      "a missing field",
      { body: { data: { id: number, attributes: {} } } },
      (client) => client.numbers.get(number),
      "data.attributes.cnam_lookups_enabled",
    ],
    [
      "a price that is no number",
      { body: { data: [offer, expensive] } },
      (client) => Array.fromAsync(client.inventory.availableNumbers()),
      "data[1].attributes.setup_cost",
    ],
    ["another number", { body: details }, (client) => client.numbers.get("12065550199"), "details of another number"],
    [
      "another number's purchase",
      { status: 201, body: details },
      (client) => client.numbers.purchase("12065550199"),
      "purchase of another number",
    ],
    ["a login page after a purchase", { body: "<html>" }, (client) => client.numbers.purchase(number), "not JSON"],
    ["a login page after a release", { body: "<html>" }, (client) => client.numbers.release(number), "not JSON"],
    [
      "a login page after a route",
      { body: "<html>" },
      (client) => client.numbers.setPrimaryRoute(number, "0"),
      "not JSON",
    ],
  ])("with %s are unexpected", async (_, canned, use, words) => {
    await using server = await CannedServer.start([canned]);
    const error = await failureOf(use(onceClient(server)));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error.message).toContain(error.call);
    expect(error.message).toContain(words);
    expect(error.outcome).toBe("unknown");
  });

  test.each<[string, Canned]>([
    ["201 without a body", { status: 201 }],
    ["207 of whatever form", { status: 207, body: { data: [], errors: [{}] } }],
  ])("of %s mean bought", async (_, canned) => {
    await using server = await CannedServer.start([canned]);
    await onceClient(server).numbers.purchase(number);
    expect(server.requests).toHaveLength(1);
  });

  test("of 207 to an update are a success with a warning", async () => {
    const errors = [{ detail: "Message Provision API unavailable" }];
    await using server = await CannedServer.start([{ status: 207, body: { errors } }, { status: 207 }]);
    const client = onceClient(server);
    expect(await client.numbers.update(number, { messagingEnabled: true })).toEqual({ warning: errors[0]?.detail });
    expect((await client.numbers.update(number, { messagingEnabled: true })).warning).toContain("provisioning");
  });
});

describe("404", () => {
  const detail = "Could not find that resource on your account.";

  test("means gone only when it speaks of the resource", async () => {
    await using server = await CannedServer.start([{ status: 404, body: { errors: [{ detail, status: 404 }] } }]);
    expect(await failureOf(onceClient(server).numbers.get(number))).toBeInstanceOf(NotFoundError);
  });

  test.each([
    ["HTML", "<h1>Not Found</h1>"],
    ["nothing", ""],
    ["a gateway's JSON", { message: "no Route matched with those values" }],
    ["no errors", { errors: [] }],
    ["a sentence for a status", { errors: [{ status: `404 Not Found: ${detail}` }] }],
    ["a sentence for a status, and details", { errors: [{ detail, status: "404 Not Found: no such URL" }] }],
    ["an empty detail", { errors: [{ detail: "", status: 404, title: "Not Found" }] }],
    ["another status inside", { errors: [{ detail, status: 403 }] }],
  ])("with %s is unexpected", async (_, body) => {
    await using server = await CannedServer.start(() => ({ status: 404, body }));
    expect(await failureOf(onceClient(server).numbers.get(number))).toBeInstanceOf(UnexpectedResponseError);
    expect(await failureOf(onceClient(server).numbers.removePrimaryRoute(number))).toBeInstanceOf(
      UnexpectedResponseError,
    );
  });

  test("of a route to remove means there is none, if the number agrees", async () => {
    const missing = { status: 404, body: { errors: [{ detail, status: 404 }] } };
    await using server = await CannedServer.start(({ method }) => (method === "GET" ? { body: details } : missing));
    await onceClient(server).numbers.removeFailoverRoute(number);
    expect(server.calls).toEqual([
      `DELETE /v2/numbers/${number}/relationships/failover_route`,
      `GET /v2/numbers/${number}`,
    ]);
  });

  test("of a route to remove is an error while the number has one", async () => {
    const related = { ...details.data, relationships: { failover_route: { data: { type: "route", id: "98396" } } } };
    await using server = await CannedServer.start(({ method }) =>
      method === "GET"
        ? { body: { ...details, data: related } }
        : { status: 404, body: { errors: [{ detail, status: 404 }] } },
    );
    await expect(onceClient(server).numbers.removeFailoverRoute(number)).rejects.toThrow(NotFoundError);
  });
});

test("a message says the call, the number, the server's words, the remedy and the id for support", async () => {
  const errors = [{ detail: "Authentication failed.", id: "7fc8c70a", status: 401, title: "Unauthorized" }];
  await using server = await CannedServer.start([{ status: 401, body: { errors } }]);
  const error = await failureOf(onceClient(server).numbers.get(number));
  expect(error).toBeInstanceOf(UnauthorizedError);
  expect(error.name).toBe("UnauthorizedError");
  expect(error.message).toBe(
    "GET /v2/numbers/12065550100 (number 12065550100): Flowroute answered 401: Unauthorized: Authentication failed. " +
      "Check flowroute:accessKey and flowroute:secretKey (or FLOWROUTE_ACCESS_KEY and FLOWROUTE_SECRET_KEY); " +
      "keys are listed in Flowroute's Manage portal under Preferences, API Control. " +
      "Error id for Flowroute's support: 7fc8c70a.",
  );
});
