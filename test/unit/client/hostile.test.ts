import { gzipSync } from "node:zlib";
import {
  FlowrouteClient,
  FlowrouteError,
  InvalidError,
  NotFoundError,
  TimedOutError,
  UnavailableError,
  UnexpectedResponseError,
} from "../../../provider/client";
import { type Canned, CannedServer, type Recorded } from "../../support/canned";
import { until } from "../../support/simulator";

const number = "12065550100";
const attributes = { alias: null, cnam_lookups_enabled: true, number_type: "longcode" };
const details = { data: { id: number, attributes } };
const paint = "\u001b[2J\u009b31m\u202e\u2028\u0007";

const clientOf = ({ url }: { url: string }, attemptTimeout = 20) =>
  new FlowrouteClient(
    { accessKey: "AK12cd34", secretKey: "S3cr3tS3cr3t", baseUrl: url },
    { retry: { retries: 0, attemptTimeout } },
  );

type Use = (client: FlowrouteClient) => Promise<unknown>;
const uses: Record<string, Use> = {
  "a read": (client) => client.numbers.get(number),
  "a list": (client) => Array.fromAsync(client.numbers.list()),
  "a purchase": (client) => client.numbers.purchase(number),
  "a write": (client) => client.numbers.setPrimaryRoute(number, "0"),
  "a release": (client) => client.numbers.release(number),
};

async function failureOf(promise: Promise<unknown>): Promise<FlowrouteError> {
  const error = await promise.then(
    () => new Error("it succeeded"),
    (thrown) => thrown,
  );
  if (!(error instanceof FlowrouteError)) throw error;
  return error;
}

const deep = (levels: number) => `${'{"a":['.repeat(levels)}1${"]}".repeat(levels)}`;
const megabyte = Buffer.alloc(1_000_000, " ");
const unterminated = Buffer.from(`{"data":"${"x".repeat(1000)}`);

describe.each(Object.entries(uses))("%s", (_, use) => {
  test.each<[string, Canned, new (...args: never[]) => Error, string]>([
    ["a body without end", { body: megabyte, instead: "never end" }, UnexpectedResponseError, "larger than 4 MB"],
    [
      "one that unpacks to a thousand times its size",
      { body: gzipSync(Buffer.alloc(64_000_000)), headers: { "content-encoding": "gzip" } },
      UnexpectedResponseError,
      "larger than 4 MB",
    ],
    [
      "a refusal without end",
      { status: 422, body: megabyte, instead: "never end" },
      UnexpectedResponseError,
      "larger than 4 MB",
    ],
    ["HTML", { body: "<html>", headers: { "content-type": "text/html" } }, UnexpectedResponseError, "text/html"],
    [
      "a type that paints",
      { body: "<", headers: { "content-type": "text/\u009b31m" } },
      UnexpectedResponseError,
      "text/\\u009b31m",
    ],
    ["half of an answer", { body: '{"data":', instead: "break off" }, UnavailableError, "connection broke"],
    [
      "less than its length says",
      { body: "{}", headers: { "content-length": "100", connection: "close" } },
      UnavailableError,
      "connection broke",
    ],
    [
      "more than its length says",
      { body: JSON.stringify(details), headers: { "content-length": "9", connection: "close" } },
      UnavailableError,
      "wrong length",
    ],
    [
      "no HTTP headers but one without end",
      { headers: { x: "x".repeat(100_000) } },
      UnavailableError,
      "HPE_HEADER_OVERFLOW",
    ],
    [
      "a body that is not packed as it says",
      { body: "{}", headers: { "content-encoding": "gzip" } },
      UnavailableError,
      "Z_",
    ],
  ])("answered with %s", async (_, canned, type, words) => {
    await using server = await CannedServer.start([canned]);
    const error = await failureOf(use(clientOf(server)));
    expect(error).toBeInstanceOf(type);
    expect(error.serverMessage).toContain(words);
    expect(error.outcome).toBe("unknown");
  });

  test("answered byte by byte for ever, is given up after its time", async () => {
    await using server = await CannedServer.start([{ body: " ", instead: "never end" }]);
    const error = await failureOf(use(clientOf(server, 0.2)));
    expect(error).toBeInstanceOf(TimedOutError);
    expect(error.outcome).toBe("unknown");
  });
});

test("a connection that brings too much is closed, and takes no more", async () => {
  await using server = await CannedServer.start([{ body: megabyte, instead: "never end" }]);
  await failureOf(clientOf(server).numbers.purchase(number));
  const [request] = server.requests as [Recorded];
  await until(() => request.socket.destroyed);
  expect(request.socket.bytesWritten).toBeLessThan(64_000_000);
});

