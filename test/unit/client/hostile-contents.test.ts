import { NotFoundError, UnexpectedResponseError } from "../../../provider/client";
import { CannedServer } from "../../support/canned";
import { attributes, details, failureOf, number, onceClient, type Use } from "../../support/client";

const paint = "\u001b[2J\u009b31m\u202e\u2028\u0007";

test("nothing of an error paints the terminal", async () => {
  const errors = [{ title: `Oh${paint}`, detail: { [`field${paint}`]: [`no${paint}`] }, id: `id${paint}` }];
  await using server = await CannedServer.start(() => ({ status: 422, body: { errors } }));
  const log: string[] = [];
  const error = await failureOf(onceClient(server, { log: (line) => log.push(line) }).numbers.get(number));
  expect(error.message).toContain("Oh\\u001b[2J\\u009b31m\\u202e");
  for (const text of [error.message, error.serverMessage, error.errorId, ...log]) {
    expect(text).toBeDefined();
    expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
  }
});

test("texts are handed out as they can be printed, and whole", async () => {
  const long = "x".repeat(10_000);
  const route = { type: "route", id: 7, attributes: { alias: `pbx${paint}`, route_type: "host", value: `h${paint}` } };
  const painted = { ...attributes, alias: `${long}${paint}مرحبا 👩‍👩‍👧`, rate_center: `r${paint}`, note: `n${paint}` };
  const body = { data: { id: number, attributes: painted }, included: [route] };
  await using server = await CannedServer.start(() => ({ body }));
  const shown = "\\u001b[2J\\u009b31m\\u202e\\u2028\\u0007";
  expect(await onceClient(server).numbers.get(number)).toMatchObject({
    alias: `${long}${shown}مرحبا 👩‍👩‍👧`,
    rateCenter: `r${shown}`,
    note: `n${shown}`,
    routes: [{ alias: `pbx${shown}`, value: `h${shown}` }],
  });
});

describe("ids", () => {
  test.each([
    "../12065550100",
    "1206/../..",
    "%2e%2e",
    "1?x=1",
    "1#",
    "",
    " 1",
    "1\n",
    "-1",
    "1".repeat(21),
    1.5,
    -1,
    1e21,
    null,
    {},
  ])("of %j are none", async (id) => {
    const route = { type: "route", id, attributes: { alias: "a", route_type: "host", value: "h" } };
    const item = { id, attributes: { ...attributes, setup_cost: 1, monthly_cost: 1, alias: "a", route_type: "host" } };
    const bodies: [unknown, Use][] = [
      [{ data: [item] }, (client) => Array.fromAsync(client.numbers.list())],
      [{ data: [item] }, (client) => Array.fromAsync(client.routes.list())],
      [{ data: [item] }, (client) => Array.fromAsync(client.inventory.availableNumbers())],
      [{ data: [item] }, (client) => Array.fromAsync(client.inventory.availableExchanges())],
      [{ data: item }, (client) => client.numbers.get(number)],
      [{ data: item }, (client) => client.numbers.purchase(number)],
      [{ ...details, included: [route] }, (client) => client.numbers.get(number)],
    ];
    if (id !== null)
      bodies.push([
        { data: { ...details.data, relationships: { primary_route: { data: { id } } } } },
        (client) => client.numbers.get(number),
      ]);
    for (const [body, use] of bodies) {
      await using server = await CannedServer.start(() => ({ body }));
      const error = await failureOf(use(onceClient(server)));
      expect(error).toBeInstanceOf(UnexpectedResponseError);
      expect(server.requests).toHaveLength(1);
    }
  });
});

test("a negative price is none", async () => {
  const item = { id: number, attributes: { ...attributes, setup_cost: -1000, monthly_cost: 1 } };
  await using server = await CannedServer.start(() => ({ body: { data: [item] } }));
  expect(await failureOf(Array.fromAsync(onceClient(server).inventory.availableNumbers()))).toBeInstanceOf(
    UnexpectedResponseError,
  );
});

test("JSON by another type's name is JSON", async () => {
  await using server = await CannedServer.start(() => ({ body: details, headers: { "content-type": "text/html" } }));
  expect(await onceClient(server).numbers.get(number)).toMatchObject({ number });
});

describe("keys that mean something to JavaScript", () => {
  const poison = '"__proto__":{"polluted":true,"alias":"x"},"constructor":{"prototype":{"polluted":true}},"toString":1';
  const poisoned = (text: string) => text.replaceAll("{", `{${poison},`).replaceAll(",}", "}");

  test("change nothing, wherever they are", async () => {
    const route = { type: "route", id: "7", attributes: { alias: "a", route_type: "host", value: "h" } };
    const relationships = { primary_route: { data: { type: "route", id: "7" } } };
    const plain = JSON.stringify({ data: { ...details.data, relationships }, included: [route] });
    await using clean = await CannedServer.start(() => ({ body: plain }));
    await using server = await CannedServer.start(() => ({ body: poisoned(plain) }));
    const found = await onceClient(server).numbers.get(number);
    expect(found).toStrictEqual(await onceClient(clean).numbers.get(number));
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
    await onceClient(server).numbers.purchase(number);
    expect("polluted" in {}).toBe(false);
  });

  test("say nothing of a resource", async () => {
    const errors = poisoned('{"errors":[{"detail":"Could not find that resource on your account.","status":404}]}');
    await using server = await CannedServer.start(() => ({ status: 404, body: errors }));
    expect(await failureOf(onceClient(server).numbers.get(number))).toBeInstanceOf(NotFoundError);
    const proto = '{"__proto__":{"errors":[{"detail":"Could not find that resource on your account.","status":404}]}}';
    await using other = await CannedServer.start(() => ({ status: 404, body: proto }));
    expect(await failureOf(onceClient(other).numbers.get(number))).toBeInstanceOf(UnexpectedResponseError);
  });
});
