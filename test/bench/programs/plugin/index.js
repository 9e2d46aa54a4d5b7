// This package, on the provider plugin.
const { PhoneNumber, NumberRoutes } = require("pulumi-flowroute/native");
const { fleet } = require("../fleet");

for (const { number, primaryRoute, failoverRoute } of fleet) {
  const phone = new PhoneNumber(number, { number });
  new NumberRoutes(number, { number: phone.number, primaryRoute, failoverRoute });
}
