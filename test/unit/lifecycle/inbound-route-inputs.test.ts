import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { validateInboundRoute } from "../../../provider/resources/inbound-route/inputs";
import { inputsOf, targetOf } from "../../../provider/resources/inbound-route/target";
import { calls, startAccount, startCommand } from "../../support/session";

const alias = "pbx";

test.each([
  ["two places", { host: "a.example.com", uri: "sip:a@example.com" }, "uri", "give one of host and uri"],
  ["no place", {}, "host", 'give where calls go: host ("pbx.example.com"), uri'],
  ["a URI without its scheme", { uri: "alice@example.com" }, "uri", "lacks its scheme: begin it with sip: or sips:"],
  ["a URI that begins with a host", { uri: "example.com:5060" }, "uri", "lacks its scheme"],
  ["a URI of another scheme", { uri: "tel:alice@example.com" }, "uri", "must begin with sip: or sips:"],
  ["a URI without a user", { uri: "sip:example.com" }, "uri", "must name a user and a host"],
  ["a host with a path", { host: "example.com/calls" }, "host", "must be a host alone, without scheme or path"],
  ["a host with a scheme", { host: "https://example.com" }, "host", "must be a host alone, without scheme or path"],
  ["a URI as a host", { host: "sip:a@example.com" }, "host", "is a SIP URI: give it as uri"],
  ["a host with a space", { host: "my host" }, "host", "must be a host name or an IPv4 address"],
  ["a port that there is not", { host: "example.com:70000" }, "host", "must be a host name or an IPv4 address"],
  ["a weight in the value", { host: "example.com;weight=5" }, "host", "give it as weight"],
  ["a number with letters", { number: "206-555-CALL" }, "number", "has letters in it"],
  ["a number of too many digits", { number: "+442079460000" }, "number", "eleven digits"],
  ["a weight below 0", { host: "a.example.com", weight: -1 }, "weight", "from 0 to 1000"],
  ["a weight above 1000", { host: "a.example.com", weight: 1001 }, "weight", "from 0 to 1000"],
  ["half a weight", { host: "a.example.com", weight: 0.5 }, "weight", "a whole number"],
  ["an empty alias", { alias: " ", host: "a.example.com" }, "alias", "must not be empty"],
  ["a long alias", { alias: "a".repeat(256), host: "a.example.com" }, "alias", "not be longer than 255"],
  ["the registration", { alias: "sip-reg", host: "a.example.com" }, "alias", "REGISTRATION_ROUTE"],
  ["another rule", { host: "a.example.com", onDelete: "release" }, "onDelete", '"retain" or "remove"'],
  ["a misspelt name", { host: "a.example.com", edgeStrat: 4 }, "edgeStrat", "did you mean edgeStrategy?"],
])("%s is refused before any request, with its remedy", async (_, inputs, property, reason) => {
  await using simulator = await startAccount();
  const { failures } = await startCommand(simulator).inboundRoute.check({}, { alias, ...inputs });
  expect(failures).toContainEqual({ property, reason: expect.stringContaining(reason) });
  expect(calls(simulator)).toEqual([]);
});

test("a missing alias is named", () => {
  expect(validateInboundRoute({ host: "a.example.com" }).failures).toEqual([
    { property: "alias", reason: "is missing: give the name that the account knows the route by" },
  ]);
});

test.each([
  "pbx.example.com",
  "PBX.example.com:5060",
  "192.0.2.10",
  "pbx.example.com:5061;transport=tls",
  "pbx_1.example.com",
])("%s is a host", (host) => {
  expect(validateInboundRoute({ alias, host }).failures).toEqual([]);
});

test.each([
  "sip:alice@atlanta.com",
  "sip:16476998778@215.122.69.152:5060;transport=tcp",
  "sips:securecall@securedserver.com",
])("%s is a URI", (uri) => {
  expect(validateInboundRoute({ alias, uri }).failures).toEqual([]);
});

test("what a preview does not know yet is not refused", () => {
  const { failures, unknown } = validateInboundRoute({ alias, host: UNKNOWN, weight: UNKNOWN });
  expect(failures).toEqual([]);
  expect([...unknown]).toEqual(["host", "weight"]);
});

test.each([
  { host: "pbx.example.com" },
  { host: "pbx.example.com:5060;transport=tls", weight: 0 },
  { uri: "sip:alice@example.com", weight: 1000 },
  { number: "16476998778", weight: 7 },
])("a place is the same after its way to Flowroute and back: %p", (inputs) => {
  expect(inputsOf(targetOf(inputs) ?? { routeType: "" })).toEqual(inputs);
});
