import { FlowrouteClient, RateLimitedError, type RetryLimits } from "../../../provider/client";
import { CannedServer } from "../../support/canned";
import { details, keys, number } from "../../support/client";

const quick = { retries: 3, firstDelay: 0.001, attemptTimeout: 10, deadline: 60 };
const clientOf = (server: { url: string }, retry: Partial<RetryLimits> = quick) =>
  new FlowrouteClient({ ...keys, baseUrl: server.url }, { retry });
const success = { body: details };

describe("Retry-After", () => {
  const afterSeconds = () => ({ header: "1", at: Date.now() + 1000 });
  const afterDate = () => {
    const header = new Date(Date.now() + 2000).toUTCString();
    return { header, at: Date.parse(header) };
  };
  const once = { ...quick, retries: 1, firstDelay: 0.05 };

  test.each([
    ["in seconds, with 429", 429, afterSeconds],
    ["as a date, with 429", 429, afterDate],
    ["in seconds, with 503", 503, afterSeconds],
  ])("%s is waited for", async (_, status, ask) => {
    let asked: ReturnType<typeof ask> | undefined;
    // A client that came back early would get the same again, and has no third try.
    await using server = await CannedServer.start(() => {
      asked ??= ask();
      return Date.now() < asked.at ? { status, headers: { "retry-after": asked.header } } : success;
    });
    await clientOf(server, once).numbers.get(number);
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ["in seconds", () => "3600"],
    ["as a date", () => new Date(Date.now() + 3_600_000).toUTCString()],
  ])("%s beyond the deadline is passed on at once", async (_, ask) => {
    await using server = await CannedServer.start([{ status: 429, headers: { "retry-after": ask() } }]);
    const error = await clientOf(server)
      .numbers.get(number)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RateLimitedError);
    const { retryAfter } = error as RateLimitedError;
    expect(retryAfter).toBeGreaterThan(3500);
    expect(retryAfter).toBeLessThanOrEqual(3600);
    expect(server.requests).toHaveLength(1);
  });

  test.each(["soon", "-1", "", "9".repeat(400)])("of no known form (%j) is as good as none", async (header) => {
    await using server = await CannedServer.start([{ status: 429, headers: { "retry-after": header } }, success]);
    await clientOf(server).numbers.get(number);
    expect(server.requests).toHaveLength(2);
  });

  test("that is past means now", async () => {
    const past = new Date(0).toUTCString();
    await using server = await CannedServer.start([{ status: 429, headers: { "retry-after": past } }, success]);
    await clientOf(server).numbers.get(number);
    expect(server.requests).toHaveLength(2);
  });
});
