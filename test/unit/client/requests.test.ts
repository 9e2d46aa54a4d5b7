import { CannedServer } from "../../support/canned";
import { details, keys, number, onceClient } from "../../support/client";

const basic = Buffer.from(`${keys.accessKey}:${keys.secretKey}`).toString("base64");

describe("requests", () => {
  test("carry the keys, the API's media type and our name", async () => {
    await using server = await CannedServer.start([{ body: details }]);
    await onceClient(server).numbers.get(number);
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
    await onceClient(server).numbers.purchase(number);
    expect(server.calls).toEqual([`POST /v2/numbers/${number}`]);
    expect(server.requests[0]?.body).toBe("");
    expect(server.requests[0]?.headers).toMatchObject({ "content-length": "0" });
    expect(server.requests[0]?.headers).not.toHaveProperty("content-type");
  });

  test("of the other writes", async () => {
    await using server = await CannedServer.start(() => ({ status: 204 }));
    const client = onceClient(server);
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
    const client = onceClient(server);
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
