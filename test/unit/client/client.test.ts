import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { inspect, promisify } from "node:util";
import {
  FlowrouteClient,
  type FlowrouteError,
  NotFoundError,
  UnauthorizedError,
  UnavailableError,
  UnexpectedResponseError,
} from "../../../provider/client";
import { type Canned, CannedServer } from "../../support/canned";

const keys = { accessKey: "AK12cd34", secretKey: 'S3cr3t-"0123456789abcdef' };
const basic = Buffer.from(`${keys.accessKey}:${keys.secretKey}`).toString("base64");
const clientOf = ({ url }: { url: string }, log?: (line: string) => void) =>
  new FlowrouteClient({ ...keys, baseUrl: url }, { retry: { retries: 0, attemptTimeout: 5 }, ...(log && { log }) });
const failureOf = (promise: Promise<unknown>): Promise<FlowrouteError> =>
  promise.then(
    () => Promise.reject(new Error("it succeeded")),
    (error) => error,
  );

const number = "12065550100";
const attributes = { alias: null, cnam_lookups_enabled: true, number_type: "longcode" };
const details = { data: { id: number, attributes } };

describe("requests", () => {
  test("carry the keys, the API's media type and our name", async () => {
    await using server = await CannedServer.start([{ body: details }]);
    await clientOf(server).numbers.get(number);
    const { headers } = server.requests[0] ?? {};
    expect(headers).toMatchObject({
      authorization: `Basic ${basic}`,
      accept: "application/vnd.api+json",
      "user-agent": `pulumi-flowroute/${require("../../../package.json").version}`,
    });
    expect(headers).not.toHaveProperty("content-type");
  });

  test("of a purchase are a bare POST", async () => {
    await using server = await CannedServer.start([{ status: 201, body: details }]);
    await clientOf(server).numbers.purchase(number);
    expect(server.calls).toEqual([`POST /v2/numbers/${number}`]);
    expect(server.requests[0]?.body).toBe("");
    expect(server.requests[0]?.headers).toMatchObject({ "content-length": "0" });
    expect(server.requests[0]?.headers).not.toHaveProperty("content-type");
  });

  test("of the other writes", async () => {
    await using server = await CannedServer.start(() => ({ status: 204 }));
    const client = clientOf(server);
    await client.numbers.release(number);
    await client.numbers.removePrimaryRoute(number);
    await client.numbers.removeFailoverRoute(number);
    await client.numbers.setPrimaryRoute(number, "0");
    await client.numbers.setFailoverRoute(number, "83834");
    await client.numbers.update(number, { alias: "", cnamLookupsEnabled: false });
    expect(server.requests.map(({ method, path, body }) => `${method} ${path} ${body}`.trim())).toEqual([
      `DELETE /v2/numbers/${number}`,
      `DELETE /v2/numbers/${number}/relationships/primary_route`,
      `DELETE /v2/numbers/${number}/relationships/failover_route`,
      `PATCH /v2/numbers/${number}/relationships/primary_route {"data":{"type":"route","id":"0"}}`,
      `PATCH /v2/numbers/${number}/relationships/failover_route {"data":{"type":"route","id":"83834"}}`,
      `PATCH /v2/numbers/${number} {"type":"number","alias":"","cnam_lookups_enabled":false}`,
    ]);
  });

  test.each(["", "details", "1/relationships/primary_route", "+12065550100"])("are not sent for %j", async (id) => {
    await using server = await CannedServer.start(() => ({ body: details }));
    const client = clientOf(server);
    for (const call of [
      client.numbers.get(id),
      client.numbers.purchase(id),
      client.numbers.release(id),
      client.numbers.removePrimaryRoute(id),
    ])
      await expect(call).rejects.toThrow(RangeError);
    expect(server.requests).toHaveLength(0);
  });
});

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
    expect(await clientOf(server).numbers.get(number)).toMatchObject({
      number,
      alias: undefined,
      primaryRouteId: "7",
      failoverRouteId: undefined,
      routes: [{ id: "7", alias: "a", routeType: "host", value: "5060", edgeStrategyId: 2 }],
    });
  });

  const offer = { id: number, attributes: { setup_cost: 1, monthly_cost: 1.25, number_type: "longcode" } };
  const dear = { ...offer, attributes: { ...offer.attributes, setup_cost: "1" } };
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
      { body: { data: [offer, dear] } },
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
    const error = await failureOf(use(clientOf(server)));
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
    await clientOf(server).numbers.purchase(number);
    expect(server.requests).toHaveLength(1);
  });

  test("of 207 to an update are a success with a warning", async () => {
    const errors = [{ detail: "Message Provision API unavailable" }];
    await using server = await CannedServer.start([{ status: 207, body: { errors } }, { status: 207 }]);
    const client = clientOf(server);
    expect(await client.numbers.update(number, { messagingEnabled: true })).toEqual({ warning: errors[0]?.detail });
    expect((await client.numbers.update(number, { messagingEnabled: true })).warning).toContain("provisioning");
  });
});

