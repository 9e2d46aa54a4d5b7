import type { Told } from "../../../cli/report/plan-lines";
import { patterns, readLine } from "../../../cli/report/read-line";
import { printable } from "../../../provider/client";
import type { Properties } from "../../../provider/lifecycle/lifecycle";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import type { resources } from "../../../provider/resources/list";
import { deskOf } from "../../../provider/resources/phone-number/purchase-desk";
import type { Simulator, SimulatorOptions } from "../../../sandbox/simulator";
import { fleetNumbers, frontDesk, owningFleet, selling } from "../../support/accounts";
import { type Command, checked, create, type Lifecycle, startAccount, startCommand } from "../../support/session";
import { call } from "../../support/simulator";

const { number } = frontDesk;
const urn = (kind: keyof typeof resources, name: string) =>
  `urn:pulumi:test::phones::pulumi-nodejs:dynamic/flowroute:${kind}::${name}`;
const groups = new Set(["support"]);

/** What a plan on a new command says; `act` may make the state in an earlier one. */
async function said(
  options: SimulatorOptions,
  plan: (command: Command, earlier: Command, simulator: Simulator) => Promise<unknown>,
): Promise<string[]> {
  await using simulator = await startAccount(options);
  const [earlier, command] = [startCommand(simulator), startCommand(simulator)];
  await plan(command, earlier, simulator);
  return command.said.map((line) => line.replace(/^flowroute: /, ""));
}

/** What is said of an edit: the engine checks the new inputs and compares them with the state. */
async function edit(before: Lifecycle, now: Lifecycle, one: Properties, other: Properties): Promise<void> {
  const { id, outs, inputs } = await create(before, one);
  const news = await checked(now, inputs, other);
  await now.diff(id, outs, news);
}

/** A command buys for a match and ends before its engine knows of it, as when it is killed. */
function buyUnheard({ phoneNumber, session }: Command): Promise<unknown> {
  deskOf(session).journal.answer = () => {};
  return create(phoneNumber, fax);
}

const fax = { __urn: urn("PhoneNumber", "fax"), match: { areaCode: "206" } };
const fleet = fleetNumbers(12);
const support = { __urn: urn("NumberGroup", "support") };
const seattle = { __urn: urn("InboundRoute", "seattle"), alias: "pbx-seattle", host: "sea.example.com" };
const moved = { what: "primaryRoute", from: "83861 (acme-pbx)", to: "90114 (pbx-main)", failoverOf: 0 } as const;

