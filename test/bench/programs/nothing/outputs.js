// What the providers that do nothing answer.
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

exports.outputsOf = (kind, inputs) =>
  kind === "PhoneNumber" ? numberOuts(inputs) : { ...inputs, e164: `+${inputs.number}` };
