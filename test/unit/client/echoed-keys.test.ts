import { inspect } from "node:util";
import { type Canned, CannedServer } from "../../support/canned";
import { attributes, failureOf, keys, number, onceClient } from "../../support/client";

const basic = Buffer.from(`${keys.accessKey}:${keys.secretKey}`).toString("base64");

describe("the keys", () => {
  const echo = `${keys.accessKey} ${keys.secretKey} Basic ${basic}`;
  const entry = { detail: { [echo]: [echo] }, title: echo, id: echo, status: echo };
  const page = { headers: { location: `http://${echo}/`, "content-type": echo } };
  const everything: Canned[] = [
    ...[400, 401, 403, 404, 422, 429, 500].map((status) => ({ status, body: { errors: [entry] } })),
    ...[200, 302, 404, 500].map((status) => ({ ...page, status, body: `<p>${echo}</p>` })),
    { body: { data: { id: echo, attributes } } },
    { body: { data: { id: number, attributes: { ...attributes, cnam_lookups_enabled: echo } } } },
    { instead: "reset" },
    { instead: "break off", body: echo },
  ];
  const hidden = (text: string) => {
    for (const secret of [keys.accessKey, keys.secretKey, JSON.stringify(keys.secretKey).slice(1, -1), basic])
      expect(text).not.toContain(secret);
  };

  test.each(everything)("are in no error and no log line, even when echoed: $status $instead", async (canned) => {
    const lines: string[] = [];
    await using server = await CannedServer.start([canned]);
    const error = await failureOf(onceClient(server, { log: (line) => lines.push(line) }).numbers.get(number));
    hidden(inspect(error, { depth: null, showHidden: true }));
    hidden(JSON.stringify(error));
    hidden(lines.join("\n"));
    expect(lines).toHaveLength(1);
  });

  test("are in no warning", async () => {
    await using server = await CannedServer.start([{ status: 207, body: { errors: [entry] } }]);
    hidden(JSON.stringify(await onceClient(server).numbers.update(number, { messagingEnabled: true })));
  });

  test("are not shown by a client that is printed", () => {
    const client = onceClient({ url: "http://127.0.0.1" });
    hidden(inspect(client, { depth: null, showHidden: true }));
    hidden(JSON.stringify(client));
  });
});
