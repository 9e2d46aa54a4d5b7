import * as pulumi from "@pulumi/pulumi";
import { NumberRoutes, PhoneNumber } from "pulumi-flowroute";

const config = new pulumi.Config();

// A number you own: declaring it adopts it. Nothing is bought and nothing about it changes.
const mainLine = new PhoneNumber("main-line", {
  number: config.require("mainLine"),
  purchase: "forbid",
});

// A number you want: one in area code 206 for at most a dollar to set up, chosen and bought once.
const seattle = new PhoneNumber("seattle", {
  match: { areaCode: "206" },
  maxSetupCost: 1,
  alias: "Seattle office",
});

// Where their calls go. Routes are named by their alias on the account, or by id.
new NumberRoutes("main-line", {
  number: mainLine.number,
  primaryRoute: { alias: "pbx-main" },
  failoverRoute: { alias: "front-desk-cell" },
});
new NumberRoutes("seattle", {
  number: seattle.number,
  primaryRoute: { alias: "pbx-main" },
  failoverRoute: { alias: "pbx-backup" },
});

export const numbers = [mainLine.e164, seattle.e164];
