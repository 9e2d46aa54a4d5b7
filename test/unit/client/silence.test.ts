import { FlowrouteClient, type RetryLimits, TimedOutError } from "../../../provider/client";
import { CannedServer } from "../../support/canned";

/** One attempt a call, so that a patience is no longer than that. */
const once: Partial<RetryLimits> = { retries: 0, attemptTimeout: 3 };

function clientOf({ url }: CannedServer, retry: Partial<RetryLimits>, notice?: (line: string) => void) {
  const settings = { accessKey: "key", secretKey: "secret", baseUrl: url };
  return new FlowrouteClient(settings, { retry, ...(notice && { notice }) });
}

const numbers = Array.from({ length: 30 }, (_, index) => String(12065550100 + index));
const details = (id: string) => ({
  data: { id, attributes: { alias: null, cnam_lookups_enabled: true, number_type: "longcode" } },
});

describe("while the server is silent", () => {
  test("thirty reads give up together: eight were sent, the others say that they were not", async () => {
    await using server = await CannedServer.start(() => ({ instead: "hang" }));
    const client = clientOf(server, once);
    const results = await Promise.allSettled(numbers.map((number) => client.numbers.get(number)));
    const reasons = results.map((result) =>
      result.status === "rejected" ? (result.reason as TimedOutError) : undefined,
    );
    for (const reason of reasons) expect(reason).toBeInstanceOf(TimedOutError);
    expect(server.requests).toHaveLength(8);
    const unsent = reasons.filter((reason) => reason?.outcome === "refused");
    expect(unsent).toHaveLength(22);
    expect(unsent.at(-1)?.message).toBe(
      "GET /v2/numbers/12065550129 (number 12065550129): not sent, because Flowroute has not answered other requests for too long. " +
        "Try again in a while; check the network and Flowroute's status page.",
    );
  });

  test("calls that were under way at the last answer count too, as soon as an attempt of theirs began after it", async () => {
    let asked = 0;
    await using server = await CannedServer.start(({ path }) => {
      asked += 1;
      return asked > 1 ? { instead: "hang" } : { body: details(path.split("/").at(-1) ?? "") };
    });
    const client = clientOf(server, { retries: 1, firstDelay: 0.001, longestDelay: 0.001, attemptTimeout: 3 });
    const results = await Promise.allSettled(numbers.map((number) => client.numbers.get(number)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const reasons = results.flatMap((result) => (result.status === "rejected" ? [result.reason as TimedOutError] : []));
    expect(reasons.filter(({ outcome }) => outcome === "refused")).toHaveLength(21);
  });

  test("what is never repeated is sent all the same, and its answer ends the silence", async () => {
    let silent = true;
    await using server = await CannedServer.start(({ path }) =>
      silent ? { instead: "hang" } : { body: details(path.split("/").at(-1) ?? "") },
    );
    const client = clientOf(server, once);
    await expect(client.numbers.get("12065550100")).rejects.toThrow("no complete answer within 3 seconds");
    silent = false;
    await client.numbers.purchase("12065550101");
    await client.numbers.get("12065550100");
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
  });

  test("a purchase without an answer keeps nothing from being asked", async () => {
    await using server = await CannedServer.start(({ path, method }) =>
      method === "POST" ? { instead: "hang" } : { body: details(path.split("/").at(-1) ?? "") },
    );
    const client = clientOf(server, once);
    await expect(client.numbers.purchase("12065550101")).rejects.toBeInstanceOf(TimedOutError);
    await client.numbers.get("12065550101");
  });

  test("one line says so, and none of a silence that others broke", async () => {
    let silent = true;
    await using server = await CannedServer.start(({ path }) =>
      silent ? { instead: "hang" } : { body: details(path.split("/").at(-1) ?? "") },
    );
    const said: string[] = [];
    const client = clientOf(
      server,
      { retries: 20, firstDelay: 0.001, longestDelay: 0.001, attemptTimeout: 3 },
      (line) => {
        said.push(line);
        silent = false;
      },
    );
    await Promise.all(numbers.map((number) => client.numbers.get(number)));
    expect(said).toEqual([
      expect.stringMatching(
        /^Flowroute has not answered for 3 seconds \(GET \/v2\/numbers\/\d+\)\. The command goes on asking, for up to 120 seconds in all$/,
      ),
    ]);
  });
});

test("a call that hangs while others are answered makes none of them wait or fail", async () => {
  await using server = await CannedServer.start(({ path }) =>
    path.endsWith("100") ? { instead: "hang" } : { body: details(path.split("/").at(-1) ?? "") },
  );
  const said: string[] = [];
  const client = clientOf(server, once, (line) => said.push(line));
  const hanging = expect(client.numbers.get("12065550100")).rejects.toBeInstanceOf(TimedOutError);
  await Promise.all(numbers.slice(1).map((number) => client.numbers.get(number)));
  await hanging;
  await client.numbers.get("12065550101");
  expect(said).toEqual([]);
});