describe("404", () => {
  const detail = "Could not find that resource on your account.";

  test("means gone only when it speaks of the resource", async () => {
    await using server = await CannedServer.start([{ status: 404, body: { errors: [{ detail, status: 404 }] } }]);
    expect(await failureOf(clientOf(server).numbers.get(number))).toBeInstanceOf(NotFoundError);
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
    expect(await failureOf(clientOf(server).numbers.get(number))).toBeInstanceOf(UnexpectedResponseError);
    expect(await failureOf(clientOf(server).numbers.removePrimaryRoute(number))).toBeInstanceOf(
      UnexpectedResponseError,
    );
  });

  test("of a route to remove means there is none, if the number agrees", async () => {
    const missing = { status: 404, body: { errors: [{ detail, status: 404 }] } };
    await using server = await CannedServer.start(({ method }) => (method === "GET" ? { body: details } : missing));
    await clientOf(server).numbers.removeFailoverRoute(number);
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
    await expect(clientOf(server).numbers.removeFailoverRoute(number)).rejects.toThrow(NotFoundError);
  });
});

describe("connections", () => {
  test("are reused, but not for a purchase, a release, a new route or provisioning", async () => {
    await using server = await CannedServer.start(() => ({ body: details }));
    const client = clientOf(server);
    await client.numbers.get(number);
    await client.numbers.get(number);
    await client.numbers.purchase(number);
    await client.numbers.release(number);
    await client.numbers.setPrimaryRoute(number, "0");
    await client.numbers.update(number, { alias: "Front desk" });
    await client.numbers.update(number, { messagingEnabled: true });
    // What the server answers is a number; the connection is what counts here.
    await client.routes.create({ alias: "PBX", routeType: "host", value: "pbx.example.com" }).catch(() => {});
    await client.routes.delete("98396");
    const [first, second, purchase, release, patch, alias, provisioning, creation, deletion] = server.requests.map(
      ({ socket }) => socket,
    );
    for (const socket of [second, patch, alias, deletion]) expect(socket).toBe(first);
    expect(new Set([first, purchase, release, provisioning, creation]).size).toBe(5);
  });

  test("are eight at most, all of them used", async () => {
    let open = 0;
    let most = 0;
    let release = () => {};
    let full = new Promise<void>((resolve) => {
      release = resolve;
    });
    await using server = await CannedServer.start(async () => {
      open += 1;
      most = Math.max(most, open);
      // Nobody is answered before eight are waiting.
      if (open === 8) {
        release();
        full = new Promise((resolve) => {
          release = resolve;
        });
      } else await full;
      open -= 1;
      return { body: details };
    });
    const client = clientOf(server);
    await Promise.all(Array.from({ length: 32 }, () => client.numbers.get(number)));
    expect(most).toBe(8);
    expect(new Set(server.requests.map(({ socket }) => socket)).size).toBe(8);
  });

  test("carry purchases one at a time, and reads meanwhile", async () => {
    const order: string[] = [];
    let answerFirst = () => {};
    const firstAnswered = new Promise<void>((resolve) => {
      answerFirst = resolve;
    });
    await using server = await CannedServer.start(async ({ method, path }) => {
      order.push(`${method} begins`);
      if (method === "POST" && order.length === 1) await firstAnswered;
      order.push(`${method} ends`);
      return { body: { data: { id: path.split("/").at(-1), attributes } } };
    });
    const client = clientOf(server);
    const purchases = Promise.all(
      ["12065550101", "12065550102", "12065550103"].map((id) => client.numbers.purchase(id)),
    );
    await client.numbers.get(number);
    answerFirst();
    await purchases;
    const posts = order.filter((step) => step.startsWith("POST"));
    expect(posts).toEqual(Array.from({ length: 3 }, () => ["POST begins", "POST ends"]).flat());
    expect(order.indexOf("GET ends")).toBeLessThan(order.indexOf("POST ends"));
  });

  test("left idle do not keep the process alive", async () => {
    await using server = await CannedServer.start(() => ({ body: details }));
    const program = `
      const { FlowrouteClient } = require(${JSON.stringify(join(__dirname, "../../../dist/provider/client"))});
      const settings = { accessKey: "key", secretKey: "secret", baseUrl: ${JSON.stringify(server.url)} };
      new FlowrouteClient(settings).numbers.get("${number}").then(({ number }) => console.log(number));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["--eval", program]);
    expect(stdout.trim()).toBe(number);
    expect(server.requests).toHaveLength(1);
  });
});

describe("redirects", () => {
  test.each([301, 302, 303, 307, 308])("of status %d are not followed", async (status) => {
    await using other = await CannedServer.start(() => ({ body: details }));
    await using server = await CannedServer.start([
      { status, headers: { location: `${other.url}/v2/numbers/${number}` } },
    ]);
    const error = await failureOf(clientOf(server).numbers.get(number));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error.message).toContain(`a redirect to ${other.url}, which is not followed`);
    expect(other.requests).toHaveLength(0);
  });
});

describe("proxies", () => {
  const saved = { ...process.env };
  afterEach(() => {
    process.env = { ...saved };
  });

  async function startProxy() {
    const seen: string[] = [];
    const proxy = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.writeHead(502).end();
    });
    proxy.on("connect", ({ url, headers }, socket) => {
      seen.push(`CONNECT ${url}${headers.authorization ?? ""}`);
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const url = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    return { seen, url, [Symbol.dispose]: () => proxy.closeAllConnections() ?? proxy.close() };
  }

  const remote = { url: "https://flowroute.invalid" };

  test.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])(
    "of %s are asked for a tunnel, without our keys",
    async (name) => {
      using proxy = await startProxy();
      process.env[name] = `http://user:proxy-password@${proxy.url}`;
      const error = await failureOf(clientOf(remote).numbers.get(number));
      expect(error).toBeInstanceOf(UnavailableError);
      expect(inspect(error)).not.toContain("proxy-password");
      expect(proxy.seen).toEqual(["CONNECT flowroute.invalid:443"]);
    },
  );

  test("of an unknown kind are an error that does not quote their password", async () => {
    process.env.HTTPS_PROXY = "gopher://user:proxy-password@127.0.0.1:1";
    const error = await failureOf(clientOf(remote).numbers.get(number));
    expect(error).toBeInstanceOf(UnavailableError);
    expect(inspect(error)).not.toContain("proxy-password");
  });

  test("are left out for hosts of NO_PROXY", async () => {
    using proxy = await startProxy();
    process.env.HTTPS_PROXY = `http://${proxy.url}`;
    process.env.NO_PROXY = "flowroute.invalid";
    expect(await failureOf(clientOf(remote).numbers.get(number))).toMatchObject({ outcome: "refused" });
    expect(proxy.seen).toEqual([]);
  });

  test("are left out for this machine", async () => {
    using proxy = await startProxy();
    process.env.HTTP_PROXY = `http://${proxy.url}`;
    await using server = await CannedServer.start([{ body: details }]);
    await clientOf(server).numbers.get(number);
    expect(proxy.seen).toEqual([]);
  });
});

