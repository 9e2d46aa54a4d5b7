import type { Properties } from "../../provider/lifecycle/lifecycle";
import type { Simulator } from "../../sandbox/simulator";
import { frontDesk, unknownNumber } from "../support/accounts";
import { type Kind, Provider } from "../support/provider";
import { startAccount, writes } from "../support/session";

const { number } = frontDesk;

let simulator: Simulator & AsyncDisposable;
let provider: Provider;
beforeAll(async () => {
  simulator = await startAccount();
  provider = await Provider.on(simulator);
});
afterAll(async () => {
  await provider[Symbol.asyncDispose]();
  await simulator[Symbol.asyncDispose]();
});
beforeEach(() => simulator.clearRequests());

const match = { areaCode: "206" };
const primaryRoute = "0";

test.each<[string, Kind, Properties, string, string]>([
  ["number and match both", "PhoneNumber", { number, match }, "match", "not both"],
  ["neither number nor match", "PhoneNumber", { alias: "Desk" }, "number", "give number"],
  ["letters", "PhoneNumber", { number: "206-FLOWERS" }, "number", "letters"],
  ["a number too short", "PhoneNumber", { number: "555-0100" }, "number", "digits"],
  ["a number short of its last digit", "PhoneNumber", { number: "1206555010" }, "number", "lacks a digit"],
  ["a number too long", "PhoneNumber", { number: "+1 206-555-01000" }, "number", "digits"],
  ["an area code of two digits", "PhoneNumber", { match: { areaCode: "20" } }, "match.areaCode", "three digits"],
  ["an exchange of five", "PhoneNumber", { match: { exchange: "20655" } }, "match.exchange", "three digits, or six"],
  ["a negative set-up cost", "PhoneNumber", { match, maxSetupCost: -1 }, "maxSetupCost", "negative"],
  ["a set-up cost that is no number", "PhoneNumber", { match, maxSetupCost: Number.NaN }, "maxSetupCost", "US dollars"],
  ["a negative monthly cost", "PhoneNumber", { match, maxMonthlyCost: -0.01 }, "maxMonthlyCost", "negative"],
  [
    "a monthly cost that is no number",
    "PhoneNumber",
    { match, maxMonthlyCost: Number.NaN },
    "maxMonthlyCost",
    "US dollars",
  ],
  ["a misspelt property", "PhoneNumber", { number, maxSetupCosts: 1 }, "maxSetupCosts", "did you mean maxSetupCost?"],
  ["a misspelt criterion", "PhoneNumber", { match: { areacode: "206" } }, "match.areacode", "did you mean areaCode?"],
  ["a failover without a primary", "NumberRoutes", { number, failoverRoute: "0" }, "primaryRoute", "missing"],
  ["letters in a routed number", "NumberRoutes", { number: "206-FLOWERS", primaryRoute }, "number", "letters"],
  ["a route that is no reference", "NumberRoutes", { number, primaryRoute: "pbx-main" }, "primaryRoute", "{ alias:"],
  [
    "a misspelt route",
    "NumberRoutes",
    { number, primaryRoute, failover: "0" },
    "failover",
    "did you mean failoverRoute?",
  ],
])("%s: refused by name before any request", async (_, kind, news, property, reason) => {
  const { failures } = await provider.check(kind, news);
  // Of a part of a property the engine cannot quote the value: it would print `{<nil>}`.
  const shown = property.includes(".") ? { property: "", reason: `${property}: ` } : { property, reason: "" };
  expect(failures).toEqual([{ property: shown.property, reason: expect.stringContaining(reason) }]);
  expect(failures[0]?.reason).toMatch(new RegExp(`^${shown.reason}`));
  expect(simulator.requests()).toEqual([]);
});

test("all that is wrong is told at once", async () => {
  const { failures } = await provider.check("PhoneNumber", { number: "555", maxSetupCost: -1, colour: "red" });
  expect(failures.map(({ property }) => property).sort()).toEqual(["colour", "maxSetupCost", "number"]);
});

// An id is looked for twice: another provider process of the command may have made the route since the first list.
test.each<[string, unknown, string, number]>([
  ["an alias that no route has", { alias: "pbx-mian" }, "Near to it: pbx-main", 1],
  ["an id that no route has", "12345", "The account has 0 (sip-reg)", 2],
])("%s: refused after the account's list was read", async (_, route, reason, times) => {
  await using fresh = await startAccount();
  await using other = await Provider.on(fresh);
  const { failures } = await other.check("NumberRoutes", { number, primaryRoute: route });
  expect(failures).toEqual([{ property: "primaryRoute", reason: expect.stringContaining(reason) }]);
  expect(fresh.requests().map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array.from({ length: times }, () => "GET /v2/routes?limit=200&offset=0"),
  );
});

test("a number that cannot be had is refused in the plan, with reads only", async () => {
  const { failures } = await provider.check("PhoneNumber", { number: unknownNumber });
  expect(failures).toEqual([{ property: "number", reason: expect.stringContaining("nor for sale") }]);
  expect(writes(simulator)).toEqual([]);
});
