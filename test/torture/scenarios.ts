import type { Account, AccountInput, Settings } from "../../sandbox/simulator";
import type { Declaration, DeclaredTarget } from "./declaration";

/** One thing that people do with numbers, as a command to be disturbed. */
export interface Scenario {
  readonly name: string;
  /** How the simulator answers where Flowroute's documents leave a choice. */
  readonly settings?: Partial<Settings>;
  /** What is there, and applied, before. */
  readonly before?: Declaration;
  /** That was on the other host. */
  readonly moves?: true;
  /** What somebody changes by hand before the command. */
  readonly byHand?: (account: Account) => void;
  readonly command: "up" | "up --refresh" | "refresh" | "destroy";
  /** What the program declares when the command runs; for a destroy it is what was there. */
  readonly declares: Declaration;
}

export const front = "12065550100";
export const silent = "12065550101";
export const support = "12065550102";
/** Enough of them for reads to be shared. */
export const fleet = ["13605550110", "13605550111", "13605550112", "13605550113"] as const;
export const forSale = "12065550200";
export const otherForSale = "12065550201";

/** The account all scenarios begin with: seven numbers, six routes, six numbers for sale in one area code, and expensive ones. */
export const account: AccountInput = {
  routes: {
    "101": { alias: "pbx-a", route_type: "host", value: "192.0.2.1", edge_strategy_id: null },
    "102": { alias: "pbx-b", route_type: "host", value: "192.0.2.2", edge_strategy_id: null },
    "103": { alias: "overnight", route_type: "number", value: "12065550999", edge_strategy_id: null },
    "104": { alias: "pbx-old", route_type: "host", value: "192.0.2.4", edge_strategy_id: null },
    "105": { alias: "pbx-lab", route_type: "host", value: "192.0.2.5", edge_strategy_id: null },
  },
  numbers: {
    [front]: { alias: "Front desk", primary_route: "101", failover_route: "103" },
    [silent]: { primary_route: null },
    [support]: { primary_route: "102" },
    ...Object.fromEntries(fleet.map((number) => [number, { primary_route: "101" }])),
  },
  inventory: {
    ...Object.fromEntries(
      [forSale, otherForSale, "12065550202", "12065550203", "12065550204", "12065550205"].map((number) => [number, {}]),
    ),
    "12065558888": { setup_cost: 500_000 },
    "12125550000": { setup_cost: 0.5 },
  },
};

const frontAsItIs: Declaration = {
  numbers: [{ name: "front", number: front, alias: "Front desk" }],
  routes: [{ name: "front", of: "front", primary: "pbx-a", failover: "overnight" }],
};

const given: Declaration = {
  numbers: [{ name: "front", number: front, onDelete: "release" }],
  routes: [{ name: "front", of: "front", primary: "pbx-a", failover: "overnight", onDelete: "detach" }],
};

const one: Declaration = {
  numbers: [{ name: "line", match: { areaCode: "206" }, maxSetupCost: 1 }],
  routes: [{ name: "line", of: "line", primary: "pbx-a" }],
};

/** The same, to be given away. */
const oneGiven: Declaration = {
  numbers: [{ name: "line", match: { areaCode: "206" }, onDelete: "release" }],
  routes: [{ name: "line", of: "line", primary: "pbx-a", onDelete: "detach" }],
};

const manyGiven: Declaration = {
  numbers: fleet.map((number) => ({ name: `line-${number}`, number, onDelete: "release" })),
  routes: fleet.map((number) => ({ name: number, of: number, primary: "pbx-a", onDelete: "detach" })),
};

const many: Declaration = {
  numbers: fleet.map((number) => ({ name: number, number, alias: "Fleet" })),
  routes: fleet.map((number) => ({ name: number, of: number, primary: "pbx-a" })),
};

const main = { name: "main", alias: "pbx-a", host: "192.0.2.1" };
const second = { name: "second", alias: "pbx-b", host: "192.0.2.2" };
const fresh = { name: "fresh", alias: "pbx-new", host: "192.0.2.9" };
const onMain: Declaration = { inbound: [main], routes: [{ name: "r", of: silent, primary: { route: "main" } }] };
const onFresh: Declaration = {
  inbound: [fresh],
  routes: [{ name: "r", of: silent, primary: { route: "fresh" }, failover: "overnight" }],
};
const fleetOn = (primary: DeclaredTarget): Declaration["routes"] =>
  fleet.map((number) => ({ name: number, of: number, primary }));

