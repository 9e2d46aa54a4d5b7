import { inspect } from "node:util";
import fc from "fast-check";
import { FlowrouteClient, ForbiddenError } from "../../../provider/client";
import { hiderOf } from "../../../provider/client/http/secrets";
import { CannedServer } from "../../support/canned";
import { expectNoSecretIn, formsOf } from "../../support/secrets";
import { startAccount, startCommand } from "../../support/session";

/** With characters that URLs, JSON and Base64 each write in another way. */
const keys = { accessKey: "AK?1/c~>", secretKey: 'S3c+r3t/"0123\\89%abc=d&f~~~???>>' };
const { accessKey, secretKey } = keys;
const number = "12065550100";

/** Texts with the keys in them, in every form. */
const echoes = [
  ...[accessKey, secretKey].flatMap((key) => Object.values(formsOf(key))),
  ...["", "-", "--"].flatMap((before) => {
    const header = Buffer.from(`${before}${accessKey}:${secretKey}${before}`);
    return [header.toString("base64"), header.toString("base64url"), encodeURIComponent(header.toString("base64"))];
  }),
  encodeURIComponent(encodeURIComponent(secretKey)),
  secretKey.toUpperCase(),
];

test("keys that a server sends back in any form are in no error and no log", async () => {
  await using server = await CannedServer.start(() => ({
    status: 403,
    headers: { "content-type": `text/${accessKey}` },
    body: { errors: echoes.map((echo) => ({ title: "Forbidden", detail: { [echo]: echo }, id: echo })) },
  }));
  const log: string[] = [];
  const client = new FlowrouteClient({ ...keys, baseUrl: server.url }, { log: (line) => log.push(line) });
  const error = await client.numbers.purchase(number).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ForbiddenError);
  expect(error.message).toContain("[hidden]");
  expectNoSecretIn(inspect(error, { showHidden: true, depth: Infinity }), keys);
  expectNoSecretIn(log.join("\n"), keys);
});

test.each(echoes)("%s is hidden", (echo) => {
  const text = hiderOf(`${accessKey}:${secretKey}`, secretKey, accessKey)(`a ${echo} b`);
  expect(text).toMatch(/^a .{0,8}\[hidden\].{0,8} b$/);
  expectNoSecretIn(text, keys);
});

test("whatever the keys are, and wherever in a text, in clear, Base64 or a URL", () => {
  const ascii = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const key = fc.string({ unit: ascii, minLength: 8, maxLength: 32 });
  fc.assert(
    fc.property(key, key, fc.string(), fc.string(), (one, other, before, after) => {
      const hide = hiderOf(`${one}:${other}`, other, one);
      const text = `${before}${one}:${other}${after}`;
      for (const written of [text, Buffer.from(text).toString("base64"), encodeURIComponent(other)])
        expectNoSecretIn(hide(written), { accessKey: one, secretKey: other });
    }),
  );
});

test("text without the keys is left alone", () => {
  const text = "Could not find that resource on your account.";
  expect(hiderOf(secretKey, accessKey)(text)).toBe(text);
});

test("nothing that an uncaught error could drag along shows the keys", async () => {
  await using simulator = await startAccount(keys);
  simulator.addFault({ match: { method: "POST", path: "/**" }, action: "reset" });
  const command = startCommand(simulator);
  const { session, phoneNumber, numberRoutes } = command;
  await session.account.details(number);
  const errors = await Promise.all(
    [session.client.numbers.purchase("12065550199"), session.account.details("12065550198")].map((call) =>
      call.catch((error) => error),
    ),
  );
  const reach = { session, client: session.client, phoneNumber, numberRoutes, errors };
  const dump = inspect(Object.assign(new Error("crash", { cause: errors }), reach), {
    showHidden: true,
    depth: Infinity,
  });
  expect(dump).toContain("FlowrouteClient");
  expectNoSecretIn(dump, keys);
});