describe("the keys", () => {
  const echo = `${keys.accessKey} ${keys.secretKey} Basic ${basic}`;
  const entry = { detail: { [echo]: [echo] }, title: echo, id: echo, status: echo };
  const page = { headers: { location: `http://${echo}/`, "content-type": echo } };
  const everything: Canned[] = [
    ...[400, 401, 403, 404, 422, 429, 500].map((status) => ({ status, body: { errors: [entry] } })),
    ...[200, 302, 404, 500].map((status) => ({ ...page, status, body: `<p>${echo}</p>` })),
    { body: { data: { id: echo, attributes } } },
    { body: { data: { id: number, attributes: { ...attributes, cnam_lookups_enabled: echo } } } },
    { instead: "reset" },
    { instead: "break off", body: echo },
  ];
  const hidden = (text: string) => {
    for (const secret of [keys.accessKey, keys.secretKey, JSON.stringify(keys.secretKey).slice(1, -1), basic])
      expect(text).not.toContain(secret);
  };

  test.each(everything)("are in no error and no log line, even when echoed: $status $instead", async (canned) => {
    const lines: string[] = [];
    await using server = await CannedServer.start([canned]);
    const error = await failureOf(clientOf(server, (line) => lines.push(line)).numbers.get(number));
    hidden(inspect(error, { depth: null, showHidden: true }));
    hidden(JSON.stringify(error));
    hidden(lines.join("\n"));
    expect(lines).toHaveLength(1);
  });

  test("are in no warning", async () => {
    await using server = await CannedServer.start([{ status: 207, body: { errors: [entry] } }]);
    hidden(JSON.stringify(await clientOf(server).numbers.update(number, { messagingEnabled: true })));
  });

  test("are not shown by a client that is printed", () => {
    const client = clientOf({ url: "http://127.0.0.1" });
    hidden(inspect(client, { depth: null, showHidden: true }));
    hidden(JSON.stringify(client));
  });
});

