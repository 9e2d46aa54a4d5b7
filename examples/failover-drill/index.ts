import * as pulumi from "@pulumi/pulumi";
import { InboundRoute, NumberRoutes, PhoneNumber } from "pulumi-flowroute";

const config = new pulumi.Config();

// Where each site's phone system answers.
const hosts = { seattle: "sea.pbx.example.com", denver: "den.pbx.example.com" };

// The site that takes the calls of Seattle's numbers. The drill changes this value and nothing else.
const site = config.get("site", { allowedValues: ["seattle", "denver"] as const }) ?? "seattle";

const seattle = new InboundRoute("seattle", { alias: "pbx-seattle", host: hosts[site] });
const denver = new InboundRoute("denver", { alias: "pbx-denver", host: hosts.denver });

// Seattle's numbers: Seattle's route first, and Denver's when that one does not answer.
const numbers = { "front-desk": "+1 206-555-0100", support: "+1 206-555-0102", "sales-hotline": "+1 800-555-0199" };

for (const [name, number] of Object.entries(numbers)) {
  const line = new PhoneNumber(name, { number, purchase: "forbid" });
  new NumberRoutes(name, { number: line.number, primaryRoute: seattle, failoverRoute: denver });
}

export const callsGoTo = seattle.value;
