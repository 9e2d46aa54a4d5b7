import { isSecret, secret } from "../../sandbox/engine/stand-in/values";
import { frontDesk, selling } from "../support/accounts";
import { accountOf, Plugin } from "../support/plugin";
import { startAccount } from "../support/session";

const match = { match: { areaCode: "206" } };

/** Why a plugin does not buy; nothing when it does. */
async function refusal(plugin: Plugin): Promise<string | undefined> {
  const { failures } = await plugin.check("PhoneNumber", match);
  return failures[0]?.reason;
}

const config = (settings: Record<string, string>) => ({ PULUMI_CONFIG: JSON.stringify(settings) });

test("a setting that does not exist is refused, and the keys are secrets however they are given", async () => {
  await using plugin = await Plugin.start();
  const { failures, inputs } = await plugin.checkConfig({
    accessKey: "a",
    secretKey: "b",
    purchase: "forbid",
    version: "1.0.0",
  });
  expect(failures).toEqual([
    { property: "", reason: "There is no setting flowroute:purchase. Did you mean flowroute:purchases?" },
  ]);
  expect([isSecret(inputs.accessKey), isSecret(inputs.secretKey), isSecret(inputs.purchase)]).toEqual([
    true,
    true,
    false,
  ]);
});

test("another setting that is given as a secret stays one", async () => {
  await using plugin = await Plugin.start();
  const { failures, inputs } = await plugin.checkConfig({
    baseUrl: secret("https://proxy.example.com"),
    maxSpend: "5",
  });
  expect(failures).toEqual([]);
  expect([isSecret(inputs.baseUrl), isSecret(inputs.maxSpend)]).toEqual([true, false]);
});

test("a provider of its own account is refused the name of the stack's, whose keys it would get", async () => {
  await using plugin = await Plugin.start(config({ accessKey: "stack", secretKey: "keys" }));
  const failuresOf = async (keys: object, name: string) => (await plugin.checkConfig({ ...keys }, name)).failures;
  const foreign = { accessKey: secret("support"), secretKey: secret("keys") };
  for (const name of ["default", "default_eu"])
    expect(await failuresOf(foreign, name)).toEqual([
      { property: "", reason: expect.stringContaining(`Provider ${name}: its keys are not those of the stack`) },
    ]);
  expect(await failuresOf(foreign, "default-eu")).toEqual([]);
  expect(await failuresOf({ accessKey: secret("stack"), secretKey: secret("keys") }, "default_0_1_0")).toEqual([]);
  expect(await failuresOf({ purchases: "forbid" }, "default")).toEqual([]);
});

// Where all resources have providers of their own, the engine makes none of the stack's settings, so no check of those is asked for.
test("a misspelt setting of the stack is seen by a provider of its own account, which it was to protect", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.start(config({ purchase: "forbid" }));
  const reason = "There is no setting flowroute:purchase. Did you mean flowroute:purchases?";
  const keys = accountOf(simulator);
  expect((await plugin.checkConfig(keys, "support")).failures).toEqual([{ property: "", reason }]);
  // A destroy asks for no check.
  await plugin.configure(keys, "support");
  const { number } = frontDesk;
  const state = { number, onDelete: "release", __declared: { names: ["number", "onDelete"] } };
  await expect(plugin.delete("PhoneNumber", number, state)).rejects.toThrow(reason);
  expect(simulator.requests()).toEqual([]);
});

test("one process is no provider of two accounts in one command, where a debugger has only one", async () => {
  await using simulator = await startAccount({ account: selling(1) });
  await using plugin = await Plugin.start();
  await plugin.configure(accountOf(simulator), "ours");
  await plugin.configure(accountOf(simulator), "ours");
  await expect(plugin.configure({ accessKey: "a", secretKey: "b" }, "support")).rejects.toThrow(
    "This process is the provider ours of this command already, and cannot be support too.",
  );
  expect(await refusal(plugin)).toBeUndefined();
  await plugin.process.handshake("127.0.0.1:2", ".");
  await plugin.configure({ ...accountOf(simulator), purchases: "forbid" }, "support");
  expect(await refusal(plugin)).toContain('flowroute:purchases is "forbid"');
});

test("a provider of its own account needs both keys", async () => {
  await using plugin = await Plugin.start({ FLOWROUTE_ACCESS_KEY: "other", FLOWROUTE_SECRET_KEY: "account" });
  const { failures } = await plugin.checkConfig({ accessKey: secret(""), purchases: "forbid" }, "support");
  expect(failures.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("Provider support: accessKey is empty"),
    expect.stringContaining("Provider support: secretKey is empty"),
  ]);
  expect((await plugin.checkConfig({ purchases: "forbid" }, "default")).failures).toEqual([]);
});

