import { plain } from "../../sandbox/engine/stand-in/values";
import { frontDesk, owningFleet, silentNumber } from "../support/accounts";
import { Plugin } from "../support/plugin";
import { calls, startAccount, writes } from "../support/session";

const { number, primaryRoute, failoverRoute } = frontDesk;

/** What an `up` with the inputs of an import does to what was imported. */
async function unchanged(plugin: Plugin, kind: Parameters<Plugin["import"]>[0], id: string): Promise<object> {
  const imported = await plugin.import(kind, id);
  const inputs = imported.inputs ?? {};
  const checked = await plugin.check(kind, inputs, inputs);
  expect(checked.failures).toEqual([]);
  const difference = await plugin.diff(kind, imported.id, imported.outputs, checked.inputs);
  expect(difference).toMatchObject({ changes: false, replaces: [] });
  return plain({ id: imported.id, inputs });
}

test("each kind is imported with the inputs that declare it as it is", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.on(simulator);
  const alias = simulator.account.numbers[number]?.alias ?? undefined;
  expect(await unchanged(plugin, "PhoneNumber", "(206) 555-0100")).toEqual({
    id: number,
    inputs: { number, purchase: "forbid", ...(alias && { alias }) },
  });
  expect(await unchanged(plugin, "NumberRoutes", number)).toEqual({
    id: number,
    inputs: { number, primaryRoute, failoverRoute },
  });
  for (const [id, route] of Object.entries(simulator.account.routes)) {
    if (id === "0") continue;
    const { inputs } = (await unchanged(plugin, "InboundRoute", id)) as { inputs: object };
    expect(inputs).toMatchObject({ alias: route.alias });
  }
  expect(writes(simulator)).toEqual([]);
});

test("a group is imported by the list of its numbers, with the routes that most of them have", async () => {
  await using simulator = await startAccount({ account: owningFleet(6) });
  await using plugin = await Plugin.on(simulator);
  const numbers = Object.keys(simulator.account.numbers);
  const odd = numbers[3] as string;
  simulator.account.numbers[odd] = { ...simulator.account.numbers[odd], primary_route: "102" } as never;
  const { id, inputs } = (await unchanged(plugin, "NumberGroup", numbers.join(", "))) as {
    id: string;
    inputs: { numbers: { number: string }[]; primaryRoute: string };
  };
  expect(id).toBe("resource");
  expect(inputs.primaryRoute).toBe("101");
  // As a program says it, so that the code which Pulumi prints can be pasted.
  expect(inputs.numbers.map(({ number }) => number)).toEqual(numbers);
  expect(inputs.numbers.filter((it) => "primaryRoute" in it)).toMatchObject([{ number: odd, primaryRoute: "102" }]);
  expect(writes(simulator)).toEqual([]);
});

test("what cannot be imported is refused with the reason", async () => {
  await using simulator = await startAccount();
  await using plugin = await Plugin.on(simulator);
  const refused = (kind: Parameters<Plugin["import"]>[0], id: string) =>
    plugin.import(kind, id).catch(({ message }) => message);
  expect(await refused("PhoneNumber", "12065550199")).toContain("12065550199 is not on this account");
  expect(await refused("PhoneNumber", "hotline")).toContain('"hotline" has letters in it');
  expect(await refused("NumberRoutes", silentNumber)).toContain(`${silentNumber} has no primaryRoute`);
  expect(await refused("InboundRoute", "0")).toContain("use REGISTRATION_ROUTE");
  expect(await refused("InboundRoute", "12345")).toContain("There is no route 12345 on this account");
  expect(await refused("NumberGroup", `${number},12065550199`)).toContain(
    "12065550199 is not on this account, and a group only adopts",
  );
});

test("two hundred imports at once are read by one sweep", async () => {
  await using simulator = await startAccount({ account: owningFleet(200) });
  await using plugin = await Plugin.on(simulator);
  await Promise.all(
    Object.keys(simulator.account.numbers).flatMap((it) => [
      plugin.import("PhoneNumber", it),
      plugin.import("NumberRoutes", it),
    ]),
  );
  expect(calls(simulator).length).toBeLessThanOrEqual(4);
});
