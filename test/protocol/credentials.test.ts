import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { ProviderProcess } from "../../sandbox/engine/stand-in/provider-process";
import type { Simulator } from "../../sandbox/simulator";
import { frontDesk } from "../support/accounts";
import { handlers, Provider, settingsOf } from "../support/provider";
import { expectNoSecretIn, formsOf } from "../support/secrets";
import { startAccount } from "../support/session";

const { number } = frontDesk;

let simulator: Simulator & AsyncDisposable;
beforeAll(async () => {
  simulator = await startAccount({ accessKey: "Acc/5+Ky", secretKey: 'SeCr+t/?="\\>~cREtSeCrEtSeCrEtSeC1' });
});
afterAll(() => simulator[Symbol.asyncDispose]());
beforeEach(() => simulator.clearRequests());

/** What every way out of the process says, when each call of a resource is made with these settings. */
async function everythingSaid(settings: Record<string, unknown>, env: Record<string, string> = {}) {
  await using provider = await Provider.start({ FLOWROUTE_LOG: "debug", ...env });
  await provider.configure(settings);
  const told: unknown[] = [];
  for (const kind of ["PhoneNumber", "NumberRoutes"] as const) {
    const news = kind === "PhoneNumber" ? { number, alias: "Desk" } : { number, primaryRoute: { alias: "pbx-main" } };
    const olds = { number, declared: { ...news, onDelete: kind === "PhoneNumber" ? "release" : "detach" } };
    const attempts = [
      () => provider.check(kind, news),
      () => provider.read(kind, number, olds),
      () => provider.update(kind, number, olds, news),
      () => provider.diff(kind, number, olds, news),
    ];
    // In turn, so that a log line belongs to one call.
    for (const attempt of attempts)
      told.push(await attempt().catch((error: Error) => `${error.message} ${error.stack}`));
  }
  const { failures } = told[0] as { failures: { property: string; reason: string }[] };
  return { failures, text: `${JSON.stringify(told)} ${await provider.close()}` };
}

test("keys that are right appear nowhere, not even in the log of every request", async () => {
  const { failures, text } = await everythingSaid(settingsOf(simulator));
  expect(failures).toEqual([]);
  expect(text).toContain(`GET /v2/numbers/${number}: 200`);
  expectNoSecretIn(text, simulator);
});

test.each<[string, (right: Record<string, unknown>) => Record<string, unknown>, string[]]>([
  ["no keys", () => ({}), ["flowroute:accessKey", "FLOWROUTE_SECRET_KEY", "pulumi config set --secret"]],
  ["half of the keys", (right) => ({ ...right, "flowroute:secretKey": "" }), ["flowroute:secretKey is not set"]],
  ["the other half", (right) => ({ ...right, "flowroute:accessKey": "" }), ["flowroute:accessKey is not set"]],
  [
    "a key with a line break",
    (right) => ({ ...right, "flowroute:secretKey": `${right["flowroute:secretKey"]}\n` }),
    ["white space"],
  ],
  ["both keys in one", (right) => ({ ...right, "flowroute:accessKey": "Acce55Ky:SeCrEt" }), ["colon"]],
  [
    "http for another host",
    (right) => ({ ...right, "flowroute:baseUrl": "http://api.example.com" }),
    ["flowroute:baseUrl", "http://"],
  ],
  ["no URL", (right) => ({ ...right, "flowroute:baseUrl": "api.example.com" }), ["flowroute:baseUrl", "https://host"]],
  [
    "keys in the URL",
    (right) => ({ ...right, "flowroute:baseUrl": "https://Acce55Ky:SeCrEt@api.example.com" }),
    ["credentials"],
  ],
])("with %s nothing is asked, and the message says what to set", async (_, change, reasons) => {
  const { failures, text } = await everythingSaid(change(settingsOf(simulator)));
  expect(failures).toHaveLength(1);
  for (const reason of reasons) expect(failures[0]?.reason).toContain(reason);
  expect(simulator.requests()).toEqual([]);
  expectNoSecretIn(text, simulator);
});

test("with a stack setting that cannot be, no plan is made", async () => {
  await using provider = await Provider.on(simulator, { "flowroute:maxSpend": "much" });
  const { failures } = await provider.check("PhoneNumber", { number });
  expect(failures).toEqual([{ property: "", reason: expect.stringContaining("flowroute:maxSpend") }]);
  expect(simulator.requests()).toEqual([]);
});

test("wrong keys are refused by Flowroute, and the message says which settings to check", async () => {
  const wrong = { ...settingsOf(simulator), "flowroute:secretKey": "another0secret0another0secret0an" };
  const { failures, text } = await everythingSaid(wrong);
  for (const part of ["401", "flowroute:accessKey", "flowroute:secretKey", "FLOWROUTE_ACCESS_KEY", "API Control"])
    expect(failures[0]?.reason).toContain(part);
  expect(text).not.toContain("another0secret");
  expectNoSecretIn(text, simulator);
});

test("keys that a server sends back are not passed on", async () => {
  const { accessKey, secretKey } = simulator;
  const echoes = [accessKey, secretKey].flatMap((key) => Object.values(formsOf(key)));
  const errors = [
    { status: 403, title: "Forbidden", detail: `${accessKey} with ${secretKey} may not`, id: secretKey },
    ...echoes.map((detail) => ({ detail })),
  ];
  simulator.addFault({
    match: { method: "*", path: "/**" },
    action: "status",
    status: 403,
    body: { errors },
    times: 99,
  });
  const { text } = await everythingSaid(settingsOf(simulator));
  simulator.clearFaults();
  expect(text).toContain("[hidden] with [hidden] may not");
  expectNoSecretIn(text, simulator);
});

test("keys from the environment do as well", async () => {
  const { accessKey, secretKey, url } = simulator;
  const env = { FLOWROUTE_ACCESS_KEY: accessKey, FLOWROUTE_SECRET_KEY: secretKey, FLOWROUTE_BASE_URL: url };
  const { failures, text } = await everythingSaid({}, env);
  expect(failures).toEqual([]);
  expect(text).toContain(": 200");
  expectNoSecretIn(text, simulator);
});

test("keys are not in what a crash of the process prints", async () => {
  const printed: string[] = [];
  const process = await ProviderProcess.start({
    programDir: join(__dirname, "../.."),
    project: "protocol-test",
    engine: `127.0.0.1:${randomUUID()}`,
    env: { FLOWROUTE_LOG: "debug" },
    onOutput: (text) => printed.push(text),
  });
  await process.configure(settingsOf(simulator));
  const urn = "urn:pulumi:test::protocol-test::pulumi-nodejs:dynamic/flowroute:PhoneNumber::resource";
  await process.read({ urn, id: number, inputs: {}, outputs: { number, __provider: handlers.PhoneNumber } });
  // With a handler of its own in place of the SDK's, which would print no more than the error's stack.
  const crash = `exports.handler = () => ({ create: () => new Promise(() => setImmediate(() => {
    process.removeAllListeners("uncaughtException").on("uncaughtException", (error) => {
      console.error(require("node:util").inspect(error, { depth: null, showHidden: true }));
      process.exit(1);
    });
    throw Object.assign(new Error("crash"), { lifecycle: require("pulumi-flowroute/lifecycle") });
  })) });`;
  await expect(process.create({ urn, inputs: { __provider: crash } })).rejects.toThrow();
  await process.close();
  const text = printed.join("");
  expect(text).toContain("Error: crash");
  expect(text).toContain("lifecycle: {");
  expectNoSecretIn(text, simulator);
});
