import { frontDesk, unknownNumber } from "../../support/accounts";
import { checked, create, startAccount, startCommand, writes } from "../../support/session";

const { number, primaryRoute, failoverRoute } = frontDesk;
const release = `DELETE /v2/numbers/${number}`;
const [detachPrimary, detachFailover] = ["primary", "failover"].map((name) => `${release}/relationships/${name}_route`);

describe("deleting a PhoneNumber", () => {
  test("keeps the number, and says what that costs and how to go on", async () => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator).phoneNumber, { number });
    simulator.clearRequests();
    const { phoneNumber, said } = startCommand(simulator);
    await phoneNumber.delete(number, outs);
    expect(simulator.requests()).toEqual([]);
    for (const part of [number, "stays on the account, at $1.25 a month", 'onDelete: "release"', "portal"])
      expect(said.join()).toContain(part);
  });

  test.each([
    ["the resource", { onDelete: "release" }, {}, [release]],
    ["the stack", {}, { onDelete: "remove" }, [release]],
    ["the stack but not the resource", { onDelete: "retain" }, { onDelete: "remove" }, []],
  ])("releases it when %s says so", async (_, own, stack, expected) => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator).phoneNumber, { number, ...own });
    const { phoneNumber, said } = startCommand(simulator, stack);
    await phoneNumber.delete(number, outs);
    expect(writes(simulator)).toEqual(expected);
    expect(number in simulator.account.numbers).toBe(expected.length === 0);
    expect(said.join()).toContain(expected.length === 0 ? "stays on the account" : "was released");
  });

  test("is done when the number is gone already, or its release was carried out without an answer", async () => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
    simulator.addFault({ match: { method: "DELETE", path: `/v2/numbers/${number}` }, action: "reset", when: "after" });
    await startCommand(simulator).phoneNumber.delete(number, outs);
    expect(writes(simulator)).toEqual([release]);
    await startCommand(simulator).phoneNumber.delete(number, outs);
    expect(writes(simulator)).toEqual([release, release]);
  });

  test.each([
    ["was not carried out", { action: "reset" }],
    ["was answered by a path that is not served", { action: "status", status: 404, body: "<html>no such page</html>" }],
    ["is forbidden", { action: "status", status: 403 }],
  ] as const)("fails, and is there to be done again, when the release %s", async (_, fault) => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
    simulator.addFault({ match: { method: "DELETE", path: `/v2/numbers/${number}` }, ...fault });
    await expect(startCommand(simulator).phoneNumber.delete(number, outs)).rejects.toThrow(release);
    expect(simulator.account.numbers).toHaveProperty(number);
    await startCommand(simulator).phoneNumber.delete(number, outs);
    expect(simulator.account.numbers).not.toHaveProperty(number);
  });

  test("does not say that nothing was released when the request arrived twice and the second found nothing", async () => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
    delete simulator.account.numbers[number];
    const { phoneNumber, said } = startCommand(simulator);
    await phoneNumber.delete(number, outs);
    expect(said).toEqual([
      expect.stringContaining("this request released it and arrived twice, or it was gone before"),
    ]);
  });

  test("never releases a number that another resource of the program has taken over", async () => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator).phoneNumber, { number, onDelete: "release" });
    const { phoneNumber, said } = startCommand(simulator, { onDelete: "remove" });
    await create(phoneNumber, { number: "+1 (206) 555-0100" });
    await phoneNumber.delete(number, outs);
    expect(writes(simulator)).toEqual([]);
    expect(said.join()).toContain("the program still declares it");
  });
});

describe("deleting a NumberRoutes", () => {
  test("keeps the routes, and says which and how to take them away", async () => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator).numberRoutes, { number, primaryRoute, failoverRoute });
    simulator.clearRequests();
    const { numberRoutes, said } = startCommand(simulator);
    await numberRoutes.delete(number, outs);
    expect(simulator.requests()).toEqual([]);
    for (const part of ["keeps its routes", primaryRoute, failoverRoute, 'onDelete: "detach"'])
      expect(said.join()).toContain(part);
  });

  test.each([
    ["the resource", { onDelete: "detach" }, {}, [detachFailover, detachPrimary]],
    ["the stack", {}, { onDelete: "remove" }, [detachFailover, detachPrimary]],
    ["the stack but not the resource", { onDelete: "retain" }, { onDelete: "remove" }, []],
  ])("takes them away when %s says so, the primary last", async (_, own, stack, expected) => {
    await using simulator = await startAccount();
    const { outs } = await create(startCommand(simulator).numberRoutes, {
      number,
      primaryRoute,
      failoverRoute,
      ...own,
    });
    await startCommand(simulator, stack).numberRoutes.delete(number, outs);
    expect(writes(simulator)).toEqual(expected);
  });

  test.each([
    ["the primary was changed by hand", { primary_route: "90114" }, [detachFailover]],
    ["the failover was changed by hand", { failover_route: "90114" }, [detachPrimary]],
    ["both were changed by hand", { primary_route: "90114", failover_route: "90115" }, []],
    ["somebody took them away", { primary_route: null, failover_route: null }, []],
  ])("takes away what it declared and nothing else: %s", async (_, byHand, expected) => {
    await using simulator = await startAccount();
    const news = { number, primaryRoute, failoverRoute, onDelete: "detach" };
    const { outs } = await create(startCommand(simulator).numberRoutes, news);
    Object.assign(simulator.account.numbers[number] ?? {}, byHand);
    // A refresh in between takes the drift into the state, but not into what was declared.
    const { props = {} } = await startCommand(simulator).numberRoutes.read(number, outs);
    await startCommand(simulator).numberRoutes.delete(number, props);
    expect(writes(simulator)).toEqual(expected);
  });

  test("is done when half of it was done before, or the number is gone", async () => {
    await using simulator = await startAccount();
    const news = { number, primaryRoute, failoverRoute, onDelete: "detach" };
    const { outs } = await create(startCommand(simulator).numberRoutes, news);
    simulator.addFault({ match: { method: "DELETE", path: "/**/primary_route" }, action: "status", status: 403 });
    await expect(startCommand(simulator).numberRoutes.delete(number, outs)).rejects.toThrow("primary_route");
    await startCommand(simulator).numberRoutes.delete(number, outs);
    expect(simulator.account.numbers[number]).toMatchObject({ primary_route: null, failover_route: null });
    await startCommand(simulator).numberRoutes.delete(unknownNumber, { ...outs, number: unknownNumber });
  });

  test("keeps the routes of a number that another resource of the program has taken over", async () => {
    await using simulator = await startAccount();
    const news = { number, primaryRoute, failoverRoute, onDelete: "detach" };
    const { outs } = await create(startCommand(simulator).numberRoutes, news);
    const { numberRoutes, said } = startCommand(simulator, { onDelete: "remove" });
    await checked(numberRoutes, {}, { number: "(206) 555-0100", primaryRoute });
    await numberRoutes.delete(number, outs);
    expect(writes(simulator)).toEqual([]);
    expect(said.join()).toContain("the program still declares it");
  });
});
