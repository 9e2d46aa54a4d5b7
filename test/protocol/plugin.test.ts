import { ResourceInitFailed } from "../../sandbox/engine/stand-in/provider-process";
import { isSecret, plain, secret } from "../../sandbox/engine/stand-in/values";
import { frontDesk, selling } from "../support/accounts";
import { accountOf, Plugin } from "../support/plugin";
import { handlers } from "../support/provider";
import { calls, startAccount, writes } from "../support/session";

const { number, primaryRoute, failoverRoute } = frontDesk;

test("a number and its routes live from check to delete on the plugin", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.on(simulator);
  const phone = await plugin.check("PhoneNumber", { number: "(206) 555-0100", alias: "Desk" });
  expect(phone).toEqual({ inputs: { number, alias: "Desk" }, failures: [] });
  const made = await plugin.create("PhoneNumber", phone.inputs);
  expect(made).toMatchObject({ id: number, outputs: { number, e164: `+${number}`, alias: "Desk" } });

  const news = { number: made.outputs.number, primaryRoute: { alias: "pbx-main" }, failoverRoute };
  const { inputs, failures } = await plugin.check("NumberRoutes", news);
  expect(failures).toEqual([]);
  const routes = await plugin.create("NumberRoutes", inputs);
  expect(routes).toMatchObject({ id: number, outputs: { primaryRoute: "90114", failoverRoute } });
  const back = { ...inputs, primaryRoute };
  expect(await plugin.diff("NumberRoutes", number, routes.outputs, inputs)).toMatchObject({ changes: false });
  expect(await plugin.diff("NumberRoutes", number, routes.outputs, back)).toMatchObject({
    changes: true,
    replaces: [],
  });
  const { outputs } = await plugin.update("NumberRoutes", number, routes.outputs, back);
  expect(await plugin.read("NumberRoutes", number, outputs)).toEqual({ id: number, outputs });
  // To the state before that update the account's route is drift, which goes over the wire as inputs.
  expect(await plugin.read("NumberRoutes", number, routes.outputs)).toMatchObject({ id: number, inputs: back });

  simulator.clearRequests();
  await plugin.delete("NumberRoutes", number, outputs);
  await plugin.delete("PhoneNumber", number, made.outputs);
  expect(writes(simulator)).toEqual([]);
  const printed = await plugin.close();
  expect(printed).toContain(`${number} keeps its routes`);
  expect(printed).toContain(`${number} stays on the account`);
});

test("what left the account is read as gone", async () => {
  await using simulator = await startAccount({ account: {} });
  await using plugin = await Plugin.on(simulator);
  for (const kind of ["PhoneNumber", "NumberRoutes"] as const)
    expect(await plugin.read(kind, number, { number, __declared: { names: ["number"] } })).toMatchObject({ id: "" });
});

test("a preview of a create or an update writes nothing and gives what is known", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.on(simulator);
  const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const named = await plugin.create("PhoneNumber", { number, purchase: "forbid" }, true);
  expect(named).toMatchObject({ id: number, outputs: { number, e164: `+${number}`, monthlyCost: UNKNOWN } });
  const matched = await plugin.create("PhoneNumber", { match: { areaCode: "206" } }, true);
  expect(matched).toMatchObject({ id: "", outputs: { number: UNKNOWN, e164: UNKNOWN } });
  const routes = { number, e164: `+${number}`, primaryRoute, failoverRoute };
  const moved = { number, primaryRoute: "90114", failoverRoute };
  const { outputs } = await plugin.update("NumberRoutes", number, routes, moved, true);
  expect(outputs).toEqual({ ...routes, primaryRoute: "90114" });
  const edited = await plugin.update(
    "InboundRoute",
    "90114",
    { alias: "a", routeType: "host", value: "old.example.com", created: true },
    { alias: "a", host: "new.example.com" },
    true,
  );
  expect(edited.outputs).toMatchObject({ alias: "a", value: UNKNOWN, created: true });
  expect(simulator.requests()).toEqual([]);
  // Whether the account has a route of this alias, the check has asked already.
  const route = await plugin.create("InboundRoute", { alias: "new", host: "pbx.example.com" }, true);
  expect(route).toMatchObject({ id: "", outputs: { alias: "new", value: UNKNOWN, created: UNKNOWN } });
  expect(writes(simulator)).toEqual([]);
});

test("a secret input is a secret output, shows in no message, and what was declared is secret as a whole", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.on(simulator);
  const news = { number: secret(number), alias: secret("Skunk works"), onDelete: "retain" };
  const { inputs, failures } = await plugin.check("PhoneNumber", news);
  expect(failures).toEqual([]);
  expect(
    Object.keys(inputs)
      .filter((name) => isSecret(inputs[name]))
      .sort(),
  ).toEqual(["alias", "number"]);
  const { id, outputs } = await plugin.create("PhoneNumber", inputs);
  expect(
    Object.keys(outputs)
      .filter((name) => isSecret(outputs[name]))
      .sort(),
  ).toEqual(["alias", "e164", "number"]);
  expect(plain(outputs)).toMatchObject({ number, e164: `+${number}`, alias: "Skunk works" });
  simulator.account.numbers[number] = { ...simulator.account.numbers[number], alias: "Other" } as never;
  // Another command, to which the account is new.
  await plugin.configure(accountOf(simulator));
  const read = await plugin.read("PhoneNumber", id, outputs, inputs);
  expect(isSecret(read.inputs?.alias)).toBe(true);
  await plugin.delete("PhoneNumber", id, read.outputs);
  const refused = await plugin.check("PhoneNumber", { number: secret("12065550199"), purchase: "forbid" });
  expect(refused.failures).toMatchObject([{ property: "" }]);
  const said = `${await plugin.close()}${JSON.stringify(refused.failures)}`;
  expect(said).not.toMatch(/2065550100|2065550199|Skunk/);
  expect(said).toContain("the number of resource");
});

