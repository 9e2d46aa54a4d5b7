import { ownedNumber } from "../../../sandbox/simulator";
import { call, simulatorPerTest } from "../../support/simulator";

const simulator = simulatorPerTest();
const ask = (request: string, body?: unknown) => call(simulator(), request, body);
const owned = (number: string) => ownedNumber(simulator().account, number);

const withRoutes = "12065550100";
const forSale = "12012673307";

describe("routes of a number", () => {
  test.each(["primary_route", "failover_route"] as const)("%s is set and removed", async (name) => {
    const path = `/v2/numbers/${withRoutes}/relationships/${name}`;
    const set = await ask(`PATCH ${path}`, { data: { type: "route", id: "90114" } });
    expect([set.status, set.text]).toEqual([204, ""]);
    expect(owned(withRoutes)[name]).toBe("90114");
    expect((await ask(`PATCH ${path}`, { id: 90115 })).status).toBe(204);
    expect(owned(withRoutes)[name]).toBe("90115");
    expect((await ask(`PATCH ${path}`, { data: { type: "route", id: "0" } })).status).toBe(204);
    for (const _ of ["there", "already gone"]) {
      expect((await ask(`DELETE ${path}`)).status).toBe(204);
      expect(owned(withRoutes)[name]).toBeNull();
    }
  });

  test("one route may be both", async () => {
    const body = { data: { type: "route", id: "90114" } };
    await ask(`PATCH /v2/numbers/${withRoutes}/relationships/primary_route`, body);
    expect((await ask(`PATCH /v2/numbers/${withRoutes}/relationships/failover_route`, body)).status).toBe(204);
  });

  test.each([
    [404, { data: { type: "route", id: "1" } }],
    [404, { data: { type: "route", id: "constructor" } }],
    [422, { data: { type: "number", id: "90114" } }],
    [422, { data: { id: "90114" } }],
    [422, { data: { type: "route" } }],
    [422, { data: "90114" }],
    [422, { data: null }],
    [422, {}],
    [422, undefined],
    [422, '{"data":'],
  ])("%d is the answer to %j, and nothing changes", async (status, body) => {
    const before = { ...owned(withRoutes) };
    for (const name of ["primary_route", "failover_route"])
      expect((await ask(`PATCH /v2/numbers/${withRoutes}/relationships/${name}`, body)).status).toBe(status);
    expect(owned(withRoutes)).toEqual(before);
  });

  test("of a number that is not on the account there are none", async () => {
    const path = `/v2/numbers/${forSale}/relationships/primary_route`;
    expect((await ask(`PATCH ${path}`, { data: { type: "route", id: "0" } })).status).toBe(404);
    expect((await ask(`DELETE ${path}`)).status).toBe(404);
  });
});
