import type { AccountInput } from "../../sandbox/simulator";
import { story, type World } from "../support/world";

const numbers = Array.from({ length: 500 }, (_, line) => `1206555${String(line).padStart(4, "0")}`);
const [first, second, third] = numbers as [string, string, string];

/** Routes 101 (pbx-seattle) and 102 (pbx-denver), and this many numbers on the first. */
const site = (count: number): AccountInput => ({
  routes: {
    "101": { alias: "pbx-seattle", route_type: "host", value: "sea.pbx.example.com", edge_strategy_id: null },
    "102": { alias: "pbx-denver", route_type: "host", value: "den.pbx.example.com", edge_strategy_id: null },
  },
  numbers: Object.fromEntries(numbers.slice(0, count).map((number) => [number, { primary_route: "101" }])),
});

const seattle = (host = "sea.pbx.example.com") =>
  `const seattle = new flowroute.InboundRoute("seattle", { alias: "pbx-seattle", host: "${host}" });`;
const onSeattle = (number: string) =>
  `new NumberRoutes("line-${number}", { number: "${number}", primaryRoute: seattle });`;

/** The id of the account's route of this alias. */
function idOf(world: World, alias: string): string {
  const { routes } = world.simulator.account;
  const id = Object.keys(routes).find((it) => routes[it]?.alias === alias);
  if (id === undefined) throw new Error(`the account has no route ${alias}`);
  return id;
}

story(
  "500 numbers on one route follow an edit of its host, by one request",
  async (world) => {
    const lines = [first, second, third].map(onSeattle).join("\n");
    world.program(`${seattle()}\n${lines}`);
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 4 } });
    expect(world.writes).toEqual([]);
    world.program(`${seattle("new.pbx.example.com")}\n${lines}`);
    const preview = await world.preview();
    expect(preview).toMatchObject({ ok: true, changes: { update: 1, same: 3 } });
    expect(preview.output).toContain(
      "route 101 (pbx-seattle) will change from host sea.pbx.example.com to host new.pbx.example.com; the calls of 500 numbers",
    );
    expect(world.writes).toEqual([]);
    expect(await world.up()).toMatchObject({ ok: true, changes: { update: 1, same: 3 } });
    expect(world.writes).toEqual(["PATCH /v2/routes/101"]);
    expect(world.simulator.account.routes["101"]?.value).toBe("new.pbx.example.com");
    expect(await world.refresh({ expectNoChanges: true })).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
    expect(numbers.filter((number) => world.owned(number).primary_route !== "101")).toEqual([]);
  },
  { simulator: { account: site(500) } },
);

story(
  "a route that was changed by hand is found and named, and one request puts it right",
  async (world) => {
    world.program(`${seattle()}\n${onSeattle(first)}`);
    expect(await world.up()).toMatchObject({ ok: true });
    Object.assign(world.simulator.account.routes["101"] ?? {}, { value: "elsewhere.example.com" });
    const drift = await world.refresh({ previewOnly: true, expectNoChanges: true });
    expect(drift.ok).toBe(false);
    expect(drift.output).toContain(
      "route 101 (pbx-seattle) leads to host elsewhere.example.com as pbx-seattle on the account, but was declared as host sea.pbx.example.com",
    );
    expect(world.writes).toEqual([]);
    expect(await world.up({ refresh: true })).toMatchObject({ ok: true });
    expect(world.writes).toEqual(["PATCH /v2/routes/101"]);
    expect(world.simulator.account.routes["101"]?.value).toBe("sea.pbx.example.com");
    expect(await world.refresh({ previewOnly: true, expectNoChanges: true })).toMatchObject({ ok: true });
  },
  { simulator: { account: site(2) } },
);

story(
  "a destroy deletes routes made here that no number uses, and nothing else; those in use are named",
  async (world) => {
    world.program(`${seattle()}
      const used = new flowroute.InboundRoute("used", { alias: "made-and-used", host: "192.0.2.1" });
      new flowroute.InboundRoute("unused", { alias: "made-and-unused", uri: "sip:desk@example.com" });
      new flowroute.InboundRoute("denver", { alias: "pbx-denver", host: "den.pbx.example.com" });
      const n = new PhoneNumber("n", { number: "${first}" });
      new NumberRoutes("n", { number: n.number, primaryRoute: used, failoverRoute: seattle });`);
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 6 } });
    const [used, unused] = [idOf(world, "made-and-used"), idOf(world, "made-and-unused")];
    const gone = await world.destroy();
    expect(gone).toMatchObject({ ok: true, changes: { delete: 6 } });
    expect(world.writes).toEqual([`DELETE /v2/routes/${unused}`]);
    expect(gone.output).toContain(`route ${unused} (made-and-unused) was deleted: no number used it`);
    expect(gone.output).toContain(
      `route ${used} (made-and-used) stays on the account: 1 number (${first}) still uses it`,
    );
    for (const adopted of ["101 (pbx-seattle)", "102 (pbx-denver)"])
      expect(gone.output).toContain(
        `route ${adopted} stays on the account: this resource adopted it and did not make it`,
      );
    expect(world.owned(first)).toMatchObject({ primary_route: used, failover_route: "101" });
  },
  { simulator: { account: site(2) }, parallel: true },
);

