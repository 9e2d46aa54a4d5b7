import * as fc from "fast-check";
import pLimit from "p-limit";
import type { Account, AccountInput } from "../../sandbox/simulator";
import { deaths } from "./deaths";
import {
  type Declaration,
  type DeclaredGroup,
  type DeclaredNumber,
  type DeclaredRoutes,
  type Placement,
  ungrouped,
} from "./declaration";
import { faults } from "./faults";
import { account as ordinary } from "./scenarios";
import { Site, type SiteOptions } from "./site";
import { type Disturbance, disturb } from "./trial";

/** Something that happens in the life of a stack. */
type Event =
  | { readonly kind: "edit"; readonly declaration: Declaration }
  | { readonly kind: "command"; readonly command: LifeCommand; readonly disturbed?: { by: Disturbance; nth: number } }
  /** To the other host: out of whatever comes before, or at rest, and then nothing may be written. */
  | { readonly kind: "move"; readonly atRest: boolean }
  | { readonly kind: "by hand"; readonly what: string; readonly change: Change };

/** `unconfirmed` are numbers that nobody but the state knows of. */
type Change = (account: Account, unconfirmed: readonly (string | undefined)[]) => void;

type LifeCommand = "preview" | "up" | "up --refresh" | "refresh" | "destroy";

/** Numbers that programs name; a match never finds them, because two resources for one number are an error by themselves. */
const owned = ["13605550100", "13605550101", "13605550102"] as const;
/** Of a group at times, and at others of resources of their own. They are never released, because a group only adopts. */
const grouped = ["13605550103", "13605550104", "13605550105"] as const;
const exact = [...owned, "13605550200", "13605550201"] as const;
const matching = ["m1", "m2", "m3"] as const;
const aliases = ["pbx-a", "pbx-b", "overnight"] as const;

const forSale = Array.from({ length: 40 }, (_, line) => `120655503${String(line).padStart(2, "0")}`);

/** The ordinary routes, six numbers, and enough for sale for any life. */
const account: AccountInput = {
  ...ordinary,
  numbers: {
    [owned[0]]: { alias: "Front desk", primary_route: "101", failover_route: "103" },
    [owned[1]]: { primary_route: null },
    [owned[2]]: { primary_route: "102" },
    [grouped[0]]: { primary_route: "101" },
    [grouped[1]]: { alias: "Line" },
    [grouped[2]]: { primary_route: "103", failover_route: "101" },
  },
  inventory: Object.fromEntries([...exact.slice(owned.length), ...forSale].map((number) => [number, {}])),
};

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Names change, places change, and now and then an alias says so. */
const placed = (base: string): fc.Arbitrary<{ name: string; options: Placement }> =>
  fc
    .record({ suffix: fc.constantFrom("", "", "-b"), component: maybe(fc.constant("office")), says: fc.boolean() })
    .map(({ suffix, component, says }) => {
      const formerly = says ? { formerly: `${base}${suffix === "" ? "-b" : ""}` } : {};
      return { name: `${base}${suffix}`, options: { ...(component === undefined ? {} : { component }), ...formerly } };
    });

const settings = fc.record(
  {
    alias: fc.constantFrom("Desk", "Line", ""),
    cnamLookupsEnabled: fc.boolean(),
    onDelete: fc.constantFrom("retain" as const, "release" as const),
  },
  { requiredKeys: [] },
);

const number = (base: string, what: Pick<DeclaredNumber, "number" | "match">): fc.Arbitrary<DeclaredNumber> =>
  fc.tuple(placed(base), settings).map(([place, set]) => ({ ...place, ...what, ...set }));

const routes = (of: string, base: string): fc.Arbitrary<DeclaredRoutes> =>
  fc
    .tuple(
      placed(base),
      fc.record(
        {
          primary: fc.constantFrom(...aliases),
          failover: fc.constantFrom(...aliases),
          onDelete: fc.constantFrom("retain" as const, "detach" as const),
        },
        { requiredKeys: ["primary"] },
      ),
    )
    .map(([place, set]) => ({ ...place, of, ...set }));

