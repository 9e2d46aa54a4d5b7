import { InboundRoute, NumberGroup, readNumbers } from "pulumi-flowroute";

// Where the calls of the fleet go. An edit of this host moves all of them, in one request.
const site = new InboundRoute("site", { alias: "pbx-a", host: "192.0.2.1" });

// One resource for all lines of the file. What a line says counts before what is said here.
const fleet = new NumberGroup("fleet", { numbers: readNumbers("numbers.csv"), primaryRoute: site }, { protect: true });

export const count = fleet.count;
export const monthlyCost = fleet.monthlyCost;
export const hotline = fleet.named("Hotline");