test("another account is a change of a provider, and never a reason to replace what it manages", async () => {
  await using plugin = await Plugin.start();
  const diff = (oldInputs: object, news: object) =>
    plugin.process.diffConfig({
      urn: "urn:pulumi:test::plugin-test::pulumi:providers:flowroute::default",
      olds: { ...oldInputs },
      oldInputs: { ...oldInputs },
      news: { ...news },
    });
  expect(await diff({ accessKey: secret("a") }, { accessKey: secret("b") })).toMatchObject({
    changes: true,
    replaces: [],
  });
  expect(await diff({ accessKey: secret("a") }, { accessKey: secret("a") })).toMatchObject({ changes: false });
  // The engine asks so where resources come from the dynamic host's provider.
  expect(await diff({ "flowroute:accessKey": "a" }, { accessKey: secret("a") })).toMatchObject({ replaces: [] });
});

test("the settings that the stack has now count before those of the last up", async () => {
  await using simulator = await startAccount({ account: selling(2) });
  const { accessKey, secretKey, baseUrl } = accountOf(simulator);
  await using plugin = await Plugin.start(config({ accessKey, secretKey, baseUrl, purchases: "forbid" }));
  await plugin.configure({ accessKey: "old", secretKey: "keys", baseUrl: "http://127.0.0.1:9" }, "default");
  expect(await refusal(plugin)).toContain('flowroute:purchases is "forbid"');
});

test("a setting that was cleared does not come back from the last up; keys that moved elsewhere do", async () => {
  await using simulator = await startAccount({ account: selling(2) });
  const { accessKey, secretKey, baseUrl } = accountOf(simulator);
  await using plugin = await Plugin.start(config({ baseUrl }));
  await plugin.configure({ accessKey, secretKey, baseUrl, purchases: "forbid" }, "default_0_1_0");
  expect(await refusal(plugin)).toBeUndefined();
});

test("where the engine gives no settings of the stack, those of the last up count", async () => {
  await using simulator = await startAccount({ account: selling(2) });
  for (const env of [{}, { PULUMI_CONFIG: "not JSON" }]) {
    await using plugin = await Plugin.start(env);
    await plugin.configure({ ...accountOf(simulator), purchases: "forbid" }, "default");
    expect(await refusal(plugin)).toContain('flowroute:purchases is "forbid"');
  }
});

test("what protects the stack protects other accounts; their keys, server and deletions are their own", async () => {
  await using simulator = await startAccount({ account: selling(2) });
  const stack = { accessKey: "stack", secretKey: "keys", baseUrl: "http://127.0.0.1:9", onDelete: "remove" };
  await using plugin = await Plugin.start(config({ ...stack, purchases: "forbid" }));
  await plugin.configure(accountOf(simulator), "support");
  expect(await refusal(plugin)).toContain('flowroute:purchases is "forbid"');
  await plugin.configure({ ...accountOf(simulator), purchases: "allow" }, "support");
  expect(await refusal(plugin)).toBeUndefined();
  const { id, outputs } = await plugin.create("PhoneNumber", match);
  await plugin.delete("PhoneNumber", id, outputs);
  expect(Object.keys(simulator.account.numbers)).toEqual([id]);
});

test("an unconfigured plugin says so, and one of no kind too", async () => {
  await using plugin = await Plugin.start();
  await expect(plugin.get("PhoneNumber", "12065550100")).rejects.toThrow("The engine did not configure this provider");
  const urn = "urn:pulumi:test::plugin-test::flowroute:index:Fax::resource";
  await expect(plugin.process.read({ urn, id: "1", inputs: {} })).rejects.toThrow(
    "There is no resource flowroute:index:Fax in this version of the plugin.",
  );
});

test("a brake on the plugin says to run the command again, because it goes by the settings of now", async () => {
  await using simulator = await startAccount();
  const { accessKey, secretKey, baseUrl } = accountOf(simulator);
  await using plugin = await Plugin.start(config({ accessKey, secretKey, baseUrl, maxReleases: "0" }));
  await plugin.configure({ accessKey, secretKey, baseUrl }, "default");
  const inputs = { number: "12065550100", onDelete: "release" };
  const { id, outputs } = await plugin.create("PhoneNumber", inputs);
  // Another command, whose program does not declare it.
  await plugin.configure({ accessKey, secretKey, baseUrl }, "default");
  await expect(plugin.delete("PhoneNumber", id, outputs)).rejects.toThrow(
    "run `pulumi config set flowroute:maxReleases <count>` (of a Provider in the program, set its maxReleases) and run the command again.",
  );
  expect(Object.keys(simulator.account.numbers)).toContain(id);
});

test("a destroy gives nothing up while the stack has a setting that does not exist, because a brake may be what was meant", async () => {
  await using simulator = await startAccount();
  const { accessKey, secretKey, baseUrl } = accountOf(simulator);
  await using plugin = await Plugin.start(config({ accessKey, secretKey, baseUrl, maxRelease: "0" }));
  await plugin.configure({ accessKey, secretKey, baseUrl }, "default");
  const outputs = { number: "12065550100", onDelete: "release", __declared: { names: ["number", "onDelete"] } };
  await expect(plugin.delete("PhoneNumber", "12065550100", outputs)).rejects.toThrow(
    "There is no setting flowroute:maxRelease. Did you mean flowroute:maxReleases?",
  );
  expect(Object.keys(simulator.account.numbers)).toContain("12065550100");
  // What is only read is no matter of settings.
  expect(await plugin.get("PhoneNumber", "12065550100")).toMatchObject({ id: "12065550100" });
});