/** Routes made here, adopted and told to go, with numbers that let go of theirs and one that does not. */
const site: Declaration = {
  inbound: [
    fresh,
    { name: "used", alias: "pbx-used", uri: "sip:desk@pbx.example.com" },
    { name: "unused", alias: "pbx-unused", number: "13605550199" },
    { name: "kept", alias: "pbx-kept", host: "192.0.2.8", onDelete: "retain" },
    second,
    { name: "lab", alias: "pbx-lab", host: "192.0.2.5" },
    { name: "old", alias: "pbx-old", host: "192.0.2.4", onDelete: "remove" },
  ],
  routes: [
    { name: "detached", of: silent, primary: { route: "fresh" }, onDelete: "detach" },
    { name: "retained", of: support, primary: { route: "used" }, failover: { route: "second" } },
  ],
};

/** Numbers of all kinds in one group: one without a route, one with what differs, the others on another route. */
const team: Declaration = {
  groups: [
    {
      name: "team",
      numbers: [silent, { number: support, alias: "Hotline", failover: "overnight" }, ...fleet],
      primary: "pbx-b",
      cnamLookupsEnabled: true,
    },
  ],
};
const fleetGroup = (primary: DeclaredTarget, more: object = {}): Declaration => ({
  groups: [{ name: "fleet", numbers: fleet, primary, ...more }],
});
const detaching = { onDelete: "detach" } as const;