story(
  "a renamed route is adopted anew and stays, with and without an alias of Pulumi's",
  async (world) => {
    const program = (name: string, options = "") => `
      const route = new flowroute.InboundRoute("${name}", { alias: "made-here", host: "192.0.2.1" }${options});
      new NumberRoutes("line", { number: "${first}", primaryRoute: route });`;
    world.program(program("old"));
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 2 } });
    const id = idOf(world, "made-here");
    world.program(program("new", `, { aliases: [{ name: "old" }] }`));
    expect(await world.up()).toMatchObject({ ok: true, changes: { same: 2 } });
    expect(world.writes).toEqual([]);
    world.program(program("newest"));
    const renamed = await world.up();
    expect(renamed).toMatchObject({ ok: true, changes: { create: 1, delete: 1 } });
    expect(renamed.output).toContain(`route ${id} (made-here) stays on the account: the program still declares it`);
    expect(world.writes).toEqual([]);
    expect(idOf(world, "made-here")).toBe(id);
    expect(world.owned(first)).toMatchObject({ primary_route: id });
  },
  { simulator: { account: site(1) } },
);

story(
  "numbers take a route that is new in the same up",
  async (world) => {
    world.program(`${seattle()}\n${onSeattle(first)}\n${onSeattle(second)}`);
    expect(await world.up()).toMatchObject({ ok: true });
    world.program(`
      const fresh = new flowroute.InboundRoute("fresh", { alias: "pbx-fresh", host: "fresh.pbx.example.com" });
      ${onSeattle(first).replace("seattle }", "fresh }")}
      ${onSeattle(second).replace("seattle }", "fresh }")}`);
    expect(await world.preview()).toMatchObject({ ok: true });
    expect(world.writes).toEqual([]);
    expect(await world.up()).toMatchObject({ ok: true, changes: { create: 1, update: 2, delete: 1 } });
    expect(world.writes).toEqual([
      `PATCH /v2/numbers/${first}/relationships/primary_route`,
      `PATCH /v2/numbers/${second}/relationships/primary_route`,
      "POST /v2/routes",
    ]);
    const id = idOf(world, "pbx-fresh");
    expect(numbers.slice(0, 3).map((number) => world.owned(number).primary_route)).toEqual([id, id, "101"]);
    expect(await world.up({ expectNoChanges: true })).toMatchObject({ ok: true });
    expect(idOf(world, "pbx-seattle")).toBe("101");
  },
  { simulator: { account: site(3) } },
);

story(
  "a failover to a number of the account is warned of, before anything is written",
  async (world) => {
    world.program(`${seattle()}
      const mobile = new flowroute.InboundRoute("mobile", { alias: "mobile", number: "${third}" });
      new NumberRoutes("line", { number: "${first}", primaryRoute: seattle, failoverRoute: mobile });`);
    const warning = `leads to ${third}, a number of this account, and calls do not fail over to a number of Flowroute's own`;
    const preview = await world.preview();
    expect(preview.ok).toBe(true);
    expect(preview.output).toContain(`route mobile: it ${warning}`);
    expect(await world.up()).toMatchObject({ ok: true });
    const id = idOf(world, "mobile");
    world.program(`${seattle()}
      const mobile = new flowroute.InboundRoute("mobile", { alias: "mobile", number: "${third}" });
      new NumberRoutes("line", { number: "${first}", primaryRoute: seattle, failoverRoute: mobile });
      new NumberRoutes("other", { number: "${second}", primaryRoute: seattle, failoverRoute: { alias: "mobile" } });`);
    const other = await world.preview();
    expect(other.ok).toBe(true);
    expect(other.output).toContain(`${second}: failoverRoute ${id} (mobile): it ${warning}`);
    expect(world.writes).toEqual([]);
  },
  { simulator: { account: site(3) } },
);
