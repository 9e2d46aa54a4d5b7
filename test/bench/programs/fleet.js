// The numbers that each of these programs declares: as many as FLEET says, as `owningFleet` of the tests has them.
exports.fleet = Array.from({ length: Number(process.env.FLEET) }, (_, line) => ({
  number: `1206${String(line).padStart(7, "0")}`,
  primaryRoute: "101",
  failoverRoute: line % 2 === 0 ? undefined : "102",
}));
