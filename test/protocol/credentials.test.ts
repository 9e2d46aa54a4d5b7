import type { Simulator } from "../../sandbox/simulator";
import { frontDesk } from "../support/accounts";
import { Provider, settingsOf } from "../support/provider";
import { startAccount } from "../support/session";

const { number } = frontDesk;

let simulator: Simulator & AsyncDisposable;
beforeAll(async () => {
  simulator = await startAccount({ accessKey: "Acce55Ky", secretKey: "SeCrEtSeCrEtSeCrEtSeCrEtSeCrEt12" });
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

/** No form of either key, in any encoding that HTTP or a log would use. */
function expectNoSecretIn(text: string): void {
  const { accessKey, secretKey } = simulator;
  const pair = Buffer.from(`${accessKey}:${secretKey}`).toString("base64");
  for (const secret of [accessKey, secretKey, pair, Buffer.from(secretKey).toString("base64")])
    expect(text).not.toContain(secret);
}

test("keys that are right appear nowhere, not even in the log of every request", async () => {
  const { failures, text } = await everythingSaid(settingsOf(simulator));
  expect(failures).toEqual([]);
  expect(text).toContain(`GET /v2/numbers/${number}: 200`);
  expectNoSecretIn(text);
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
  expectNoSecretIn(text);
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
  expectNoSecretIn(text);
});

test("keys that a server sends back are not passed on", async () => {
  const { accessKey, secretKey } = simulator;
  const errors = [{ status: 403, title: "Forbidden", detail: `${accessKey} with ${secretKey} may not`, id: secretKey }];
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
  expectNoSecretIn(text);
});

test("keys from the environment do as well", async () => {
  const { accessKey, secretKey, url } = simulator;
  const env = { FLOWROUTE_ACCESS_KEY: accessKey, FLOWROUTE_SECRET_KEY: secretKey, FLOWROUTE_BASE_URL: url };
  const { failures, text } = await everythingSaid({}, env);
  expect(failures).toEqual([]);
  expect(text).toContain(": 200");
  expectNoSecretIn(text);
});
