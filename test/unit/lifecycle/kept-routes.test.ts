import { frontDesk, selling } from "../../support/accounts";
import { create, startAccount, startCommand, writes } from "../../support/session";
import { until } from "../../support/simulator";

const { number, primaryRoute, failoverRoute } = frontDesk;
const urn = "urn:pulumi:test::phones::pulumi-nodejs:dynamic/flowroute:PhoneNumber::line";
const match = { match: { areaCode: "206" }, onDelete: "release" };

describe("detaching", () => {
  test("is done, without a word, when the number was released meanwhile: its routes went with it", async () => {
    await using simulator = await startAccount();
    const before = startCommand(simulator);
    const phone = await create(before.phoneNumber, { number, onDelete: "release" });
    const routes = await create(before.numberRoutes, { number, primaryRoute, failoverRoute, onDelete: "detach" });
    simulator.clearRequests();
    const relationship = { method: "DELETE", path: "/v2/numbers/*/relationships/*" };
    simulator.addFault({ match: relationship, action: "delay", when: "before", delayMs: 3000 });
    const { phoneNumber, numberRoutes, said } = startCommand(simulator);
    const detached = numberRoutes.delete(number, routes.outs);
    await until(() => writes(simulator).length === 1);
    await phoneNumber.delete(number, phone.outs);
    await detached;
    expect(said).toEqual([expect.stringContaining("was released")]);
  });

  test("is done, without a word, when the number is gone already", async () => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator).numberRoutes, { number, primaryRoute, onDelete: "detach" });
    delete simulator.account.numbers[number];
    const { numberRoutes, said } = startCommand(simulator);
    await numberRoutes.delete(number, outs);
    expect(said).toEqual([]);
  });
});

describe("a number that is kept keeps its routes", () => {
  test("when a match was renamed, and bought another", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    const before = startCommand(simulator);
    const phone = await create(before.phoneNumber, { ...match });
    const news = { number: phone.id, primaryRoute: "0", failoverRoute: "0", onDelete: "detach" };
    const routes = await create(before.numberRoutes, news);
    simulator.clearRequests();
    const { phoneNumber, numberRoutes, said } = startCommand(simulator);
    const second = await create(phoneNumber, { ...match });
    await create(numberRoutes, { ...news, number: second.id });
    await numberRoutes.delete(phone.id, routes.outs);
    await phoneNumber.delete(phone.id, phone.outs);
    expect(writes(simulator).filter((it) => it.startsWith("DELETE"))).toEqual([]);
    expect(said.join()).toContain(`${phone.id} keeps its routes: this command bought a number for a match`);
  });

  test("when the command was told to leave out the renamed match", async () => {
    await using simulator = await startAccount({ account: selling(3) });
    const before = startCommand(simulator);
    const phone = await create(before.phoneNumber, { ...match, __urn: `${urn}-old` });
    const news = { number: phone.id, primaryRoute: "0", failoverRoute: "0", onDelete: "detach" };
    const routes = await create(before.numberRoutes, news);
    simulator.clearRequests();
    const { session, phoneNumber, numberRoutes, said } = startCommand(simulator);
    // The program's process says it; the engine never asks about the resource.
    session.command.note({ what: "wanted", criteria: "area code 206", urn: `${urn}-new` });
    await numberRoutes.delete(phone.id, routes.outs);
    await phoneNumber.delete(phone.id, phone.outs);
    expect(writes(simulator)).toEqual([]);
    expect(said.join()).toContain(
      `${phone.id} keeps its routes: this command was told to leave out a resource with a match`,
    );
  });

  test("when the program reads the number in place of declaring it", async () => {
    await using simulator = await startAccount();
    const before = startCommand(simulator);
    const phone = await create(before.phoneNumber, { number, onDelete: "release" });
    const routes = await create(before.numberRoutes, { number, primaryRoute, failoverRoute, onDelete: "detach" });
    const { phoneNumber, numberRoutes, said } = startCommand(simulator);
    await phoneNumber.read(number, {});
    await numberRoutes.delete(number, routes.outs);
    await phoneNumber.delete(number, phone.outs);
    expect(writes(simulator)).toEqual([]);
    expect(said.join()).toContain(`${number} keeps its routes: the program still reads the number`);
  });

  test("when the number's replacement says to retain it now", async () => {
    await using simulator = await startAccount();
    const before = startCommand(simulator);
    const phone = await create(before.phoneNumber, { number, onDelete: "release" });
    const routes = await create(before.numberRoutes, { number, primaryRoute, failoverRoute, onDelete: "detach" });
    const { phoneNumber, numberRoutes } = startCommand(simulator);
    await phoneNumber.diff(number, phone.outs, { number: "12065550102" });
    await numberRoutes.delete(number, routes.outs);
    expect(writes(simulator)).toEqual([]);
  });

  test("but a resource that is taken out of the program detaches as it said, while its number stays declared", async () => {
    await using simulator = await startAccount({ account: { ...selling(3), numbers: { [number]: {} } } });
    const before = startCommand(simulator);
    await create(before.phoneNumber, { number });
    const routes = await create(before.numberRoutes, {
      number,
      primaryRoute: "0",
      failoverRoute: "0",
      onDelete: "detach",
    });
    const { phoneNumber, numberRoutes } = startCommand(simulator);
    await phoneNumber.check({ number }, { number });
    await create(phoneNumber, { ...match });
    await numberRoutes.delete(number, routes.outs);
    expect(writes(simulator)).toContain(`DELETE /v2/numbers/${number}/relationships/failover_route`);
  });
});
