import { UnexpectedResponseError } from "../../../provider/client";
import { CannedServer } from "../../support/canned";
import { attributes, details, failureOf, number, onceClient, type Use } from "../../support/client";

const uses: Record<string, Use> = {
  "a read": (client) => client.numbers.get(number),
  "a list": (client) => Array.fromAsync(client.numbers.list()),
  "a purchase": (client) => client.numbers.purchase(number),
  "a write": (client) => client.numbers.setPrimaryRoute(number, "0"),
  "a release": (client) => client.numbers.release(number),
};

describe("elsewhere", () => {
  test("is where no link leads", async () => {
    await using other = await CannedServer.start(() => ({ body: { data: [] } }));
    const links = { self: other.url, next: `${other.url}/v2/numbers?limit=200&offset=199`, related: other.url };
    const page = (ids: number[], more: boolean) => ({
      body: { data: ids.map((id) => ({ id, attributes, links })), links: more ? links : {} },
    });
    await using server = await CannedServer.start([page([1, 2], true), page([2, 3], false)]);
    expect(await Array.fromAsync(onceClient(server).numbers.list())).toHaveLength(3);
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
        const error = await failureOf(use(onceClient(server)));
        expect(error).toBeInstanceOf(UnexpectedResponseError);
        expect(error.serverMessage).toContain("which is not followed");
        expect(error.outcome).toBe("unknown");
        expect(server.requests).toHaveLength(1);
      }
      expect(other.requests).toEqual([]);
    },
  );
});
