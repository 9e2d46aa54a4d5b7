import type { Properties } from "../../../provider/lifecycle/lifecycle";
import { validateNumberRoutes } from "../../../provider/resources/number-routes/inputs";
import { validatePhoneNumber } from "../../../provider/resources/phone-number/inputs";

const number = "+1 206-555-0100";

test.each<[Properties, string, string]>([
  [{}, "number", "give number"],
  [{ number, match: { areaCode: "206" } }, "match", "not both"],
  [{ match: {} }, "match", "at least one criterion"],
  [{ match: { areacode: "206" } }, "match.areacode", "did you mean areaCode?"],
  [{ match: "206" }, "match", "must be an object"],
  [{ match: { areaCode: "20" } }, "match.areaCode", "three digits"],
  [{ match: { areaCode: 206 } }, "match.areaCode", "three digits"],
  [{ match: { exchange: "55512" } }, "match.exchange", "three digits, or six"],
  [{ match: { areaCode: "206", exchange: "425555" } }, "match.exchange", "not in area code 206"],
  [{ match: { startsWith: "206-555" } }, "match.startsWith", "digits"],
  [{ match: { contains: "" } }, "match.contains", "digits"],
  [{ match: { state: "washington" } }, "match.state", "two-letter"],
  [{ match: { isoCountry: "USA" } }, "match.isoCountry", "two-letter"],
  [{ match: { rateCenter: " " } }, "match.rateCenter", "empty"],
  [{ number: "206-FLOWERS" }, "number", "letters"],
  [{ number: "555-0100" }, "number", "digits"],
  [{ number: "120655501001234" }, "number", "digits"],
  [{ number: 12065550100 }, "number", "must be a string"],
  [{ number, maxSetupCost: -1 }, "maxSetupCost", "negative"],
  [{ number, maxMonthlyCost: Number.NaN }, "maxMonthlyCost", "US dollars"],
  [{ number, purchase: "no" }, "purchase", '"allow" or "forbid"'],
  [{ number, onDelete: "detach" }, "onDelete", '"retain" or "release"'],
  [{ number, alias: "x".repeat(65) }, "alias", "64"],
  [{ number, cnamLookupsEnabled: "true" }, "cnamLookupsEnabled", "true or false"],
  [{ number, messagingEnabled: null }, "messagingEnabled", "true or false"],
])("a PhoneNumber of %j is refused for its %s", (news, property, reason) => {
  expect(validatePhoneNumber(news).failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
});

test.each<[Properties, string, string]>([
  [{ primaryRoute: "0" }, "number", "missing"],
  [{ number }, "primaryRoute", "rings nowhere"],
  [{ number, failoverRoute: "0" }, "primaryRoute", "only takes over from a primary"],
  [{ number: "20655", primaryRoute: "0" }, "number", "digits"],
  [{ number, primaryRoute: "pbx-main" }, "primaryRoute", "{ alias:"],
  [{ number, primaryRoute: 83861 }, "primaryRoute", "route id"],
  [{ number, primaryRoute: {} }, "primaryRoute", "{ alias:"],
  [{ number, primaryRoute: { alias: " " } }, "primaryRoute.alias", "empty"],
  [{ number, primaryRoute: { alias: "pbx", weight: 1 } }, "primaryRoute.weight", "the properties are alias"],
  [{ number, primaryRoute: "0", failoverRoute: null }, "failoverRoute", "{ alias:"],
  [{ number, primaryRoute: "0", onDelete: "release" }, "onDelete", '"retain" or "detach"'],
])("a NumberRoutes of %j is refused for its %s", (news, property, reason) => {
  expect(validateNumberRoutes(news).failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
});

test("all that can be said at once is judged right", () => {
  const settings = {
    maxSetupCost: 0,
    maxMonthlyCost: 1.5,
    purchase: "forbid",
    alias: "",
    cnamLookupsEnabled: false,
    messagingEnabled: true,
    onDelete: "release",
  };
  const match = {
    ...{ areaCode: "206", exchange: "206555", startsWith: "+1206", contains: "55", endsWith: "0100" },
    ...{ rateCenter: "seattle", state: "WA", numberType: "a new kind", isoCountry: "us", tier: "Standard" },
  };
  expect(validatePhoneNumber({ match, ...settings })).toMatchObject({ failures: [], values: { match, ...settings } });
  expect(validatePhoneNumber({ number, ...settings })).toMatchObject({
    failures: [],
    values: { number: "12065550100" },
  });
  const routes = { number, primaryRoute: { alias: "pbx-main" }, failoverRoute: "0", onDelete: "detach" };
  expect(validateNumberRoutes(routes)).toMatchObject({ failures: [], values: { ...routes, number: "12065550100" } });
});