type Settings = Omit<DeclaredGroup, "name" | "numbers">;

/** What a group says, or a number's own resources in its place. */
const groupSettings: fc.Arbitrary<Settings> = fc.record(
  {
    primary: fc.constantFrom(...aliases),
    failover: fc.constantFrom(...aliases),
    alias: fc.constantFrom("Team", ""),
    cnamLookupsEnabled: fc.boolean(),
    onDelete: fc.constantFrom("retain" as const, "detach" as const),
  },
  { requiredKeys: ["primary"] },
);

/** Each of the grouped numbers in one of two groups, on its own, or nowhere. */
const groups: fc.Arbitrary<Declaration> = fc
  .record({
    homes: fc.tuple(...grouped.map(() => fc.constantFrom("team", "others", "alone", "nowhere"))),
    team: groupSettings,
    others: groupSettings,
    alone: groupSettings,
  })
  .map(({ homes, team, others, alone }) => {
    const living = (home: string) => grouped.filter((_, index) => homes[index] === home);
    const group = (name: string, settings: Settings) =>
      living(name).length === 0 ? [] : [{ name, numbers: living(name), ...settings }];
    const { groups: _, ...single } = ungrouped({ groups: group("alone", alone) });
    return { ...single, groups: [...group("team", team), ...group("others", others)] };
  });

const single: fc.Arbitrary<Declaration> = fc
  .tuple(fc.subarray([...exact], { maxLength: 3 }), fc.subarray([...matching]))
  .chain(([exactOnes, matched]) =>
    fc.tuple(
      ...exactOnes.map((it) => number(`n${it.slice(-3)}`, { number: it })),
      ...matched.map((it) => number(it, { match: { areaCode: "206" } })),
    ),
  )
  .chain((numbers) =>
    fc.record({
      numbers: fc.constant(numbers),
      routes: fc
        .subarray(numbers)
        .chain((routed) => fc.tuple(...routed.map(({ name }) => routes(name, `r-${name.replace(/-b$/, "")}`)))),
    }),
  );

const declaration: fc.Arbitrary<Declaration> = fc.tuple(single, groups).map(([one, other]) => ({
  numbers: [...(one.numbers ?? []), ...(other.numbers ?? [])],
  routes: [...(one.routes ?? []), ...(other.routes ?? [])],
  groups: other.groups ?? [],
}));

const disturbance = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...faults) },
  { weight: 2, arbitrary: fc.constantFrom(...deaths) },
);

const command: fc.Arbitrary<Event> = fc
  .record({
    command: fc.constantFrom<LifeCommand[]>("preview", "up", "up", "up", "up --refresh", "refresh", "destroy"),
    disturbed: maybe(fc.record({ by: disturbance, nth: fc.integer({ min: 1, max: 12 }) })),
  })
  .map(({ command, disturbed }) => ({ kind: "command", command, ...(disturbed && { disturbed }) }));

const byHand: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ which: fc.nat(), route: fc.constantFrom("0", "103", null) }).map(({ which, route }) => ({
    kind: "by hand" as const,
    what: `primary of one of the numbers (${which}): ${route}`,
    change: ({ numbers }: Account) =>
      Object.assign(pick(Object.values(numbers), which) ?? {}, { primary_route: route }),
  })),
  fc.record({ which: fc.nat() }).map(({ which }) => ({
    kind: "by hand" as const,
    what: `alias and failover of one of the numbers (${which})`,
    change: ({ numbers }: Account) =>
      Object.assign(pick(Object.values(numbers), which) ?? {}, { alias: "By hand", failover_route: "102" }),
  })),
  fc.record({ which: fc.nat() }).map(({ which }) => ({
    kind: "by hand" as const,
    what: `one of the numbers is released (${which})`,
    change: ({ numbers, inventory }: Account, unconfirmed: readonly (string | undefined)[]) => {
      const gone = pick(
        Object.keys(numbers).filter((it) => !unconfirmed.includes(it) && !(grouped as readonly string[]).includes(it)),
        which,
      );
      const owned = gone === undefined ? undefined : numbers[gone];
      if (gone === undefined || !owned) return;
      delete numbers[gone];
      const { number_type, rate_center, state, iso_country, rate_type, tier, monthly_cost, setup_cost, inbound_rate } =
        owned;
      inventory[gone] = {
        number_type,
        rate_center,
        state,
        iso_country,
        rate_type,
        tier,
        monthly_cost,
        setup_cost,
        inbound_rate,
      };
    },
  })),
);