describe("the log", () => {
  test("has a line for each attempt, with query, status, time and count", async () => {
    const lines: string[] = [];
    await using server = await CannedServer.start([{ status: 503 }, { body: { data: [] } }, { instead: "reset" }]);
    const settings = { ...keys, baseUrl: server.url };
    const client = new FlowrouteClient(settings, { log: (line) => lines.push(line), retry: { firstDelay: 0.001 } });
    await Array.fromAsync(client.numbers.list({ alias: "Front desk" }));
    await failureOf(client.numbers.purchase(number));
    const list = "flowroute: GET /v2/numbers\\?alias=Front%20desk&limit=200&offset=0";
    expect(lines).toEqual([
      expect.stringMatching(`^${list}: 503, \\d+ ms, attempt 1$`),
      expect.stringMatching(`^${list}: 200, \\d+ ms, attempt 2$`),
      expect.stringMatching(/^flowroute: POST \/v2\/numbers\/12065550100: .*ECONNRESET.*, \d+ ms, attempt 1$/),
    ]);
  });

  test.each([
    ["debug", 1],
    ["", 0],
  ])("goes to standard error when FLOWROUTE_LOG is %j: %d lines", async (value, count) => {
    const spy = jest.spyOn(console, "error").mockImplementation(() => {});
    process.env.FLOWROUTE_LOG = value;
    try {
      await using server = await CannedServer.start([{ body: details }]);
      await clientOf(server).numbers.get(number);
      expect(spy).toHaveBeenCalledTimes(count);
    } finally {
      delete process.env.FLOWROUTE_LOG;
      spy.mockRestore();
    }
  });
});

test("a message says the call, the number, the server's words, the remedy and the id for support", async () => {
  const errors = [{ detail: "Authentication failed.", id: "7fc8c70a", status: 401, title: "Unauthorized" }];
  await using server = await CannedServer.start([{ status: 401, body: { errors } }]);
  const error = await failureOf(clientOf(server).numbers.get(number));
  expect(error).toBeInstanceOf(UnauthorizedError);
  expect(error.name).toBe("UnauthorizedError");
  expect(error.message).toBe(
    "GET /v2/numbers/12065550100 (number 12065550100): Flowroute answered 401: Unauthorized: Authentication failed. " +
      "Check flowroute:accessKey and flowroute:secretKey (or FLOWROUTE_ACCESS_KEY and FLOWROUTE_SECRET_KEY); " +
      "keys are listed in Flowroute's Manage portal under Preferences, API Control. " +
      "Error id for Flowroute's support: 7fc8c70a.",
  );
});
