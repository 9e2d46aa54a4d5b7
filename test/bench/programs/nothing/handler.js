// A provider that does nothing: it knows all answers, and asks nobody.
const numberOuts = ({ number }) => ({
  number,
  e164: `+${number}`,
  alias: `Line ${Number(number.slice(4))}`,
  cnamLookupsEnabled: true,
  messagingEnabled: false,
  numberType: "longcode",
  rateCenter: "seattle",
  state: "wa",
  isoCountry: "US",
  status: "PURCHASED",
  tier: "Standard",
  rateType: "local",
  setupCost: 1,
  monthlyCost: 1.25,
  inboundRate: 0.012,
});

const lifecycle = (outsOf) => ({
  check: async (_, inputs) => ({ inputs }),
  diff: async () => ({ changes: false }),
  create: async (inputs) => ({ id: inputs.number, outs: outsOf(inputs) }),
  read: async (id, props) => ({ id, props }),
  update: async (_, __, inputs) => ({ outs: outsOf(inputs) }),
  delete: async () => {},
});

exports.PhoneNumber = lifecycle(numberOuts);
exports.NumberRoutes = lifecycle((inputs) => ({ ...inputs, e164: `+${inputs.number}` }));
