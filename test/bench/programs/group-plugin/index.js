// The fleet in one resource of this package, under a route of its own. EDIT is a file with what is said otherwise, when there is one.
const { existsSync, readFileSync } = require("node:fs");
const { InboundRoute, NumberGroup } = require("pulumi-flowroute/native");
const { fleet } = require("../fleet");

const { host = "192.0.2.1", primaryRoute } = existsSync(process.env.EDIT)
  ? JSON.parse(readFileSync(process.env.EDIT, "utf8"))
  : {};
const site = new InboundRoute("site", { alias: "pbx-a", host });
const numbers = fleet.map(({ number, failoverRoute }) => (failoverRoute ? { number, failoverRoute } : number));
new NumberGroup("fleet", { numbers, primaryRoute: primaryRoute ?? site });
