// As many resources that stand for nothing, each of them with a handler as short as this package's.
const pulumi = require("@pulumi/pulumi");
const { fleet } = require("../fleet");

const __provider = `exports.handler = () => require(${JSON.stringify(`${__dirname}/handler.js`)});`;

class Nothing extends pulumi.CustomResource {
  constructor(type, name, inputs) {
    super(`pulumi-nodejs:dynamic/nothing:${type}`, name, { __provider, ...inputs });
  }
}

for (const { number, primaryRoute, failoverRoute } of fleet) {
  const phone = new Nothing("PhoneNumber", number, { number });
  new Nothing("NumberRoutes", number, { number: phone.number, primaryRoute, failoverRoute });
}
