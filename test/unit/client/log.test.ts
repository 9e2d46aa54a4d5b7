import { FlowrouteClient } from "../../../provider/client";
import { CannedServer } from "../../support/canned";
import { details, failureOf, keys, number, onceClient } from "../../support/client";

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
      await onceClient(server).numbers.get(number);
      expect(spy).toHaveBeenCalledTimes(count);
    } finally {
      delete process.env.FLOWROUTE_LOG;
      spy.mockRestore();
    }
  });
});
