// This package.
const { PhoneNumber, NumberRoutes } = require("pulumi-flowroute");
const { fleet } = require("../fleet");

for (const { number, primaryRoute, failoverRoute } of fleet) {
  const phone = new PhoneNumber(number, { number });
  new NumberRoutes(number, { number: phone.number, primaryRoute, failoverRoute });
}