/** Every line that says what will happen, from the lifecycle that prints it, and what a report has to read in it. */
const cases: [title: string, lines: () => Promise<string[]>, told: readonly Told[]][] = [
  [
    "a number is adopted, and attributes of it change",
    () => said({}, ({ phoneNumber }) => checked(phoneNumber, {}, { number, alias: "Desk", cnamLookupsEnabled: false })),
    [
      {
        about: `PhoneNumber ${number}`,
        adopted: [{ subject: number, kind: "PhoneNumber", numbers: 1, which: [number] }],
      },
      { about: `PhoneNumber ${number}`, changed: [{ subject: number, property: "alias", from: '"Front desk"' }] },
      { about: `PhoneNumber ${number}`, changed: [{ subject: number, property: "cnamLookupsEnabled", from: "true" }] },
    ],
  ],
  [
    "a number is bought",
    () =>
      said({ account: selling(1, 1234.5) }, ({ phoneNumber }) =>
        checked(phoneNumber, {}, { number: "12065550000", maxSetupCost: 2000 }),
      ),
    [{ about: "PhoneNumber 12065550000", bought: [{ number: "12065550000", setupCost: 1234.5, monthlyCost: 1.25 }] }],
  ],
  [
    "a number is bought for a match",
    () =>
      said({ account: selling(1) }, ({ phoneNumber }) =>
        checked(phoneNumber, {}, { match: { areaCode: "206", contains: "555" } }),
      ),
    [
      {
        about: "PhoneNumber match",
        bought: [{ number: "12065550000", match: "area code 206, containing 555", setupCost: 1, monthlyCost: 1.25 }],
      },
    ],
  ],
  [
    "what is bought is not known yet",
    () =>
      said({}, async ({ phoneNumber }) => {
        await checked(phoneNumber, {}, { number, maxSetupCost: UNKNOWN });
        await checked(phoneNumber, {}, { number: UNKNOWN });
      }),
    [
      {
        about: `PhoneNumber ${number}`,
        unclear: [
          `${number} will be adopted or bought; which, and at what price, cannot be told before maxSetupCost is known`,
        ],
      },
      {
        about: "PhoneNumber unknown",
        unclear: [
          "a number will be adopted or bought; which, and at what price, cannot be told before number is known",
        ],
      },
    ],
  ],
  [
    "a number is taken over that an earlier command bought",
    () =>
      said({ account: selling(1) }, async ({ phoneNumber }, earlier) => {
        await buyUnheard(earlier);
        await checked(phoneNumber, {}, fax);
      }),
    [
      {
        about: "PhoneNumber match",
        adopted: [{ subject: "12065550000", kind: "PhoneNumber", numbers: 1, which: ["12065550000"] }],
      },
    ],
  ],
  [
    "a number is bought that an earlier command was about to buy",
    () =>
      said({ account: selling(1) }, async ({ phoneNumber }, earlier, simulator) => {
        await buyUnheard(earlier);
        await call(simulator, "DELETE /v2/numbers/12065550000");
        await checked(phoneNumber, {}, fax);
      }),
    [{ about: "PhoneNumber match", bought: [{ number: "12065550000", setupCost: 1, monthlyCost: 1.25 }] }],
  ],
  [
    "routes of a number change",
    () => said({}, ({ numberRoutes }) => checked(numberRoutes, {}, { number, primaryRoute: { alias: "pbx-main" } })),
    [
      { about: `NumberRoutes ${number}`, moved: [{ subject: number, ...moved, numbers: 1, which: [number] }] },
      {
        about: `NumberRoutes ${number}`,
        moved: [
          {
            subject: number,
            what: "failoverRoute",
            from: "83834 (PSTNroute1)",
            to: "none",
            failoverOf: 0,
            numbers: 1,
            which: [number],
          },
        ],
      },
    ],
  ],
  [
    "routes of a number that are not known yet",
    () =>
      said({}, async ({ numberRoutes }) => {
        await checked(numberRoutes, {}, { number, primaryRoute: UNKNOWN, failoverRoute: "83834" });
        await checked(numberRoutes, {}, { __urn: urn("NumberRoutes", "sea"), number: UNKNOWN, primaryRoute: "83861" });
      }),
    [
      {
        about: `NumberRoutes ${number}`,
        unclear: [`${number}: cannot tell what primaryRoute will change to before it is known`],
      },
      {
        about: "NumberRoutes sea",
        unclear: [
          "NumberRoutes sea: cannot tell before number is known whether the number's routes change; wanted are primaryRoute 83861, failoverRoute none",
        ],
      },
    ],
  ],
  [
    "a route is made",
    () =>
      said({}, async ({ inboundRoute }) => {
        await checked(inboundRoute, {}, seattle);
        await checked(inboundRoute, {}, { alias: "later", host: UNKNOWN });
      }),
    [
      { about: "InboundRoute pbx-seattle", made: [{ alias: "pbx-seattle", to: "host sea.example.com" }] },
      { about: "InboundRoute later", made: [{ alias: "later", to: "a place that is not known yet" }] },
    ],
  ],
  [
    "a route is adopted as it is",
    () => said({}, ({ inboundRoute }) => checked(inboundRoute, {}, { alias: "acme-pbx", host: "pbx.example.com" })),
    [
      {
        about: "InboundRoute 83861",
        alias: "acme-pbx",
        adopted: [{ subject: "83861 (acme-pbx)", kind: "InboundRoute", numbers: 0, which: [] }],
      },
    ],
  ],
  [
    "the destination of a route with numbers on it changes, and its edge strategy",
    () =>
      said({}, ({ inboundRoute }) =>
        checked(inboundRoute, {}, { alias: "acme-pbx", uri: "sip:a@b.example.com", edgeStrategy: 4 }),
      ),
    [
      {
        about: "InboundRoute 83861",
        alias: "acme-pbx",
        changed: [{ subject: "83861 (acme-pbx)", property: "edgeStrategy", from: "none", to: "4" }],
      },
      {
        about: "InboundRoute 83861",
        alias: "acme-pbx",
        moved: [
          {
            subject: "83861 (acme-pbx)",
            what: "destination",
            from: "host pbx.example.com",
            to: "uri sip:a@b.example.com",
            numbers: 1,
            failoverOf: 0,
            which: [number],
          },
        ],
      },
    ],
  ],
  [
    "the destination of a route changes that is primary and failover",
    () =>
      said(
        {
          account: {
            ...owningFleet(12),
            routes: { "102": { alias: "pbx-b", route_type: "host", value: "192.0.2.2", edge_strategy_id: null } },
            numbers: Object.fromEntries(
              fleet.map((it, line) => [
                it,
                { primary_route: line < 11 ? "102" : "0", failover_route: line === 11 ? "102" : null },
              ]),
            ),
          },
        },
        ({ inboundRoute }) => checked(inboundRoute, {}, { alias: "pbx-b", host: "192.0.2.9" }),
      ),
    [
      {
        about: "InboundRoute 102",
        alias: "pbx-b",
        moved: [
          {
            subject: "102 (pbx-b)",
            what: "destination",
            from: "host 192.0.2.2",
            to: "host 192.0.2.9",
            numbers: 11,
            failoverOf: 1,
            which: [...fleet.slice(0, 10), fleet[11] ?? ""],
          },
        ],
      },
    ],
  ],
  [
    "the alias of a route changes, and its destination, which no number has",
    () =>
      said({}, ({ inboundRoute }, earlier) =>
        edit(earlier.inboundRoute, inboundRoute, seattle, { ...seattle, alias: "pbx-sea", host: "192.0.2.1" }),
      ),
    [
      {
        about: "InboundRoute 98397",
        alias: "pbx-seattle",
        changed: [{ subject: "98397 (pbx-seattle)", property: "alias", from: undefined, to: "pbx-sea" }],
      },
      {
        about: "InboundRoute 98397",
        alias: "pbx-seattle",
        moved: [
          {
            subject: "98397 (pbx-seattle)",
            what: "destination",
            from: "host sea.example.com",
            to: "host 192.0.2.1",
            numbers: 0,
            failoverOf: 0,
            which: [],
          },
        ],
      },
    ],
  ],
  [
    "a route of which something is not known yet",
    () =>
      said({}, async ({ inboundRoute }, earlier) => {
        await checked(inboundRoute, {}, { __urn: urn("InboundRoute", "sea"), alias: UNKNOWN, host: "192.0.2.1" });
        await checked(inboundRoute, {}, { alias: "acme-pbx", host: UNKNOWN });
        await checked(inboundRoute, {}, { alias: "PSTNroute1", number: "12065551212", edgeStrategy: UNKNOWN });
        await edit(earlier.inboundRoute, inboundRoute, seattle, { ...seattle, host: UNKNOWN });
      }),
    [
      {
        about: "InboundRoute sea",
        unclear: ["InboundRoute sea: cannot tell before alias is known whether a route is adopted or made"],
      },
      {
        about: "InboundRoute 83861",
        alias: "acme-pbx",
        unclear: [
          "route 83861 (acme-pbx) is on the account and will be adopted; cannot tell what of it changes before that is known",
        ],
      },
      {
        about: "InboundRoute 83834",
        alias: "PSTNroute1",
        unclear: ["route 83834 (PSTNroute1): cannot tell before edgeStrategy is known whether it changes"],
      },
      {
        about: "InboundRoute 98397",
        alias: "pbx-seattle",
        unclear: ["route 98397 (pbx-seattle): cannot tell what of it changes before host is known"],
      },
    ],
  ],
  [
    "a group adopts numbers, whose routes and attributes change",
    () =>
      said({ account: owningFleet(12) }, ({ numberGroup }) =>
        checked(
          numberGroup,
          {},
          {
            ...support,
            numbers: fleet.slice(0, 11),
            primaryRoute: "101",
            failoverRoute: "102",
            cnamLookupsEnabled: false,
            alias: "x",
          },
        ),
      ),
    [
      {
        about: "NumberGroup support",
        adopted: [{ subject: "support", kind: "NumberGroup", numbers: 11, which: fleet.slice(0, 10) }],
      },
      {
        about: "NumberGroup support",
        changed: [{ subject: "support", property: "alias", from: undefined, numbers: 11 }],
      },
      {
        about: "NumberGroup support",
        changed: [{ subject: "support", property: "cnamLookupsEnabled", from: "true", numbers: 11 }],
      },
      {
        about: "NumberGroup support",
        moved: [
          {
            subject: "support",
            what: "failoverRoute",
            from: "none",
            to: "102 (pbx-b)",
            failoverOf: 0,
            numbers: 6,
            which: fleet.filter((_, line) => line % 2 === 0),
          },
        ],
      },
    ],
  ],
  [
    "one number of a group leaves it, which keeps what it has, and the others stay",
    () =>
      said({ account: owningFleet(12) }, ({ numberGroup }, earlier) =>
        edit(
          earlier.numberGroup,
          numberGroup,
          { ...support, numbers: fleet.slice(0, 3) },
          { ...support, numbers: fleet.slice(0, 2), primaryRoute: "101" },
        ),
      ),
    [
      {
        about: "NumberGroup support",
        left: [
          {
            subject: `1 number (${fleet[2]})`,
            kind: "NumberGroup",
            resource: "support",
            why: "out of the list, numbers keep what they have",
          },
        ],
      },
      {
        about: "NumberGroup support",
        moved: [
          {
            subject: "support",
            what: "failoverRoute",
            from: "102 (pbx-b)",
            to: "none",
            failoverOf: 0,
            numbers: 1,
            which: [fleet[1] ?? ""],
          },
        ],
      },
      { about: "NumberGroup support" },
    ],
  ],
  [
    "numbers of a group lose their routes",
    () =>
      said({ account: owningFleet(12) }, ({ numberGroup }, earlier) => {
        const detaching = { ...support, primaryRoute: "101", onDelete: "detach" };
        return edit(
          earlier.numberGroup,
          numberGroup,
          { ...detaching, numbers: fleet },
          { ...detaching, numbers: fleet.slice(2) },
        );
      }),
    [{ about: "NumberGroup support", detached: [{ resource: "support", numbers: 2, which: fleet.slice(0, 2) }] }],
  ],
  [
    "a group of which something is not known yet",
    () =>
      said({ account: owningFleet(12) }, async ({ numberGroup }) => {
        await checked(numberGroup, {}, { ...support, numbers: UNKNOWN, primaryRoute: UNKNOWN });
        await checked(numberGroup, {}, { ...support, numbers: [{ number: fleet[0], alias: UNKNOWN }] });
      }),
    [
      {
        about: "NumberGroup support",
        unclear: ["support: cannot tell what primaryRoute will change to before it is known"],
      },
      { about: "NumberGroup support", unclear: ["support: some of its numbers are not known yet"] },
      {
        about: "NumberGroup support",
        unclear: ["support: cannot tell all that will change for 1 number (12060000000) before it is known"],
      },
      {
        about: "NumberGroup support",
        adopted: [{ subject: "support", kind: "NumberGroup", numbers: 1, which: ["12060000000"] }],
      },
    ],
  ],
];

