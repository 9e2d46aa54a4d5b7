import { type AddressInfo, createServer } from "node:net";
import {
  FlowrouteClient,
  InvalidError,
  RateLimitedError,
  type RetryLimits,
  TimedOutError,
  UnavailableError,
  UnexpectedResponseError,
} from "../../../provider/client";
import { type Canned, CannedServer } from "../../support/canned";

const quick: Partial<RetryLimits> = { retries: 3, firstDelay: 0.001, attemptTimeout: 10, deadline: 60 };
/** For servers that never answer once: that attempt costs this long, and so may some more on a busy machine. */
const impatient: Partial<RetryLimits> = { ...quick, retries: 20, attemptTimeout: 0.3 };
/** For requests that must arrive, though the machine is busy, and are never answered. */
const patient: Partial<RetryLimits> = { ...quick, attemptTimeout: 5 };
const clientOf = (server: { url: string }, retry: Partial<RetryLimits> = quick) =>
  new FlowrouteClient({ accessKey: "key", secretKey: "secret", baseUrl: server.url }, { retry });

const number = "12065550100";
const details = {
  data: { id: number, attributes: { alias: null, cnam_lookups_enabled: true, number_type: "longcode" } },
};

type Use = (client: FlowrouteClient) => Promise<unknown>;
const reads: Record<string, Use> = {
  number: (client) => client.numbers.get(number),
  numbers: (client) => Array.fromAsync(client.numbers.list()),
  routes: (client) => Array.fromAsync(client.routes.list()),
  edgeStrategies: (client) => client.routes.edgeStrategies(),
};
const route = { alias: "PBX", routeType: "host", value: "pbx.example.com" } as const;
const sameValueWrites: Record<string, Use> = {
  "update of the alias": (client) => client.numbers.update(number, { alias: "Front desk" }),
  setPrimaryRoute: (client) => client.numbers.setPrimaryRoute(number, "83861"),
  setFailoverRoute: (client) => client.numbers.setFailoverRoute(number, "83834"),
  removePrimaryRoute: (client) => client.numbers.removePrimaryRoute(number),
  removeFailoverRoute: (client) => client.numbers.removeFailoverRoute(number),
  "update of a route": (client) => client.routes.update("98396", route),
  "deletion of a route": (client) => client.routes.delete("98396"),
};
const riskyWrites: Record<string, Use> = {
  "update that provisions messaging": (client) => client.numbers.update(number, { messagingEnabled: true }),
  release: (client) => client.numbers.release(number),
  "creation of a route": (client) => client.routes.create(route),
};
const purchase: Record<string, Use> = { purchase: (client) => client.numbers.purchase(number) };

const routeDetails = {
  data: { id: "98396", attributes: { alias: "PBX", route_type: "host", value: "pbx.example.com" } },
};
const successFor = (path: string): Canned => {
  if (path.startsWith(`/v2/numbers/${number}`)) return { body: details };
  return { body: /^\/v2\/routes(\/\d+)?$/.test(path) ? routeDetails : { data: [] } };
};

/** Failures that can pass, and what they are when they do not. */
const passing: Record<string, { canned: Canned; type: new (...args: never[]) => Error; outcome: string }> = {
  429: { canned: { status: 429 }, type: RateLimitedError, outcome: "refused" },
  500: { canned: { status: 500, body: "<h1>Oops</h1>" }, type: UnavailableError, outcome: "unknown" },
  503: { canned: { status: 503, body: { errors: [] } }, type: UnavailableError, outcome: "unknown" },
  "a reset": { canned: { instead: "reset" }, type: UnavailableError, outcome: "unknown" },
  "a body broken off": { canned: { body: "{", instead: "break off" }, type: UnavailableError, outcome: "unknown" },
  "no answer": { canned: { instead: "hang" }, type: TimedOutError, outcome: "unknown" },
  "half an answer": { canned: { body: "{", instead: "fall silent" }, type: TimedOutError, outcome: "unknown" },
};

const rows = Object.keys(passing);
const kinds: [kind: string, calls: Record<string, Use>, repeatedAfter: string[]][] = [
  ["a read", reads, rows],
  ["a write of a value", sameValueWrites, rows],
  ["a risky write", riskyWrites, ["429"]],
  ["a purchase", purchase, []],
];
const everyCall = kinds.flatMap(([kind, calls, repeatedAfter]) =>
  Object.entries(calls).map(([name, use]) => ({ kind, name, use, repeatedAfter })),
);
const everyFailure = everyCall.flatMap((call) =>
  rows.map((row) => ({ ...call, row, isRepeated: call.repeatedAfter.includes(row) })),
);

