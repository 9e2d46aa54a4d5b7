import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { UnavailableError, UnexpectedResponseError } from "../../../provider/client";
import { CannedServer } from "../../support/canned";
import { details, failureOf, number, onceClient } from "../../support/client";

describe("redirects", () => {
  test.each([301, 302, 303, 307, 308])("of status %d are not followed", async (status) => {
    await using other = await CannedServer.start(() => ({ body: details }));
    await using server = await CannedServer.start([
      { status, headers: { location: `${other.url}/v2/numbers/${number}` } },
    ]);
    const error = await failureOf(onceClient(server).numbers.get(number));
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
      const error = await failureOf(onceClient(remote).numbers.get(number));
      expect(error).toBeInstanceOf(UnavailableError);
      expect(inspect(error)).not.toContain("proxy-password");
      expect(proxy.seen).toEqual(["CONNECT flowroute.invalid:443"]);
    },
  );

  test("of an unknown kind are an error that does not quote their password", async () => {
    process.env.HTTPS_PROXY = "gopher://user:proxy-password@127.0.0.1:1";
    const error = await failureOf(onceClient(remote).numbers.get(number));
    expect(error).toBeInstanceOf(UnavailableError);
    expect(inspect(error)).not.toContain("proxy-password");
  });

  test("are left out for hosts of NO_PROXY", async () => {
    using proxy = await startProxy();
    process.env.HTTPS_PROXY = `http://${proxy.url}`;
    process.env.NO_PROXY = "flowroute.invalid";
    expect(await failureOf(onceClient(remote).numbers.get(number))).toMatchObject({ outcome: "refused" });
    expect(proxy.seen).toEqual([]);
  });

  test("are left out for this machine", async () => {
    using proxy = await startProxy();
    process.env.HTTP_PROXY = `http://${proxy.url}`;
    await using server = await CannedServer.start([{ body: details }]);
    await onceClient(server).numbers.get(number);
    expect(proxy.seen).toEqual([]);
  });
});