const met = new Set<string>();

test.each(cases)("a report understands the plan where %s", async (_, lines, expected) => {
  const all = (await lines()).filter((line) => !line.startsWith("warning: "));
  const told = all.map((line) => {
    const reading = readLine(line, groups);
    if (reading === undefined) throw new Error(`not understood: ${line}`);
    const { pattern, ...rest } = reading;
    met.add(pattern);
    return rest;
  });
  expect(told).toEqual(expected);
});

test("a report knows no line that no plan prints", () => {
  expect(patterns.filter((pattern) => !met.has(pattern))).toEqual([]);
});

const forged = [
  ") to 98396 (mine",
  "x) will change from host a to host b; no number is on it",
  "y) is on the account and is adopted; nothing is bought",
  "a) to 102 (b) for 2,000 numbers (12065550100",
  "is not on the account and will be bought, at $1.00 to set up and $1.00 a month",
  "__proto__",
  "(((",
  "`|</script>",
];

test.each(forged)("an alias such as %j makes a report say nothing that is not so", async (alias) => {
  const [one = "", two = ""] = fleet;
  const owned = { primary_route: "101", failover_route: null, alias };
  const account = { routes: routesNamed(alias), numbers: { [one]: owned, [two]: owned } };
  const lines = await said({ account }, async (command) => {
    await checked(command.numberRoutes, {}, { number: one, primaryRoute: "102" });
    await checked(command.phoneNumber, {}, { number: one });
    await checked(command.inboundRoute, {}, { alias, host: "192.0.2.9" });
  });
  const inGroup = await said({ account }, ({ numberGroup }) =>
    checked(numberGroup, {}, { __urn: urn("NumberGroup", one), numbers: [one, two], primaryRoute: "102" }),
  );
  expect(lines.length + inGroup.length).toBeGreaterThan(4);
  const named = printable(alias);
  for (const line of [...lines, ...inGroup]) {
    const { pattern: _, ...told } = readLine(line, new Set([one])) ?? {};
    // As it is, or with exactly this meaning.
    const { moved: [move] = [], adopted: [adopted] = [], bought, ...others } = told as Partial<Told>;
    expect(bought).toBeUndefined();
    if (move && move.what !== "destination")
      expect(move).toMatchObject({ from: `101 (${named})`, to: `102 (${named} 2)` });
    if (move?.what === "destination")
      expect(move).toMatchObject({ subject: `101 (${named})`, to: "host 192.0.2.9", numbers: 2 });
    if (adopted) expect(adopted.which).toEqual(adopted.kind === "NumberGroup" ? [one, two] : [one]);
    expect(Object.keys(others).filter((it) => !["about", "alias"].includes(it))).toEqual([]);
  }
});

function routesNamed(alias: string) {
  const to = (value: string) => ({ route_type: "host" as const, value, edge_strategy_id: null });
  return { "101": { alias, ...to("192.0.2.1") }, "102": { alias: `${alias} 2`, ...to("192.0.2.2") } };
}
