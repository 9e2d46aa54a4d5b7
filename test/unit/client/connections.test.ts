import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { CannedServer } from "../../support/canned";
import { attributes, details, number, onceClient } from "../../support/client";

describe("connections", () => {
  test("are reused, but not for a purchase, a release, a new route or provisioning", async () => {
    await using server = await CannedServer.start(() => ({ body: details }));
    const client = onceClient(server);
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
      // No request is answered before eight are waiting.
      if (open === 8) {
        release();
        full = new Promise((resolve) => {
          release = resolve;
        });
      } else await full;
      open -= 1;
      return { body: details };
    });
    const client = onceClient(server);
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
    const client = onceClient(server);
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
