import * as pulumi from "@pulumi/pulumi";
import {
  getAvailableAreaCodes,
  getAvailableExchanges,
  getNumber,
  getNumbers,
  getRoutes,
  NotFoundError,
  SettingsError,
  UnauthorizedError,
} from "../../../provider";
import { frontDesk, unknownNumber } from "../../support/accounts";
import { configureStack, stackOnAccount } from "../../support/config";
import { calls } from "../../support/session";

const stack = stackOnAccount();

const inventory = () => Object.entries(stack.simulator.account.inventory).filter(([number]) => number.startsWith("1"));
const distinct = (values: string[]) => [...new Set(values)].sort();

test("area codes with numbers for sale, in ascending order", async () => {
  const expected = distinct(inventory().map(([number]) => number.slice(1, 4)));
  expect(await getAvailableAreaCodes()).toEqual({ areaCodes: expected });
  expect(calls(stack.simulator)).toEqual(["GET /v2/numbers/available/areacodes?limit=400&offset=0"]);
});

test("area codes with numbers up to a price", async () => {
  const cheap = inventory().filter(([, { setup_cost }]) => setup_cost <= 1);
  const expected = distinct(cheap.map(([number]) => number.slice(1, 4)));
  expect((await getAvailableAreaCodes({ maxSetupCost: 1 })).areaCodes).toEqual(expected);
  expect(expected).not.toContain("212");
});

test("exchanges, of all and of one area code, and up to a price", async () => {
  const ids = distinct(inventory().map(([number]) => number.slice(1, 7)));
  expect((await getAvailableExchanges()).exchanges).toEqual(ids);
  const of206 = ids.filter((id) => id.startsWith("206"));
  expect((await getAvailableExchanges({ areaCode: "206" })).exchanges).toEqual(of206);
  const { exchanges } = await getAvailableExchanges({ areaCode: "201", maxSetupCost: 1 });
  expect(exchanges).toContain("201616");
  expect(exchanges).not.toContain("201885");
});

test("a number of the account in any spelling, with its routes and prices", async () => {
  const found = await getNumber({ number: "(206) 555-0100" });
  expect(found).toMatchObject({
    number: frontDesk.number,
    e164: `+${frontDesk.number}`,
    alias: "Front desk",
    primaryRouteId: frontDesk.primaryRoute,
    failoverRouteId: frontDesk.failoverRoute,
    monthlyCost: 1.25,
  });
  expect(calls(stack.simulator)).toEqual([`GET /v2/numbers/${frontDesk.number}`]);
});

test("a number that is not on the account is an error that programs can tell from others", async () => {
  await expect(getNumber({ number: unknownNumber })).rejects.toBeInstanceOf(NotFoundError);
});

test("the account's numbers, in one request, and only those asked for", async () => {
  const owned = Object.keys(stack.simulator.account.numbers);
  expect((await getNumbers()).numbers.map(({ number }) => number).sort()).toEqual(owned.sort());
  expect(calls(stack.simulator)).toEqual(["GET /v2/numbers?limit=200&offset=0"]);

  const numbersOf = async (args: Parameters<typeof getNumbers>[0]) =>
    (await getNumbers(args)).numbers.map(({ number }) => number);
  expect(await numbersOf({ alias: "Reception" })).toEqual(["12125550110", "12125550111"]);
  expect(await numbersOf({ areaCode: "206", endsWith: "0101" })).toEqual(["12065550101"]);
  expect(await numbersOf({ areaCode: "206", startsWith: "212" })).toEqual([]);
  expect(await numbersOf({ contains: "55501", startsWith: "+1312" })).toEqual(["13125550120"]);
});

test("routes, all and of one kind", async () => {
  const all = (await getRoutes()).routes;
  expect(all.map(({ id }) => id).sort()).toEqual(Object.keys(stack.simulator.account.routes).sort());
  const uris = (await getRoutes({ routeType: "uri" })).routes;
  expect(uris.map(({ id }) => id).sort()).toEqual(["91340", "91341", "93002", "93003"]);
});

test.each<[string, () => Promise<unknown>]>([
  ["getNumber: number is missing", () => getNumber({} as { number: string })],
  ["getNumber: number", () => getNumber({ number: "555-0100" })],
  ["getNumbers: areaCode", () => getNumbers({ areaCode: "20" })],
  ["getNumbers: alias: must be a string", () => getNumbers({ alias: 5 } as object)],
  [
    "getNumbers: areacode: there is no property areacode; did you mean areaCode?",
    () => getNumbers({ areacode: "206" } as object),
  ],
  ["getAvailableAreaCodes: maxSetupCost", () => getAvailableAreaCodes({ maxSetupCost: -1 })],
  ["getAvailableExchanges: areaCode", () => getAvailableExchanges({ areaCode: "2066" })],
  ["getRoutes: routeType: must be one of", () => getRoutes({ routeType: "sip" as "uri" })],
])("%s: refused before any request", async (reason, call) => {
  await expect(call()).rejects.toThrow(reason);
  expect(stack.simulator.requests()).toEqual([]);
});

test("missing and wrong keys say which settings to set", async () => {
  pulumi.runtime.setAllConfig({});
  await expect(getNumbers()).rejects.toThrow(SettingsError);
  await expect(getNumbers()).rejects.toThrow("flowroute:accessKey");
  configureStack({ ...stack.simulator, secretKey: "wrong" });
  await expect(getNumbers()).rejects.toThrow(UnauthorizedError);
  await expect(getNumbers()).rejects.toThrow("flowroute:secretKey");
});
