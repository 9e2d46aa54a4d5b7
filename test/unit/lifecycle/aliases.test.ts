import { type AccountInput, ownedNumber } from "../../../sandbox/simulator";
import { frontDesk } from "../../support/accounts";
import { create, startAccount, startCommand, writes } from "../../support/session";

const { number } = frontDesk;

describe("two routes of one alias", () => {
  const route = (value: string) => ({ alias: "pbx", route_type: "host" as const, value, edge_strategy_id: null });
  const account: AccountInput = {
    routes: { "101": route("192.0.2.1"), "102": route("192.0.2.2") },
    numbers: { [number]: { primary_route: "102" }, "12065550101": { primary_route: "0" } },
  };

  test("a number that is on one of them stays there without a write", async () => {
    await using simulator = await startAccount({ account });
    const { outs } = await create(startCommand(simulator).numberRoutes, { number, primaryRoute: { alias: "pbx" } });
    expect(outs.primaryRoute).toBe("102");
    expect(writes(simulator)).toEqual([]);
  });

  test("for any other number they are refused, by id and value", async () => {
    await using simulator = await startAccount({ account });
    const news = { number: "12065550101", primaryRoute: { alias: "pbx" } };
    const { failures } = await startCommand(simulator).numberRoutes.check({}, news);
    const reason =
      '2 routes of this account have the alias "pbx": 101 (host 192.0.2.1), 102 (host 192.0.2.2). Give the id';
    expect(failures).toEqual([{ property: "primaryRoute", reason: expect.stringContaining(reason) }]);
  });

  test("a route whose alias has white space around it is found without it", async () => {
    const spaced = { ...route("192.0.2.1"), alias: " pbx " };
    await using simulator = await startAccount({
      account: { ...account, routes: { "101": spaced, "102": route("x.y") } },
    });
    const { failures } = await startCommand(simulator).numberRoutes.check(
      {},
      {
        number: "12065550101",
        primaryRoute: { alias: "pbx" },
      },
    );
    expect(failures).toHaveLength(1);
  });
});

test("white space around a number's alias is no drift, whichever side takes it off", async () => {
  await using simulator = await startAccount();
  const { outs, inputs } = await create(startCommand(simulator).phoneNumber, { number, alias: "  Reception " });
  expect(ownedNumber(simulator.account, number).alias).toBe("Reception");
  expect(inputs.alias).toBe("Reception");
  ownedNumber(simulator.account, number).alias = "Reception  ";
  const { phoneNumber, said } = startCommand(simulator);
  const { props = {}, inputs: drifted } = await phoneNumber.read(number, outs);
  expect(drifted).toBeUndefined();
  const news = (await phoneNumber.check(inputs, { number, alias: " Reception" })).inputs ?? {};
  expect(await phoneNumber.diff(number, props, news)).toMatchObject({ changes: false });
  expect(said).toEqual([]);
});
