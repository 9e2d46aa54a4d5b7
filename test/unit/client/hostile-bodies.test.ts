import { gzipSync } from "node:zlib";
import { InvalidError, TimedOutError, UnavailableError, UnexpectedResponseError } from "../../../provider/client";
import { type Canned, CannedServer, type Recorded } from "../../support/canned";
import { details, failureOf, number, onceClient, type Use } from "../../support/client";
import { until } from "../../support/simulator";

const uses: Record<string, Use> = {
  "a read": (client) => client.numbers.get(number),
  "a list": (client) => Array.fromAsync(client.numbers.list()),
  "a purchase": (client) => client.numbers.purchase(number),
  "a write": (client) => client.numbers.setPrimaryRoute(number, "0"),
  "a release": (client) => client.numbers.release(number),
};

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
    const error = await failureOf(use(onceClient(server)));
    expect(error).toBeInstanceOf(type);
    expect(error.serverMessage).toContain(words);
    expect(error.outcome).toBe("unknown");
  });

  test("answered byte by byte for ever, is given up after its time", async () => {
    await using server = await CannedServer.start([{ body: " ", instead: "never end" }]);
    const error = await failureOf(use(onceClient(server, { attemptTimeout: 0.2 })));
    expect(error).toBeInstanceOf(TimedOutError);
    expect(error.outcome).toBe("unknown");
  });
});

test("a connection that brings too much is closed, and takes no more", async () => {
  await using server = await CannedServer.start([{ body: megabyte, instead: "never end" }]);
  await failureOf(onceClient(server).numbers.purchase(number));
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
    const client = onceClient(server);
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
    const error = await failureOf(onceClient(server).numbers.purchase(number));
    expect(error).toBeInstanceOf(InvalidError);
    expect(error.outcome).toBe("refused");
    expect(error.serverMessage.length).toBeLessThan(310);
    expect(error.message.length).toBeLessThan(600);
  });

  test("a warning of megabytes is a short one", async () => {
    const body = `{"errors":[{"detail":${deep(300_000)}},{"title":"${"no ".repeat(100_000)}"}]}`;
    await using server = await CannedServer.start([{ status: 207, body }]);
    const { warning } = await onceClient(server).numbers.update(number, { messagingEnabled: true });
    expect(warning?.length).toBeLessThan(310);
  });
});