test("the plan of a change shows neither the new secret nor the old one", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.on(simulator);
  const group = (alias: string) => ({ numbers: [{ number, alias: secret(alias) }] });
  const { inputs } = await plugin.check("NumberGroup", group("Skunk works"));
  await plugin.create("NumberGroup", inputs);
  // Another command, which knows the old secret from the state alone.
  await plugin.configure(accountOf(simulator));
  await plugin.check("NumberGroup", group("Badger works"), inputs);
  const said = await plugin.close();
  expect(said).toContain("alias will change from");
  expect(said).not.toMatch(/Skunk|Badger/);
});

test("what came half way travels with its id, properties and reasons, and is settled by an update", async () => {
  await using simulator = await startAccount({ account: selling(2) });
  simulator.addFault({ match: { method: "PATCH", path: "/v2/numbers/*" }, action: "status", status: 403 });
  await using plugin = await Plugin.on(simulator);
  const { inputs } = await plugin.check("PhoneNumber", { match: { areaCode: "206" }, alias: secret("Desk") });
  const failed = await plugin.create("PhoneNumber", inputs).catch((error) => error);
  expect(failed).toBeInstanceOf(ResourceInitFailed);
  expect(failed).toMatchObject({
    id: "12065550000",
    properties: { number: "12065550000", setupCost: 1 },
    reasons: [expect.stringContaining("PATCH /v2/numbers/12065550000")],
  });
  expect(JSON.stringify(plain(failed.properties))).not.toContain("__provider");
  const { outputs } = await plugin.update("PhoneNumber", failed.id, failed.properties, inputs);
  expect(plain(outputs)).toMatchObject({ alias: "Desk" });
  expect(simulator.account.charges).toHaveLength(1);
});

test("a state that the dynamic host wrote is no change, and a refresh leaves its form as it is", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.on(simulator);
  const inputs = { number, purchase: "forbid" };
  const { outputs } = await plugin.create("PhoneNumber", inputs);
  const __provider = handlers.PhoneNumber;
  const dynamic = { ...outputs, __provider };
  expect(await plugin.diff("PhoneNumber", number, dynamic, inputs)).toMatchObject({ changes: false });
  expect(await plugin.read("PhoneNumber", number, dynamic, inputs)).toEqual({ id: number, outputs: dynamic });
  const group = { numbers: { [number]: {} }, primaryRoute };
  const made = await plugin.create("NumberGroup", group);
  const text = JSON.stringify({ [number]: {} });
  const { declared: _, ...others } = made.outputs;
  const asDynamic = {
    ...others,
    numbers: text,
    primaryRoute,
    __declared: { names: ["numbers", "primaryRoute"] },
    __provider,
  };
  expect(await plugin.diff("NumberGroup", "resource", asDynamic, group)).toMatchObject({ changes: false });
  expect(await plugin.read("NumberGroup", "resource", asDynamic, group)).toEqual({
    id: "resource",
    outputs: asDynamic,
  });
});

test("what a program reads is answered without inputs, and functions through the engine", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.on(simulator);
  const read = await plugin.get("PhoneNumber", "+1 206 555 0100");
  expect(read).toMatchObject({ id: number, outputs: { number } });
  expect(read.inputs).toBeUndefined();
  const invoke = (tok: string, args: object) => plugin.process.invoke({ tok, args: { ...args }, preview: false });
  const { result } = await invoke("flowroute:index:getNumber", { number: secret(number) });
  expect(isSecret(result.e164)).toBe(true);
  expect(plain(result)).toMatchObject({ e164: `+${number}`, primaryRouteId: primaryRoute });
  expect(await invoke("flowroute:index:getRoute", { alias: "pbx-main" })).toMatchObject({ result: { id: "90114" } });
  await expect(invoke("flowroute:index:getRoute", { alias: "pbx-mian" })).rejects.toThrow("near to it: pbx-main");
  for (const name of ["getNothing", "toString"])
    await expect(invoke(`flowroute:index:${name}`, {})).rejects.toThrow(`There is no function flowroute:index:${name}`);
  expect(writes(simulator)).toEqual([]);
});

test("what a function is asked with as a secret shows in no error", async () => {
  await using simulator = await startAccount({ account: {} });
  await using plugin = await Plugin.on(simulator);
  const asked = plugin.process.invoke({
    tok: "flowroute:index:getNumber",
    args: { number: secret("(206) 555-0100") },
    preview: false,
  });
  const { message } = await asked.catch((error) => error);
  expect(message).toContain("the number of getNumber");
  expect(message).not.toMatch(/555-?0100/);
});

test("a resource's name may have colons", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.on(simulator);
  for (const name of ["desk: main", "desk::main"]) {
    const urn = `urn:pulumi:test::plugin-test::my:index:Site$flowroute:index:PhoneNumber::${name}`;
    const news = { number: secret("12065550199"), purchase: "forbid" };
    const { failures } = await plugin.process.check({ urn, olds: {}, news });
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining(`the number of ${name}`) }]);
    await plugin.configure(accountOf(simulator));
  }
});

test("an interrupted command buys nothing more", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  await using plugin = await Plugin.on(simulator);
  const inputs = { match: { areaCode: "206" } };
  await plugin.create("PhoneNumber", inputs);
  await plugin.process.cancel();
  await expect(plugin.create("PhoneNumber", inputs)).rejects.toThrow(
    "Nothing was bought, because the command was interrupted before. Run `pulumi up` again.",
  );
  expect(simulator.account.charges).toHaveLength(1);
  expect(calls(simulator).filter((call) => call.startsWith("POST"))).toHaveLength(1);
});
