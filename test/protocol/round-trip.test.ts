import { UNKNOWN } from "../../provider/lifecycle/unknown";
import { handlerOf } from "../../provider/program/kinds";
import { ResourceInitFailed } from "../../sandbox/engine/stand-in/provider-process";
import { secret } from "../../sandbox/engine/stand-in/values";
import { frontDesk, selling } from "../support/accounts";
import { handlers, Provider, settingsOf } from "../support/provider";
import { calls, startAccount, writes } from "../support/session";

const { number, primaryRoute, failoverRoute } = frontDesk;

test.each(["PhoneNumber", "NumberRoutes"] as const)(
  "the code in the state for a %s is short, and stays as it is",
  (kind) => {
    expect(handlerOf(kind)).toBe(handlers[kind]);
    expect(handlers[kind].length).toBeLessThanOrEqual(100);
  },
);

test("a number and its routes live from check to delete over the wire", async () => {
  await using simulator = await startAccount();
  await using provider = await Provider.on(simulator);
  const { __provider, ...program } = { number: "(206) 555-0100", alias: "Desk", __provider: handlers.PhoneNumber };
  const phone = await provider.check("PhoneNumber", program);
  expect(phone).toEqual({ inputs: { number, alias: "Desk", __provider }, failures: [] });
  const made = await provider.create("PhoneNumber", phone.inputs);
  expect(made).toMatchObject({ id: number, outputs: { number, e164: `+${number}`, alias: "Desk", __provider } });

  const news = { number: made.outputs.number, primaryRoute: { alias: "pbx-main" }, failoverRoute };
  const { inputs, failures } = await provider.check("NumberRoutes", news);
  expect(failures).toEqual([]);
  const routes = await provider.create("NumberRoutes", inputs);
  expect(routes).toMatchObject({ id: number, outputs: { primaryRoute: "90114", failoverRoute } });

  const back = { ...inputs, primaryRoute };
  expect(await provider.diff("NumberRoutes", number, routes.outputs, inputs)).toMatchObject({ changes: false });
  expect(await provider.diff("NumberRoutes", number, routes.outputs, back)).toMatchObject({
    changes: true,
    replaces: [],
  });
  const { outputs } = await provider.update("NumberRoutes", number, routes.outputs, back);
  expect(await provider.read("NumberRoutes", number, outputs)).toEqual({ id: number, outputs });
  // To the state before that update the account's route is drift, which goes over the wire as inputs.
  expect(await provider.read("NumberRoutes", number, routes.outputs)).toMatchObject({ id: number, inputs: back });
  expect(await provider.read("PhoneNumber", number, made.outputs)).toEqual({ id: number, outputs: made.outputs });

  simulator.clearRequests();
  await provider.delete("NumberRoutes", number, outputs);
  await provider.delete("PhoneNumber", number, made.outputs);
  expect(writes(simulator)).toEqual([]);
  const printed = await provider.close();
  expect(printed).toContain(`${number} keeps its routes`);
  expect(printed).toContain(`${number} stays on the account`);
});

test("what a number lost is read as gone, over the wire too", async () => {
  await using simulator = await startAccount({ account: {} });
  await using provider = await Provider.on(simulator);
  for (const kind of ["PhoneNumber", "NumberRoutes"] as const)
    expect(await provider.read(kind, number, { number })).toMatchObject({ id: "" });
});

test("what a preview does not know passes through, at any depth, and nothing is asked", async () => {
  await using simulator = await startAccount();
  await using provider = await Provider.on(simulator);
  const unknowns = [
    { match: { areaCode: UNKNOWN } },
    { match: UNKNOWN, maxSetupCost: 1 },
    { number: UNKNOWN, alias: UNKNOWN },
  ];
  for (const news of unknowns)
    expect(await provider.check("PhoneNumber", news)).toEqual({
      inputs: { ...news, __provider: handlers.PhoneNumber },
      failures: [],
    });
  const routes = { number: UNKNOWN, primaryRoute: { alias: UNKNOWN }, failoverRoute: UNKNOWN };
  expect((await provider.check("NumberRoutes", routes)).failures).toEqual([]);
  const olds = { number, primaryRoute };
  expect(await provider.diff("NumberRoutes", number, olds, routes)).toMatchObject({ changes: true, replaces: [] });
  expect(simulator.requests()).toEqual([]);
});

test("calls that arrive together with the configuration find it", async () => {
  await using simulator = await startAccount();
  await using provider = await Provider.start();
  await provider.configure(settingsOf(simulator));
  // All of them are the first of their kind: the SDK awaits `configure` for one and lets the others pass.
  const first = await Promise.all([
    ...Array.from({ length: 5 }, () => provider.read("PhoneNumber", number)),
    ...Array.from({ length: 5 }, () => provider.read("NumberRoutes", number)),
  ]);
  expect(first.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, () => number));
  expect(calls(simulator)).toEqual([`GET /v2/numbers/${number}`]);
});

test("settings that are secret are settings all the same", async () => {
  await using simulator = await startAccount();
  await using provider = await Provider.start();
  const settings = Object.entries(settingsOf(simulator)).map(([name, value]) => [name, secret(value)]);
  await provider.configure(Object.fromEntries(settings));
  expect(await provider.read("PhoneNumber", number)).toMatchObject({ id: number });
});

test("what came half way travels with its id, properties, handler and reasons, and is settled by an update", async () => {
  await using simulator = await startAccount({ account: selling(2) });
  simulator.addFault({ match: { method: "PATCH", path: "/v2/numbers/*" }, action: "status", status: 403 });
  await using provider = await Provider.on(simulator);
  const { inputs } = await provider.check("PhoneNumber", { match: { areaCode: "206" }, alias: "Desk" });
  const failed = await provider.create("PhoneNumber", inputs).catch((error) => error);
  expect(failed).toBeInstanceOf(ResourceInitFailed);
  expect(failed).toMatchObject({
    id: "12065550000",
    properties: { number: "12065550000", setupCost: 1, __provider: handlers.PhoneNumber },
    reasons: [expect.stringContaining("PATCH /v2/numbers/12065550000")],
  });
  const { outputs } = await provider.update("PhoneNumber", failed.id, failed.properties, inputs);
  expect(outputs).toMatchObject({ alias: "Desk", __provider: handlers.PhoneNumber });
  expect(simulator.account.charges).toHaveLength(1);
});

test("an update that came half way keeps the true routes", async () => {
  await using simulator = await startAccount();
  simulator.addFault({ match: { method: "PATCH", path: "/**/failover_route" }, action: "status", status: 403 });
  await using provider = await Provider.on(simulator);
  const { outputs } = await provider.create("NumberRoutes", { number, primaryRoute, failoverRoute });
  const news = { number, primaryRoute: "90114", failoverRoute: "90115" };
  const failed = await provider.update("NumberRoutes", number, outputs, news).catch((error) => error);
  expect(failed).toMatchObject({
    id: number,
    properties: { primaryRoute: "90114", failoverRoute, __provider: handlers.NumberRoutes },
    reasons: [expect.stringContaining("failover_route")],
  });
});