/** Everything whose every request is disturbed in every way. */
export const scenarios: readonly Scenario[] = [
  { name: "adopt", command: "up", declares: frontAsItIs },
  {
    name: "adopt and set attributes",
    command: "up",
    declares: {
      numbers: [
        { name: "front", number: front, alias: "Reception", cnamLookupsEnabled: false, messagingEnabled: true },
      ],
    },
  },
  {
    name: "buy this number",
    command: "up",
    declares: {
      numbers: [{ name: "line", number: forSale, alias: "New line" }],
      routes: [{ name: "line", of: "line", primary: "pbx-a", failover: "pbx-b" }],
    },
  },
  { name: "buy by match", command: "up", declares: one },
  {
    name: "buy by match, where reads lag behind writes",
    settings: { readDelay: 2, buyUnavailable: 403 },
    command: "up",
    declares: one,
  },
  {
    name: "buy three by match at once",
    command: "up",
    declares: {
      numbers: ["a", "b", "c"].map((name) => ({ name, match: { areaCode: "206" }, maxSetupCost: 1 })),
    },
  },
  {
    name: "set both routes",
    command: "up",
    declares: { routes: [{ name: "r", of: silent, primary: "pbx-a", failover: "pbx-b" }] },
  },
  {
    name: "change one route",
    before: frontAsItIs,
    command: "up",
    declares: { ...frontAsItIs, routes: [{ name: "front", of: "front", primary: "pbx-a", failover: "pbx-b" }] },
  },
  {
    name: "change both routes",
    before: frontAsItIs,
    command: "up",
    declares: { ...frontAsItIs, routes: [{ name: "front", of: "front", primary: "pbx-b" }] },
  },
  {
    name: "repair drift",
    before: frontAsItIs,
    byHand: ({ numbers }) => Object.assign(numbers[front] ?? {}, { primary_route: "0", alias: "Desk" }),
    command: "up --refresh",
    declares: frontAsItIs,
  },
  { name: "refresh", before: frontAsItIs, command: "refresh", declares: frontAsItIs },
  { name: "adopt many", command: "up", declares: { routes: many.routes?.map((it) => ({ ...it, of: it.name })) ?? [] } },
  {
    name: "repair drift of many",
    before: many,
    byHand: ({ numbers }) => Object.assign(numbers[fleet[2]] ?? {}, { primary_route: "0", alias: "Desk" }),
    command: "up --refresh",
    declares: many,
  },
  {
    name: "replace a number",
    before: frontAsItIs,
    command: "up",
    declares: { ...frontAsItIs, numbers: [{ name: "front", number: forSale, alias: "Front desk" }] },
  },
  {
    name: "replace a number and release the old one",
    before: given,
    command: "up",
    declares: { ...given, numbers: [{ name: "front", number: forSale, onDelete: "release" }] },
  },
  {
    name: "rename resources",
    before: given,
    command: "up",
    declares: {
      numbers: [{ name: "desk", number: front, onDelete: "release" }],
      routes: [{ name: "desk", of: "desk", primary: "pbx-a", failover: "overnight", onDelete: "detach" }],
    },
  },
  {
    name: "rename a match, with an alias",
    before: one,
    command: "up",
    declares: {
      numbers: [{ name: "trunk", match: { areaCode: "206" }, maxSetupCost: 1, options: { formerly: "line" } }],
      routes: [{ name: "trunk", of: "trunk", primary: "pbx-b", options: { formerly: "line" } }],
    },
  },
  {
    name: "rename a match, without an alias",
    before: oneGiven,
    command: "up",
    declares: {
      numbers: [{ name: "trunk", match: { areaCode: "206" }, onDelete: "release" }],
      routes: [{ name: "line", of: "trunk", primary: "pbx-b", onDelete: "detach" }],
    },
  },
  { name: "move to the other host", moves: true, before: given, command: "up", declares: given },
  {
    name: "move to the other host, and rename resources",
    moves: true,
    before: given,
    command: "up",
    declares: {
      numbers: [{ name: "desk", number: front, onDelete: "release" }],
      routes: [{ name: "desk", of: "desk", primary: "pbx-b", onDelete: "detach" }],
    },
  },
  {
    name: "move a match to the other host, and rename it, without an alias",
    moves: true,
    before: oneGiven,
    command: "up",
    declares: {
      numbers: [{ name: "trunk", match: { areaCode: "206" }, onDelete: "release" }],
      routes: [{ name: "line", of: "trunk", primary: "pbx-b", onDelete: "detach" }],
    },
  },
  { name: "destroy, retaining", before: frontAsItIs, command: "destroy", declares: frontAsItIs },
  { name: "destroy, releasing and detaching", before: given, command: "destroy", declares: given },
  {
    name: "destroy, releasing and detaching, where routes name numbers themselves",
    before: manyGiven,
    command: "destroy",
    declares: manyGiven,
  },
  { name: "adopt a route", command: "up", declares: onMain },
  {
    name: "edit a route in place",
    before: onMain,
    command: "up",
    declares: { ...onMain, inbound: [{ ...main, host: "192.0.2.77" }] },
  },
  {
    name: "repair drift of a route",
    before: onMain,
    byHand: ({ routes }) => Object.assign(routes["101"] ?? {}, { value: "192.0.2.66" }),
    command: "up --refresh",
    declares: onMain,
  },
  {
    name: "make a route, where routes may share an alias",
    settings: { duplicateAlias: "accepted" },
    command: "up",
    declares: { inbound: [fresh] },
  },
  {
    name: "make a route and point numbers at it",
    before: { routes: fleetOn("pbx-a") ?? [] },
    command: "up",
    declares: { inbound: [fresh], routes: fleetOn({ route: "fresh" }) ?? [] },
  },
  { name: "delete a route in use", before: onFresh, command: "up", declares: {} },
  { name: "delete an unused route made here", before: { inbound: [fresh] }, command: "up", declares: {} },
  {
    name: "delete a route made here, and point its number elsewhere",
    before: onFresh,
    command: "up",
    declares: { routes: [{ name: "r", of: silent, primary: "pbx-b", failover: "overnight" }] },
  },
  {
    name: "swap the targets of two routes",
    before: { inbound: [main, second] },
    command: "up",
    declares: {
      inbound: [
        { ...main, host: "192.0.2.2" },
        { ...second, host: "192.0.2.1" },
      ],
    },
  },
  {
    name: "rename a route, without an alias",
    before: onFresh,
    command: "up",
    declares: {
      inbound: [{ ...fresh, name: "newest" }],
      routes: [{ name: "r", of: silent, primary: { route: "newest" }, failover: "overnight" }],
    },
  },
  { name: "destroy with routes", before: site, command: "destroy", declares: site },
  { name: "adopt a group", command: "up", declares: team },
  { name: "re-route a group", before: fleetGroup("pbx-a"), command: "up", declares: fleetGroup("pbx-b") },
  {
    name: "point a group at a new route",
    before: fleetGroup("pbx-a"),
    command: "up",
    declares: { ...fleetGroup({ route: "fresh" }), inbound: [fresh] },
  },
  {
    name: "repair drift of a group",
    before: team,
    byHand: ({ numbers }) => {
      Object.assign(numbers[fleet[2]] ?? {}, { primary_route: "0" });
      Object.assign(numbers[support] ?? {}, { alias: "Desk", failover_route: null });
    },
    command: "up --refresh",
    declares: team,
  },
  {
    name: "take numbers off a group that detaches",
    before: fleetGroup("pbx-a", detaching),
    command: "up",
    declares: { groups: [{ name: "fleet", numbers: fleet.slice(0, 2), primary: "pbx-a", ...detaching }] },
  },
  {
    name: "move single resources into a group",
    before: manyGiven,
    command: "up",
    declares: fleetGroup("pbx-a", detaching),
  },
  { name: "move a group into single resources", before: fleetGroup("pbx-a", detaching), command: "up", declares: many },
  {
    name: "move numbers from group to group",
    before: fleetGroup("pbx-a", detaching),
    command: "up",
    declares: {
      groups: [
        { name: "fleet", numbers: fleet.slice(0, 1), primary: "pbx-a", ...detaching },
        { name: "others", numbers: fleet.slice(1), primary: "pbx-a", ...detaching },
      ],
    },
  },
  {
    name: "destroy a group that detaches",
    before: fleetGroup("pbx-a", detaching),
    command: "destroy",
    declares: fleetGroup("pbx-a", detaching),
  },
];
