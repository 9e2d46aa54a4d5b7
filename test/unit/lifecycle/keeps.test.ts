import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { frontDesk, selling } from "../../support/accounts";
import { checked, create, startAccount, startCommand, writes } from "../../support/session";

const { number, primaryRoute, failoverRoute } = frontDesk;
const other = "12065550102";
const theNumber = { method: "GET", path: `/v2/numbers/${number}` };
const resourceGone = { errors: [{ detail: "Could not find that resource on your account.", id: "x", status: 404 }] };

test("an unknown number announces no replacement, so no engine deletes first and asks later", async () => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
  const { phoneNumber } = startCommand(simulator);
  expect(await phoneNumber.diff(number, outs, { number: UNKNOWN, onDelete: "release" })).toMatchObject({
    replaces: [],
  });
  await phoneNumber.delete(number, outs);
  expect(writes(simulator)).toEqual([]);
});

test("a number or routes that the program reads with `.get` are neither released nor detached", async () => {
  await using simulator = await startAccount();
  const before = startCommand(simulator);
  const phone = await create(before.phoneNumber, { number, onDelete: "release" });
  const routes = await create(before.numberRoutes, { number, primaryRoute, failoverRoute, onDelete: "detach" });
  const { phoneNumber, numberRoutes } = startCommand(simulator);
  await phoneNumber.read("+1 206-555-0100", {});
  await numberRoutes.read("+1 206-555-0100", {});
  await numberRoutes.delete(number, routes.outs);
  await phoneNumber.delete(number, phone.outs);
  expect(writes(simulator)).toEqual([]);
});

test("a replacement that says retain now retains, whatever was applied last", async () => {
  await using simulator = await startAccount();
  const before = startCommand(simulator);
  const phone = await create(before.phoneNumber, { number, onDelete: "release" });
  const routes = await create(before.numberRoutes, { number, primaryRoute, failoverRoute, onDelete: "detach" });
  const { phoneNumber, numberRoutes, said } = startCommand(simulator);
  await phoneNumber.diff(number, phone.outs, { number: other });
  await numberRoutes.diff(number, routes.outs, { number: other, primaryRoute });
  await numberRoutes.delete(number, routes.outs);
  await phoneNumber.delete(number, phone.outs);
  expect(writes(simulator)).toEqual([]);
  expect(said.join()).toContain('the program says onDelete: "retain" now');
});

test("a number whose routes are declared is not released", async () => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
  const { phoneNumber, numberRoutes } = startCommand(simulator);
  await checked(numberRoutes, {}, { number, primaryRoute, failoverRoute });
  await phoneNumber.delete(number, outs);
  expect(writes(simulator)).toEqual([]);
});

test("a renamed match buys another number, but the first is not given back", async () => {
  await using simulator = await startAccount({ account: selling(3) });
  const match = { match: { areaCode: "206" }, onDelete: "release" };
  const first = await create(startCommand(simulator).phoneNumber, match);
  const { phoneNumber, said } = startCommand(simulator);
  const second = await create(phoneNumber, match);
  await phoneNumber.delete(first.id, first.outs);
  expect(Object.keys(simulator.account.numbers).sort()).toEqual([first.id, second.id].sort());
  expect(said.join()).toContain(`To have it back instead, declare number: "${first.id}"`);
});

test("one 404 does not make a number gone: it is asked for again", async () => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).phoneNumber, { number });
  simulator.addFault({ match: theNumber, action: "status", status: 404, body: resourceGone, times: 2 });
  expect(await startCommand(simulator).phoneNumber.read(number, outs)).toMatchObject({ id: number });
});

test("a number that the account lists is not gone, whatever its details answer", async () => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).phoneNumber, { number });
  simulator.addFault({ match: theNumber, action: "status", status: 404, body: resourceGone, times: 99 });
  await expect(startCommand(simulator).phoneNumber.read(number, outs)).rejects.toThrow(`Flowroute lists ${number}`);
});

test("a number that was bought but never shown is not taken for gone, nor bought again", async () => {
  await using simulator = await startAccount({ account: selling(3), readDelay: 99 });
  const failure = await startCommand(simulator)
    .phoneNumber.create({ match: { areaCode: "206" } })
    .catch((error) => error);
  const { __provider, ...outs } = failure.properties;
  expect(outs.purchaseUnconfirmed).toBe("bought");
  const { phoneNumber } = startCommand(simulator);
  await expect(phoneNumber.read(failure.id, outs)).rejects.toThrow("does not show it");
  await expect(phoneNumber.update(failure.id, outs, { match: { areaCode: "206" } })).rejects.toThrow(
    "not bought again",
  );
  expect(simulator.account.charges).toHaveLength(1);
});

test("a refresh without a primary keeps the declared one among the inputs, and shows the drift", async () => {
  await using simulator = await startAccount();
  const { outs } = await create(startCommand(simulator).numberRoutes, { number, primaryRoute, failoverRoute });
  (simulator.account.numbers[number] ?? { primary_route: "" }).primary_route = null;
  const { props = {}, inputs } = await startCommand(simulator).numberRoutes.read(number, outs);
  expect(props).not.toHaveProperty("primaryRoute");
  expect(inputs).toMatchObject({ primaryRoute });
});

test("a plan that would spend more than maxSpend is refused as a plan", async () => {
  await using simulator = await startAccount({ account: selling(5, 1, 1) });
  const { phoneNumber } = startCommand(simulator, { maxSpend: "5" });
  for (let i = 0; i < 2; i++) await checked(phoneNumber, {}, { match: { areaCode: "206" } });
  await expect(checked(phoneNumber, {}, { match: { areaCode: "206" } })).rejects.toThrow(
    "over flowroute:maxSpend ($5.00)",
  );
  expect(writes(simulator)).toEqual([]);
});