test.each(everyFailure.filter(({ isRepeated }) => isRepeated))(
  "$kind ($name) is repeated after $row",
  async ({ use, row }) => {
    await using server = await failingOnce(row);
    await use(clientOf(server, isSilent(row) ? impatient : quick));
    expect(server.calls.length).toBeGreaterThan(1);
    expect(new Set(server.calls).size).toBe(1);
    expect(new Set(server.requests.map(({ body }) => body)).size).toBe(1);
  },
);

const once = everyFailure.filter(({ isRepeated }) => !isRepeated);

test.each(once.filter(({ row }) => !isSilent(row)))("$kind ($name) is not repeated after $row", expectOneAttempt);

// Together, because each waits for its own timeout.
test.concurrent.each(once.filter(({ row }) => isSilent(row)))(
  "$kind ($name) is not repeated after $row",
  expectOneAttempt,
);

async function expectOneAttempt({ use, row }: (typeof once)[number]): Promise<void> {
  const { type, outcome } = passing[row] ?? raise(row);
  await using server = await failingOnce(row);
  const error = await use(clientOf(server, isSilent(row) ? patient : quick)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(type);
  const isAboutNumber = server.calls.some((call) => call.endsWith(number));
  expect(error).toMatchObject({ outcome, number: isAboutNumber ? number : undefined });
  expect(server.requests).toHaveLength(1);
}

describe.each(everyCall)("$kind ($name)", ({ use }) => {
  test.each([400, 422, 302])("is never repeated after %d", async (status) => {
    await using server = await CannedServer.start([{ status }]);
    const type = status === 302 ? UnexpectedResponseError : InvalidError;
    await expect(use(clientOf(server))).rejects.toBeInstanceOf(type);
    expect(server.requests).toHaveLength(1);
  });

  test("is not repeated when nothing listens, and says that nothing happened", async () => {
    const lines: string[] = [];
    const settings = { accessKey: "key", secretKey: "secret", baseUrl: await deadUrl() };
    const client = new FlowrouteClient(settings, { retry: quick, log: (line) => lines.push(line) });
    const error = await use(client).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error).toMatchObject({ outcome: "refused", status: undefined });
    expect(lines).toHaveLength(1);
  });
});

function isSilent(row: string): boolean {
  return passing[row]?.type === TimedOutError;
}

/** A server whose first answer is the failure of that row. */
function failingOnce(row: string): Promise<CannedServer> {
  const { canned } = passing[row] ?? raise(row);
  let first = true;
  return CannedServer.start(({ path }) => {
    const answer = first ? canned : successFor(path);
    first = false;
    return answer;
  });
}

test("an attempt is repeated as often as the limits say, and the last error is thrown", async () => {
  const failures = [{ status: 500 }, { status: 503 }, { status: 502 }];
  await using server = await CannedServer.start([...failures, { status: 504 }, successFor(`/v2/numbers/${number}`)]);
  await expect(clientOf(server).numbers.get(number)).rejects.toMatchObject({ status: 504 });
  expect(server.requests).toHaveLength(4);
});

test("the deadline ends the attempts before their number does", async () => {
  await using server = await CannedServer.start(() => ({ status: 503 }));
  const limits = { retries: 5000, firstDelay: 0.01, longestDelay: 0.01, attemptTimeout: 10, deadline: 10.3 };
  await expect(clientOf(server, limits).numbers.get(number)).rejects.toMatchObject({ status: 503 });
  expect(server.requests.length).toBeLessThan(5000);
});

test("a wait is cut short so that another attempt fits before the deadline", async () => {
  await using server = await CannedServer.start(({ path }) =>
    server.requests.length === 1 ? { status: 503 } : successFor(path),
  );
  const limits = { retries: 1, firstDelay: 3600, longestDelay: 3600, attemptTimeout: 10, deadline: 13 };
  await clientOf(server, limits).numbers.get(number);
  expect(server.requests).toHaveLength(2);
});

test("an attempt never outlasts the deadline", async () => {
  await using server = await CannedServer.start(() => ({ instead: "hang" }));
  const error = await clientOf(server, { attemptTimeout: 3600, deadline: 0.2 })
    .numbers.get(number)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TimedOutError);
  expect(error).toMatchObject({ serverMessage: "no complete answer within 0.2 seconds" });
});

/** An address where nothing listens any more. */
async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

function raise(name: string): never {
  throw new Error(`no such row: ${name}`);
}