/** The life of a stack: what happens, in order. */
const life: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: declaration.map((it): Event => ({ kind: "edit", declaration: it })) },
    { weight: 5, arbitrary: command },
    { weight: 1, arbitrary: byHand },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("move" as const), atRest: fc.boolean() }) },
  ),
  { minLength: 3, maxLength: 12 },
);

/** Lives a life through, and then lets it come to rest; gives the promises that were broken. */
async function live(events: readonly Event[], options: SiteOptions): Promise<readonly string[]> {
  await using site = await Site.open(options, account);
  const { promises, simulator } = site;
  site.declare({});
  for (const event of events) {
    if (event.kind === "edit") site.declare(event.declaration);
    else if (event.kind === "move") {
      const isAtRest = event.atRest && (await site.run("up")).ok;
      site.move();
      if (isAtRest) await site.quiet("up", "after a move to the other host");
    } else if (event.kind === "by hand") {
      const before = Object.keys(simulator.account.numbers);
      const { resources } = await site.stack.exportState();
      const unconfirmed = resources.filter(({ outputs = {} }) => outputs.purchaseUnconfirmed).map(({ id }) => id);
      event.change(simulator.account, unconfirmed);
      for (const number of before) if (!(number in simulator.account.numbers)) promises.releasedByHand(number);
    } else {
      simulator.clearRequests();
      const { command, disturbed } = event;
      await site.clearUp(await (disturbed ? disturb(site, command, disturbed.by, disturbed.nth) : site.run(command)));
      promises.judgeWrites(simulator.requests());
    }
  }
  // What was done by hand is learnt by the first, undone by the second.
  await site.must("refresh", "at the end");
  await site.must("up", "at the end");
  promises.judgeEnd();
  await site.quiet("refresh --expect-no-changes", "at rest");
  await site.quiet("up --expect-no-changes", "at rest");
  await site.must("destroy", "of all");
  return promises.broken;
}

/** Lives through `count` lives, the same ones for the same seed; tells those in which a promise was broken. */
export async function lives(
  { count, seed }: { count: number; seed: number },
  options: SiteOptions,
  onLife: () => void = () => {},
): Promise<string[]> {
  const inTurn = pLimit(8);
  const told = fc.sample(life, { numRuns: count, seed }).map((events, index) =>
    inTurn(async () => {
      const broken = await live(events, options).catch((error: Error) => [`the life itself failed: ${error.stack}`]);
      onLife();
      return broken.length === 0 ? [] : [`life ${index} of seed ${seed}:\n${tell(events)}\n${broken.join("\n")}`];
    }),
  );
  return (await Promise.all(told)).flat();
}

/** A life in words, for whoever has to find out. */
function tell(events: readonly Event[]): string {
  return events
    .map((event) => {
      if (event.kind === "move") return `move to the other host${event.atRest ? ", at rest" : ""}`;
      if (event.kind === "edit") return `edit ${JSON.stringify(event.declaration)}`;
      if (event.kind === "by hand") return `by hand: ${event.what}`;
      const { command, disturbed } = event;
      return disturbed ? `${command}, with ${disturbed.by.name} at request ${disturbed.nth}` : command;
    })
    .join("\n");
}

function pick<T>(all: readonly T[], which: number): T | undefined {
  return all[which % all.length];
}
