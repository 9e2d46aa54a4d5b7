// Declares the same resources as this package's, with the same outputs, for a provider that does nothing.
const pulumi = require("@pulumi/pulumi");
const { fleet } = require("../fleet");
const { resources } = require("../../../../schema.json");

const outputsOf = (kind) => Object.keys(resources[`flowroute:index:${kind}`].properties);

class Nothing extends pulumi.CustomResource {
  constructor(host, kind, name, inputs) {
    const unset = Object.fromEntries(outputsOf(kind).map((output) => [output, undefined]));
    super(host.type(kind), name, { ...unset, ...inputs, ...host.inputs(kind) });
  }
}

/** On a host: how types are called there, and what inputs it needs. */
exports.declare = (host) => {
  for (const { number, primaryRoute, failoverRoute } of fleet) {
    const phone = new Nothing(host, "PhoneNumber", number, { number });
    new Nothing(host, "NumberRoutes", number, { number: phone.number, primaryRoute, failoverRoute });
  }
};
