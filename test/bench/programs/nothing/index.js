// The same resources as this package's, with the same outputs, and a provider that does nothing.
const pulumi = require("@pulumi/pulumi");
const { fleet } = require("../fleet");

const outputs = {
  PhoneNumber: [
    "number",
    "e164",
    "alias",
    "cnamLookupsEnabled",
    "messagingEnabled",
    "numberType",
    "rateCenter",
    "state",
    "isoCountry",
    "status",
    "tier",
    "rateType",
    "note",
    "setupCost",
    "monthlyCost",
    "inboundRate",
  ],
  NumberRoutes: ["number", "e164", "primaryRoute", "failoverRoute"],
};

class Nothing extends pulumi.CustomResource {
  constructor(kind, name, inputs) {
    const unset = Object.fromEntries(outputs[kind].map((output) => [output, undefined]));
    const __provider = `exports.handler = () => require(${JSON.stringify(`${__dirname}/handler.js`)}).${kind};`;
    super(`pulumi-nodejs:dynamic/nothing:${kind}`, name, { ...unset, ...inputs, __provider });
  }
}

for (const { number, primaryRoute, failoverRoute } of fleet) {
  const phone = new Nothing("PhoneNumber", number, { number });
  new Nothing("NumberRoutes", number, { number: phone.number, primaryRoute, failoverRoute });
}