describe("JSON that is deep or wide", () => {
  const wide = (item: string) => `[${`${item},`.repeat(500_000)}${item}]`;
  test.each<[string, string]>([
    ["deep", deep(300_000)],
    ["an array in an array in an array", `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`],
    ["a wide list", `{"data":${wide("0")}}`],
    ["a wide list of included things", JSON.stringify(details).replace("}}", `}},"included":${wide("0")}`)],
    ["an unfinished text", `${unterminated}`],
  ])("%s is unexpected, and a purchase not taken for undone", async (_, body) => {
    await using server = await CannedServer.start(() => ({ body }));
    const client = clientOf(server);
    for (const use of [
      client.numbers.get(number),
      Array.fromAsync(client.numbers.list()),
      Array.fromAsync(client.routes.list()),
    ]) {
      const error = await failureOf(use);
      expect(error).toBeInstanceOf(UnexpectedResponseError);
      expect(error.outcome).toBe("unknown");
    }
    const error = await client.numbers.purchase(number).then(
      () => undefined,
      (thrown) => thrown,
    );
    if (error !== undefined) expect(error).toMatchObject({ name: "UnexpectedResponseError", outcome: "unknown" });
  });

  test.each<[string, string]>([
    ["deep detail", `{"errors":[{"detail":${deep(300_000)}}]}`],
    ["wide detail", `{"errors":[{"detail":${wide('"no"')}}]}`],
    ["long detail", `{"errors":[{"detail":"${"no ".repeat(1_000_000)}"}]}`],
    ["a thousand errors", `{"errors":[${"{},".repeat(999)}{}]}`],
  ])("a refusal with %s is still a refusal, in few words", async (_, body) => {
    await using server = await CannedServer.start(() => ({ status: 422, body }));
    const error = await failureOf(clientOf(server).numbers.purchase(number));
    expect(error).toBeInstanceOf(InvalidError);
    expect(error.outcome).toBe("refused");
    expect(error.serverMessage.length).toBeLessThan(310);
    expect(error.message.length).toBeLessThan(600);
  });

  test("a warning of megabytes is a short one", async () => {
    const body = `{"errors":[{"detail":${deep(300_000)}},{"title":"${"no ".repeat(100_000)}"}]}`;
    await using server = await CannedServer.start([{ status: 207, body }]);
    const { warning } = await clientOf(server).numbers.update(number, { messagingEnabled: true });
    expect(warning?.length).toBeLessThan(310);
  });
});

test("nothing of an error paints the terminal", async () => {
  const errors = [{ title: `Oh${paint}`, detail: { [`field${paint}`]: [`no${paint}`] }, id: `id${paint}` }];
  await using server = await CannedServer.start(() => ({ status: 422, body: { errors } }));
  const log: string[] = [];
  const settings = { accessKey: "AK12cd34", secretKey: "S3cr3tS3cr3t", baseUrl: server.url };
  const error = await failureOf(new FlowrouteClient(settings, { log: (line) => log.push(line) }).numbers.get(number));
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
  expect(await clientOf(server).numbers.get(number)).toMatchObject({
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
      const error = await failureOf(use(clientOf(server)));
      expect(error).toBeInstanceOf(UnexpectedResponseError);
      expect(server.requests).toHaveLength(1);
    }
  });
});

test("a negative price is none", async () => {
  const item = { id: number, attributes: { ...attributes, setup_cost: -1000, monthly_cost: 1 } };
  await using server = await CannedServer.start(() => ({ body: { data: [item] } }));
  expect(await failureOf(Array.fromAsync(clientOf(server).inventory.availableNumbers()))).toBeInstanceOf(
    UnexpectedResponseError,
  );
});

describe("elsewhere", () => {
  test("is where no link leads", async () => {
    await using other = await CannedServer.start(() => ({ body: { data: [] } }));
    const links = { self: other.url, next: `${other.url}/v2/numbers?limit=200&offset=199`, related: other.url };
    const page = (ids: number[], more: boolean) => ({
      body: { data: ids.map((id) => ({ id, attributes, links })), links: more ? links : {} },
    });
    await using server = await CannedServer.start([page([1, 2], true), page([2, 3], false)]);
    expect(await Array.fromAsync(clientOf(server).numbers.list())).toHaveLength(3);
    expect(server.requests).toHaveLength(2);
    expect(other.requests).toEqual([]);
  });

  const statuses = [301, 302, 303, 307, 308];
  test.each(statuses.flatMap((status) => Object.entries(uses).map(([name, use]) => [status, name, use] as const)))(
    "is not where %d leads %s",
    async (status, _, use) => {
      await using other = await CannedServer.start(() => ({ body: details }));
      for (const to of ["other", "host:80", "loop", "relative"]) {
        await using server = await CannedServer.start(({ path }) => {
          const address = {
            other: `${other.url}${path}`,
            "host:80": "http://flowroute.invalid/v2",
            loop: `${server.url}${path}`,
          };
          return { status, headers: { location: address[to as keyof typeof address] ?? "../x" }, body: details };
        });
        const error = await failureOf(use(clientOf(server)));
        expect(error).toBeInstanceOf(UnexpectedResponseError);
        expect(error.serverMessage).toContain("which is not followed");
        expect(error.outcome).toBe("unknown");
        expect(server.requests).toHaveLength(1);
      }
      expect(other.requests).toEqual([]);
    },
  );
});

test("JSON by another type's name is JSON", async () => {
  await using server = await CannedServer.start(() => ({ body: details, headers: { "content-type": "text/html" } }));
  expect(await clientOf(server).numbers.get(number)).toMatchObject({ number });
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
    const found = await clientOf(server).numbers.get(number);
    expect(found).toStrictEqual(await clientOf(clean).numbers.get(number));
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
    await clientOf(server).numbers.purchase(number);
    expect("polluted" in {}).toBe(false);
  });

  test("say nothing of a resource", async () => {
    const errors = poisoned('{"errors":[{"detail":"Could not find that resource on your account.","status":404}]}');
    await using server = await CannedServer.start(() => ({ status: 404, body: errors }));
    expect(await failureOf(clientOf(server).numbers.get(number))).toBeInstanceOf(NotFoundError);
    const proto = '{"__proto__":{"errors":[{"detail":"Could not find that resource on your account.","status":404}]}}';
    await using other = await CannedServer.start(() => ({ status: 404, body: proto }));
    expect(await failureOf(clientOf(other).numbers.get(number))).toBeInstanceOf(UnexpectedResponseError);
  });
});
